import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { integration } from '../integration';
import { createSourceAction } from './createSourceAction';

const integrations = integration.ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com' }, { host: 'ghe.example.com' }],
      gitlab: [{ host: 'gitlab.com' }],
      bitbucketCloud: [{}],
      azure: [{ host: 'dev.azure.com' }],
      gitea: [{ host: 'git.example.com' }],
      gerrit: [
        {
          host: 'gerrit.example.com',
          gitilesBaseUrl: 'https://gerrit.example.com/gitiles',
        },
      ],
    },
  }),
);

function run(annotations: Record<string, string>, entityRef = 'orders-api') {
  const action = createSourceAction({
    integrations,
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'orders-api', namespace: 'default', annotations },
        },
      ],
    }),
  });
  const output = jest.fn();
  const context = {
    ...createMockActionContext({ input: { entityRef } }),
    output,
  };
  return { done: action.handler(context as never), output };
}

describe('dockerfile-scorecard:source', () => {
  it.each([
    [
      'https://github.com/acme/orders-api/tree/main/services/a/',
      'github',
      'https://github.com/acme/orders-api/tree/main/',
      'github.com?owner=acme&repo=orders-api',
    ],
    [
      'https://ghe.example.com/acme/orders-api.git',
      'github',
      expect.any(String),
      'ghe.example.com?owner=acme&repo=orders-api',
    ],
    [
      'https://gitlab.com/acme/shop/orders-api/-/tree/main/',
      'gitlab',
      'https://gitlab.com/acme/shop/orders-api/-/tree/main/',
      'gitlab.com?owner=acme%2Fshop&repo=orders-api',
    ],
    [
      'https://bitbucket.org/acme/orders-api/src/main/',
      'bitbucketCloud',
      'https://bitbucket.org/acme/orders-api/src/main/',
      'bitbucket.org?workspace=acme&repo=orders-api',
    ],
    [
      'https://dev.azure.com/acme/shop/_git/orders-api?path=/services/a',
      'azure',
      expect.stringContaining('/_git/orders-api'),
      'dev.azure.com?organization=acme&project=shop&repo=orders-api',
    ],
    [
      'https://git.example.com/acme/orders-api/src/branch/main/',
      'gitea',
      'https://git.example.com/acme/orders-api/src/branch/main/',
      'git.example.com?owner=acme&repo=orders-api',
    ],
  ])('tells of %s', async (target, host, url, repoUrl) => {
    const { done, output } = run({
      'backstage.io/managed-by-location':
        'url:https://github.com/acme/catalog/blob/main/all.yaml',
      'backstage.io/source-location': `url:${target}`,
    });
    await done;
    expect(output).toHaveBeenCalledWith('host', host);
    expect(output).toHaveBeenCalledWith('url', url);
    expect(output).toHaveBeenCalledWith('repoUrl', repoUrl);
  });

  it('names a host that has no publishing action', async () => {
    const { done, output } = run({
      'backstage.io/source-location':
        'url:https://gerrit.example.com/gitiles/acme/orders-api/+/refs/heads/main/',
    });
    await done;
    expect(output).toHaveBeenCalledWith('host', 'other');
    expect(output).not.toHaveBeenCalledWith('repoUrl', expect.anything());
  });

  it('tells that a source is in a local folder', async () => {
    const { done, output } = run({
      'backstage.io/managed-by-location': 'file:/srv/a/catalog-info.yaml',
    });
    await done;
    expect(output.mock.calls).toEqual([['host', 'local']]);
  });

  it.each([
    [{}, 'does not tell where its source is'],
    [
      {
        'backstage.io/source-location':
          'url:https://code.example.org/acme/orders-api',
      },
      'at no source code host that the portal knows',
    ],
    [
      { 'backstage.io/source-location': 'url:https://github.com/acme' },
      'is not the address of a repository',
    ],
  ])('refuses %j', async (annotations, message) => {
    await expect(run(annotations).done).rejects.toThrow(message);
  });

  it('refuses an entity that the person may not see', async () => {
    await expect(run({}, 'component:default/other').done).rejects.toThrow(
      'The catalog has no component:default/other that you may see.',
    );
  });
});
