import { findBuildContext } from './findBuildContext';

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

function contextOf(
  dockerfile: string,
  copies: string,
  options: { more?: string[]; serviceFolder?: string; folder?: string } = {},
) {
  const { more = [], ...rest } = options;
  return findBuildContext({
    dockerfile,
    text: `FROM python:3.14-slim AS base\n${copies}\n`,
    repository: { files: [...files, ...more], texts },
    ...rest,
  });
}

describe('findBuildContext', () => {
  it.each([
    ['its own folder', 'COPY entrypoint.sh /', 'entrypoint.sh'],
    ['the folder above', 'COPY app ./requirements.txt /app/', 'app/main.py'],
    ['the root', 'COPY libs/shared svc/app /app/', 'libs/shared/lib.py'],
    [
      'the folder whose manifest a command reads',
      'COPY . /app\nRUN pip install -r requirements.txt',
      'app/main.py',
    ],
    [
      'its own folder, whatever comes from elsewhere',
      'COPY --from=base /app /app\nADD https://example.com/app /',
      'entrypoint.sh',
    ],
  ])('takes %s for the context', (_, copies, expected) => {
    expect(contextOf('svc/docker/Dockerfile', copies).files).toContain(
      expected,
    );
  });

  it('takes the own folder for a pattern where it holds something to build', () => {
    const { files: found } = contextOf('svc/Dockerfile', 'COPY *.txt $X /app');
    expect(found).toContain('app/main.py');
  });

  it('knows nothing where the own folder holds nothing to build and no command tells', () => {
    expect(contextOf('svc/docker/Dockerfile', 'COPY . /app')).toEqual({
      hasUpdateBot: false,
    });
  });

  it('prefers the folder of the service to the ones around it', () => {
    const { files: found } = contextOf(
      'svc/docker/Dockerfile',
      'COPY requirements.txt /',
      { serviceFolder: '' },
    );
    expect(found).toContain('libs/shared/lib.py');
  });

  it('takes the folder that it is told', () => {
    const { files: found } = contextOf('svc/docker/Dockerfile', 'COPY app /', {
      folder: 'libs',
    });
    expect(found).toEqual(['shared/lib.py']);
  });

  it('knows nothing of the context where no folder has a source', () => {
    expect(contextOf('svc/docker/Dockerfile', 'COPY gone /')).toEqual({
      hasUpdateBot: false,
    });
    expect(contextOf('svc/docker/special.Dockerfile', 'COPY gone /')).toEqual({
      dockerignore: 'special',
      hasUpdateBot: false,
    });
  });

  it('has paths from the root of the context', () => {
    expect(contextOf('svc/docker/Dockerfile', 'COPY app /app')).toEqual({
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
      isBelowRoot: true,
      hasUpdateBot: false,
    });
  });

  it.each([
    ['its own file', 'svc/docker/special.Dockerfile', 'app', 'special'],
    ['the one of the context', 'svc/Dockerfile', 'app', 'service'],
    ['none', 'svc/docker/Dockerfile', 'entrypoint.sh', null],
  ])('ignores by %s', (_, dockerfile, source, expected) => {
    expect(contextOf(dockerfile, `COPY ${source} /`).dockerignore).toBe(
      expected,
    );
  });

  it.each([
    ['renovate.json', true],
    ['.github/dependabot.yml', true],
    ['.renovaterc', true],
    ['svc/renovate.json', false],
  ])('sees an update bot in %s: %s', (path, expected) => {
    expect(contextOf('svc/Dockerfile', '', { more: [path] }).hasUpdateBot).toBe(
      expected,
    );
  });

  it('leaves a list out that is too long to be useful', () => {
    const more = Array.from({ length: 20_001 }, (_, i) => `svc/data/${i}`);
    const context = contextOf('svc/Dockerfile', '', { more });
    expect(context).not.toHaveProperty('files');
    expect(context.manifests).toEqual({ 'requirements.txt': 'flask' });
  });
});
