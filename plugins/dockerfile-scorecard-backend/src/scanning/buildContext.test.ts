import { buildContext } from './buildContext';

const texts = new Map([
  ['.dockerignore', 'root'],
  ['svc/.dockerignore', 'service'],
  ['svc/docker/Dockerfile', 'FROM scratch'],
  ['svc/docker/special.Dockerfile.dockerignore', 'special'],
  ['svc/requirements.txt', 'flask'],
  ['requirements.txt', 'root'],
]);
const files = [
  ...texts.keys(),
  'svc/app/main.py',
  'svc/docker/entrypoint.sh',
  'svc/uv.lock',
  'libs/shared/lib.py',
];

function contextOf(dockerfile: string, sources: string[], more: string[] = []) {
  return buildContext({
    dockerfile,
    serviceFolder: 'svc',
    sources,
    repository: { files: [...files, ...more], texts },
  });
}

describe('buildContext', () => {
  it.each([
    ['its own folder', ['entrypoint.sh'], ['entrypoint.sh']],
    ['the service', ['app', 'requirements.txt'], ['app/main.py']],
    ['the root', ['libs/shared', 'svc/app'], ['libs/shared/lib.py']],
    ['its own folder without sources', [], ['entrypoint.sh']],
    ['its own folder when no source exists', ['gone'], ['entrypoint.sh']],
  ])('takes %s for the root of the context', (_, sources, expected) => {
    expect(contextOf('svc/docker/Dockerfile', sources).files).toEqual(
      expect.arrayContaining(expected),
    );
  });

  it('has paths from the root of the context', () => {
    expect(contextOf('svc/docker/Dockerfile', ['app'])).toEqual({
      files: [
        '.dockerignore',
        'docker/Dockerfile',
        'docker/special.Dockerfile.dockerignore',
        'requirements.txt',
        'app/main.py',
        'docker/entrypoint.sh',
        'uv.lock',
      ],
      dockerignore: 'service',
      manifests: { 'requirements.txt': 'flask' },
      hasUpdateBot: false,
    });
  });

  it.each([
    ['its own file', 'svc/docker/special.Dockerfile', ['app'], 'special'],
    ['the one of the context', 'svc/Dockerfile', ['app'], 'service'],
    ['none', 'svc/docker/Dockerfile', ['entrypoint.sh'], null],
  ])('ignores by %s', (_, dockerfile, sources, expected) => {
    expect(contextOf(dockerfile, sources).dockerignore).toBe(expected);
  });

  it.each([
    ['renovate.json', true],
    ['.github/dependabot.yml', true],
    ['.renovaterc', true],
    ['svc/renovate.json', false],
  ])('sees an update bot in %s: %s', (path, expected) => {
    expect(contextOf('svc/Dockerfile', [], [path]).hasUpdateBot).toBe(expected);
  });

  it('leaves a list out that is too long to be useful', () => {
    const many = Array.from({ length: 20_001 }, (_, i) => `svc/data/${i}`);
    const context = contextOf('svc/Dockerfile', [], many);
    expect(context).not.toHaveProperty('files');
    expect(context.manifests).toEqual({ 'requirements.txt': 'flask' });
  });
});
