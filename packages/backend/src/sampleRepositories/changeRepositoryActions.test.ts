import { createMockDirectory } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { changeRepositoryActions } from './changeRepositoryActions';

describe('the actions that change a sample repository', () => {
  const root = createMockDirectory();
  const elsewhere = createMockDirectory();
  const workspace = createMockDirectory();

  beforeEach(() => {
    root.setContent({
      'orders-api': {
        'catalog-info.yaml': '',
        Dockerfile: 'FROM scratch\n',
        src: { 'app.py': '' },
      },
    });
    elsewhere.setContent({ 'catalog-info.yaml': '', Dockerfile: 'secret\n' });
    workspace.setContent({ changes: { Dockerfile: 'FROM python:3.14\n' } });
  });

  function component(name: string, location: string) {
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        namespace: 'default',
        annotations: { 'backstage.io/managed-by-location': location },
      },
    };
  }

  async function run(id: 'open' | 'change', name: string, isDryRun = false) {
    const actions = changeRepositoryActions({
      catalog: catalogServiceMock({
        entities: [
          component(
            'orders-api',
            `file:${root.resolve('orders-api/catalog-info.yaml')}`,
          ),
          component(
            'outside',
            `file:${elsewhere.resolve('catalog-info.yaml')}`,
          ),
          component('remote', 'url:https://github.com/acme/a/blob/main/c.yaml'),
        ],
      }),
      roots: [root.path],
    });
    const action = actions.find(each => each.id === `sample:repository:${id}`);
    await action?.handler({
      ...createMockActionContext({
        input: {
          entityRef: `component:default/${name}`,
          targetPath: 'repository',
          sourcePath: 'changes',
        },
        workspacePath: workspace.path,
      }),
      isDryRun,
    } as never);
  }

  const contentOf = (folder: typeof root) =>
    folder.content({ shouldReadAsText: true }) as Record<string, unknown>;

  it('copy a repository into the workspace', async () => {
    await run('open', 'orders-api');
    expect(contentOf(workspace).repository).toEqual(
      contentOf(root)['orders-api'],
    );
  });

  it('write the changed files, and leave the others', async () => {
    await run('change', 'orders-api');
    expect(contentOf(root)['orders-api']).toEqual({
      'catalog-info.yaml': '',
      Dockerfile: 'FROM python:3.14\n',
      src: { 'app.py': '' },
    });
  });

  it('change nothing in a dry run', async () => {
    await run('change', 'orders-api', true);
    expect(contentOf(root)['orders-api']).toMatchObject({
      Dockerfile: 'FROM scratch\n',
    });
  });

  it.each([
    ['open', 'outside', 'in none of the folders of the sample portal'],
    ['change', 'outside', 'in none of the folders of the sample portal'],
    ['open', 'remote', 'comes from no folder'],
    ['change', 'unknown', 'The catalog has no component:default/unknown.'],
  ] as const)('refuse to %s %s', async (id, name, message) => {
    await expect(run(id, name)).rejects.toThrow(message);
    expect(contentOf(elsewhere).Dockerfile).toBe('secret\n');
    expect(contentOf(workspace).repository).toBeUndefined();
  });
});
