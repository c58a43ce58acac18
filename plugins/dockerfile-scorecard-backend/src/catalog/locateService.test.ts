import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { component } from '../__testUtils__/entities';
import { createServiceLocator } from './locateService';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: { gitea: [{ host: 'gitea.example.com' }] },
  }),
);

describe('createServiceLocator', () => {
  it.each([
    [
      'GitHub, the YAML file',
      {
        location: 'url:https://github.com/org/repo/blob/main/catalog-info.yaml',
      },
      'https://github.com/org/repo/tree/main/',
      '',
    ],
    [
      'GitHub, a YAML file in a folder',
      {
        location:
          'url:https://github.com/org/repo/blob/main/svc/api/catalog-info.yaml',
      },
      'https://github.com/org/repo/tree/main/',
      'svc/api',
    ],
    [
      'GitHub, a folder',
      { source: 'url:https://github.com/org/repo/tree/main/svc/api/' },
      'https://github.com/org/repo/tree/main/',
      'svc/api',
    ],
    [
      'GitHub, a folder without slash',
      { source: 'url:https://github.com/org/repo/tree/main/svc/api' },
      'https://github.com/org/repo/tree/main/',
      'svc/api',
    ],
    [
      'the source location rather than the YAML file',
      {
        location:
          'url:https://github.com/org/catalog/blob/main/api/catalog-info.yaml',
        source: 'url:https://github.com/org/repo/tree/main/',
      },
      'https://github.com/org/repo/tree/main/',
      '',
    ],
    [
      'GitLab',
      {
        location:
          'url:https://gitlab.com/group/sub/repo/-/blob/main/svc/catalog-info.yaml',
      },
      'https://gitlab.com/group/sub/repo/-/tree/main/',
      'svc',
    ],
    [
      'Gitea',
      {
        location:
          'url:https://gitea.example.com/org/repo/src/branch/main/svc/catalog-info.yaml',
      },
      'https://gitea.example.com/org/repo/src/branch/main/',
      'svc',
    ],
    [
      'the root of a repository on Gitea',
      {
        location:
          'url:https://gitea.example.com/org/repo/src/branch/main/catalog-info.yaml',
      },
      'https://gitea.example.com/org/repo/src/branch/main/',
      '',
    ],
    [
      'Bitbucket',
      {
        location:
          'url:https://bitbucket.org/org/repo/src/main/svc/catalog-info.yaml',
      },
      'https://bitbucket.org/org/repo/src/main/',
      'svc',
    ],
    [
      'Azure DevOps',
      {
        location:
          'url:https://dev.azure.com/org/project/_git/repo?path=%2Fsvc%2Fcatalog-info.yaml',
      },
      'https://dev.azure.com/org/project/_git/repo?path=%2F',
      'svc',
    ],
  ])('finds %s', async (_, options, url, folder) => {
    const locate = createServiceLocator({ integrations, localRoots: [] });
    expect(await locate(component('a', options))).toEqual({
      kind: 'found',
      url,
      host: new URL(url).host,
      folder,
    });
  });

  it.each([
    ['no location', {}, 'neither the annotation'],
    ['another type', { location: 'bootstrap:here' }, 'only locations of type'],
    [
      'a folder of the backend for an entity from elsewhere',
      {
        location: 'url:https://github.com/org/repo/blob/main/catalog-info.yaml',
        source: 'file:/repos/other/',
      },
      'only allowed for entities that come from there',
    ],
    ['no URL', { location: 'url:nonsense' }, 'cannot be read'],
    ['no location at all', { location: 'nonsense' }, 'cannot be read'],
  ])('says why for %s', async (_, options, reason) => {
    const locate = createServiceLocator({ integrations, localRoots: [] });
    expect(await locate(component('a', options))).toEqual({
      kind: 'unknown',
      reason: expect.stringContaining(reason),
    });
  });

  describe('on this machine', () => {
    const directory = createMockDirectory();
    beforeEach(() =>
      directory.setContent({
        'root/single/catalog-info.yaml': '',
        'root/mono/services/api/catalog-info.yaml': '',
        'root/team/checkout/.git/HEAD': '',
        'root/team/checkout/svc/catalog-info.yaml': '',
        'root/catalog-info.yaml': '',
        'elsewhere/catalog-info.yaml': '',
      }),
    );

    it.each([
      ['single', 'root/single', ''],
      ['mono/services/api', 'root/mono', 'services/api'],
      ['team/checkout/svc', 'root/team/checkout', 'svc'],
      ['.', 'root', ''],
    ])('finds %s', async (folder, repository, inside) => {
      const locate = createServiceLocator({
        integrations,
        localRoots: [directory.resolve('root')],
      });
      const file = directory.resolve('root', folder, 'catalog-info.yaml');
      expect(
        await locate(component('a', { location: `file:${file}` })),
      ).toEqual({
        kind: 'found',
        url: `file:${directory.resolve(repository)}`,
        host: '',
        folder: inside,
      });
    });

    it('leaves what is outside of the roots to the reader, which refuses it', async () => {
      const locate = createServiceLocator({
        integrations,
        localRoots: [directory.resolve('root')],
      });
      const file = directory.resolve('elsewhere/catalog-info.yaml');
      expect(
        await locate(component('a', { location: `file:${file}` })),
      ).toEqual({
        kind: 'found',
        url: `file:${directory.resolve('elsewhere')}`,
        host: '',
        folder: '',
      });
    });
  });
});
