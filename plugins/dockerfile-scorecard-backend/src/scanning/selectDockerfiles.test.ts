import { defaultExclude } from '../config';
import { createDockerfileSelector } from './selectDockerfiles';

function select(
  services: Record<string, { folder?: string; paths?: string }>,
  files: string[],
  exclude: readonly string[] = defaultExclude,
  pathsOutsideFolder: boolean = true,
) {
  const selector = createDockerfileSelector({
    services: Object.entries(services).map(([entityRef, service]) => ({
      entityRef,
      folder: service.folder ?? '',
      paths: service.paths ?? null,
    })),
    exclude,
    pathsOutsideFolder,
  });
  return Object.fromEntries(selector.select(files));
}

describe('createDockerfileSelector', () => {
  it.each([
    ['Dockerfile', true],
    ['Dockerfile.prod', true],
    ['api.Dockerfile', true],
    ['api.dockerfile', true],
    ['Containerfile', true],
    ['deploy/docker/Dockerfile', true],
    ['.docker/Dockerfile', true],
    ['.devcontainer/Dockerfile', true],
    ['Dockerfile.dockerignore', false],
    ['api.Dockerfile.dockerignore', false],
    ['Dockerfile.md', false],
    ['Dockerfile.bak', false],
    ['dockerfile.py', false],
    ['MyDockerfile', false],
    ['vendor/lib/Dockerfile', false],
    ['web/node_modules/x/Dockerfile', false],
    ['tests/Dockerfile', false],
    ['src/test/docker/Dockerfile', false],
    ['examples/hello/Dockerfile', false],
    ['latest/Dockerfile', true],
  ])('finds %s in a service: %s', (path, found) => {
    expect(select({ a: {} }, [path])).toEqual({ a: found ? [path] : [] });
  });

  it('gives a Dockerfile to the service with the deepest folder above it', () => {
    expect(
      select(
        {
          root: {},
          api: { folder: 'services/api' },
          apiToo: { folder: 'services/api' },
          nested: { folder: 'services/api/worker' },
        },
        [
          'Dockerfile',
          'services/Dockerfile',
          'services/api/Dockerfile',
          'services/api/build/Dockerfile',
          'services/api/worker/Dockerfile',
          'services/api-gateway/Dockerfile',
        ],
      ),
    ).toEqual({
      root: [
        'Dockerfile',
        'services/Dockerfile',
        'services/api-gateway/Dockerfile',
      ],
      api: ['services/api/Dockerfile', 'services/api/build/Dockerfile'],
      apiToo: ['services/api/Dockerfile', 'services/api/build/Dockerfile'],
      nested: ['services/api/worker/Dockerfile'],
    });
  });

  it('looks at exclusion from the folder of the service', () => {
    expect(
      select({ a: { folder: 'examples/shop' } }, [
        'examples/shop/Dockerfile',
        'examples/shop/tests/Dockerfile',
      ]),
    ).toEqual({ a: ['examples/shop/Dockerfile'] });
  });

  it.each([
    ['one path', 'build/image.docker', ['svc/build/image.docker']],
    [
      'several, by comma and line break',
      'Dockerfile, build/image.docker\ntests/Dockerfile',
      ['svc/Dockerfile', 'svc/build/image.docker', 'svc/tests/Dockerfile'],
    ],
    [
      'a glob',
      '**/Dockerfile',
      ['svc/Dockerfile', 'svc/nested/Dockerfile', 'svc/tests/Dockerfile'],
    ],
    [
      'a path from the root',
      '/docker/svc.Dockerfile',
      ['docker/svc.Dockerfile'],
    ],
    ['a path upwards', '../docker/svc.Dockerfile', ['docker/svc.Dockerfile']],
    ['nothing that exists', 'missing/Dockerfile', []],
    [
      'no other file',
      '**, .env, .dockercfg',
      [
        'svc/Dockerfile',
        'svc/build/image.docker',
        'svc/nested/Dockerfile',
        'svc/tests/Dockerfile',
      ],
    ],
    ['no way out of the repository', '../../docker/svc.Dockerfile', []],
    ['blanks', ' , ', ['svc/Dockerfile']],
  ])('follows the annotation: %s', (_, paths, expected) => {
    expect(
      select(
        {
          svc: { folder: 'svc', paths },
          nested: { folder: 'svc/nested' },
        },
        [
          'docker/svc.Dockerfile',
          'etc/passwd',
          'svc/.dockercfg',
          'svc/.env',
          'svc/Dockerfile',
          'svc/Dockerfile.md',
          'svc/build/image.docker',
          'svc/nested/Dockerfile',
          'svc/tests/Dockerfile',
        ],
      ).svc,
    ).toEqual(expected);
  });

  it('takes brackets in a folder for what they are', () => {
    expect(
      select({ a: { folder: 'app/[id]', paths: 'Dockerfile' } }, [
        'app/[id]/Dockerfile',
        'app/i/Dockerfile',
      ]),
    ).toEqual({ a: ['app/[id]/Dockerfile'] });
  });

  it.each([
    ['Dockerfile', true],
    ['.dockerignore', true],
    ['docker/Dockerfile.dockerignore', true],
    ['pyproject.toml', true],
    ['requirements-dev.txt', true],
    ['requirements/base.txt', true],
    ['package.json', true],
    ['go.mod', true],
    ['node_modules/left-pad/package.json', false],
    ['uv.lock', false],
    ['src/main.py', false],
    ['tests/Dockerfile', false],
  ])('wants to read %s: %s', (path, wanted) => {
    const selector = createDockerfileSelector({
      services: [{ entityRef: 'a', folder: '', paths: null }],
      exclude: defaultExclude,
      pathsOutsideFolder: false,
    });
    expect(selector.isWanted(path)).toBe(wanted);
  });

  it('shows no file outside of the folder of the service unless that is allowed', () => {
    const services = {
      api: {
        folder: 'api',
        paths: '/web/Dockerfile, ../*.Dockerfile, Dockerfile',
      },
    };
    const files = ['api/Dockerfile', 'web/Dockerfile', 'x.Dockerfile'];
    expect(select(services, files, [], false)).toEqual({
      api: ['api/Dockerfile'],
    });
    expect(select(services, files, [], true)).toEqual({ api: files });
  });
});
