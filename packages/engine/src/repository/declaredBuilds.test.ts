import { findBuildContext } from './findBuildContext';

const DOCKERFILE = `FROM python:3.14-slim-trixie AS app
COPY requirements.txt .
CMD ["python", "-m", "app"]
FROM app AS worker
FROM app AS test
CMD ["pytest"]
`;

function contextOf(
  texts: Record<string, string>,
  dockerfile = 'Dockerfile',
): { target?: string; files?: readonly string[] } {
  return findBuildContext({
    dockerfile,
    text: DOCKERFILE,
    repository: {
      files: [dockerfile, 'requirements.txt', ...Object.keys(texts)],
      texts: new Map(Object.entries(texts)),
    },
  });
}

const compose = (build: string) => `services:\n  web:\n    build:\n${build}`;

const workflow = (inputs: string) => `on: push
jobs:
  image:
    runs-on: ubuntu-24.04
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: true
${inputs}`;

describe('the stage that ships', () => {
  it.each([
    ['compose.yaml', compose('      target: app\n'), 'app'],
    [
      'docker-compose.yml',
      compose('      context: .\n      target: worker\n'),
      'worker',
    ],
    ['docker-compose.prod.yml', compose('      target: "0"\n'), '0'],
    ['.github/workflows/ci.yml', workflow('          target: app\n'), 'app'],
    [
      '.github/workflows/ci.yml',
      'jobs:\n  a:\n    steps:\n      - run: |\n          docker build \\\n            --target app .\n',
      'app',
    ],
    ['docker-bake.hcl', 'target "x" {\n  target = "app"\n}\n', 'app'],
    [
      'docker-bake.hcl',
      'target "base" {\n  target = "app"\n  args = { A = "1" }\n}\ntarget "x" {\n  inherits = ["base"]\n}\n',
      'app',
    ],
    ['docker-bake.json', '{"target":{"x":{"target":"worker"}}}', 'worker'],
    [
      'Makefile',
      'image:\n\tdocker build -t a --target=app -f Dockerfile .\n',
      'app',
    ],
    [
      '.gitlab-ci.yml',
      'a:\n  script:\n    - docker buildx build --push --target app .\n',
      'app',
    ],
    ['scripts/build-image.sh', 'docker build --target app .\n', 'app'],
  ])('is read from %s', (path, text, target) => {
    expect(contextOf({ [path]: text }).target).toBe(target);
  });

  it.each([
    [
      'it is a stage for tests',
      { 'compose.yaml': compose('      target: test\n') },
    ],
    [
      'no stage has the name',
      { 'compose.yaml': compose('      target: api\n') },
    ],
    ['a variable decides', { 'compose.yaml': compose('      target: ${T}\n') }],
    [
      'the file is there to develop',
      { 'compose.dev.yaml': compose('      target: worker\n') },
    ],
    [
      'another Dockerfile is built',
      {
        'compose.yaml': compose(
          '      dockerfile: b.Dockerfile\n      target: app\n',
        ),
      },
    ],
    ['it is not YAML', { 'compose.yaml': 'services: [\n' }],
    [
      'two builds differ',
      {
        'compose.yaml':
          'services:\n  a:\n    build:\n      target: app\n  b:\n    build:\n      target: worker\n',
      },
    ],
  ])('is left open where %s', (_, texts) => {
    expect(contextOf(texts)).not.toHaveProperty('target');
  });

  it('is the one of the pipeline before that of a compose file', () => {
    expect(
      contextOf({
        'compose.yaml': compose('      target: worker\n'),
        '.github/workflows/release.yaml': workflow('          target: app\n'),
      }).target,
    ).toBe('app');
  });
});

describe('the folder that is built in', () => {
  it.each([
    [
      'compose.yaml',
      compose('      context: .\n      dockerfile: docker/Dockerfile\n'),
    ],
    [
      '.github/workflows/ci.yml',
      workflow('          context: .\n          file: docker/Dockerfile\n'),
    ],
    [
      'docker/compose.yaml',
      compose('      context: ..\n      dockerfile: docker/Dockerfile\n'),
    ],
  ])('is read from %s', (path, text) => {
    const { files } = contextOf(
      { [path]: text, 'docker/requirements.txt': 'a\n' },
      'docker/Dockerfile',
    );
    expect(files).toContain('requirements.txt');
  });

  it('is not one that only the pipeline makes', () => {
    const { files } = contextOf({
      '.github/workflows/ci.yml': workflow(
        '          context: dist\n          file: Dockerfile\n',
      ),
    });
    expect(files).toContain('requirements.txt');
  });
});
