import { purposeOf } from './purpose';

describe('purposeOf', () => {
  it.each([
    ['Dockerfile', 'service'],
    ['docker/Dockerfile', 'service'],
    ['services/device/Dockerfile', 'service'],
    ['Dockerfile.worker', 'service'],
    ['.devcontainer/Dockerfile', 'development'],
    ['.github/actions/build/Dockerfile', 'development'],
    ['.ci/Dockerfile', 'development'],
    ['docker/dev/Dockerfile', 'development'],
    ['Dockerfile.dev', 'development'],
    ['test.Dockerfile', 'development'],
  ])('%s: %s', (path, purpose) => {
    expect(purposeOf(path)).toBe(purpose);
  });
});
