import { isManifest } from './fileKinds';

describe('isManifest', () => {
  it.each([
    'requirements.txt',
    'requirements.lock',
    'requirements-dev.lock',
    'dev-requirements.lock',
    'requirements/base.txt',
    'pyproject.toml',
  ])('takes %s', path => {
    expect(isManifest(`svc/${path}`)).toBe(true);
  });

  it.each(['uv.lock', 'requirements.md', 'lock'])('leaves %s', path => {
    expect(isManifest(`svc/${path}`)).toBe(false);
  });
});
