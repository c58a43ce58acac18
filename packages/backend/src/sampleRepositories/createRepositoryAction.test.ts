import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createRepositoryAction } from './createRepositoryAction';

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'new-service', namespace: 'default' },
};

describe('sample:repository:create', () => {
  const root = createMockDirectory();
  const workspace = createMockDirectory({
    content: { Dockerfile: 'FROM scratch\n', src: { 'app.py': '' } },
  });

  beforeEach(() => root.clear());

  function action(entities = [component]) {
    return createRepositoryAction({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities }),
      root: root.path,
    });
  }

  function context(name: string, isDryRun = false) {
    return {
      ...createMockActionContext({
        input: { name },
        workspacePath: workspace.path,
      }),
      isDryRun,
    };
  }

  it('writes the workspace and names the component', async () => {
    const ctx = context('new-service');
    await action().handler(ctx);
    expect(root.content({ shouldReadAsText: true })).toEqual({
      'new-service': { Dockerfile: 'FROM scratch\n', src: { 'app.py': '' } },
    });
    expect(ctx.output).toHaveBeenCalledWith(
      'entityRef',
      'component:default/new-service',
    );
  });

  it.each([
    '../escape',
    'a/b',
    '/etc',
    'UPPER',
    '',
    '.hidden',
    `${'a'.repeat(64)}`,
  ])('refuses the name "%s"', async name => {
    await expect(action().handler(context(name))).rejects.toThrow(
      'cannot be the name of a repository',
    );
    expect(root.content({ shouldReadAsText: true })).toEqual({});
  });

  it('does not touch a repository that is there already', async () => {
    root.setContent({ 'new-service': { kept: 'yes' } });
    await expect(action().handler(context('new-service'))).rejects.toThrow(
      'There is a repository "new-service" already',
    );
    expect(root.content({ shouldReadAsText: true })).toEqual({
      'new-service': { kept: 'yes' },
    });
  });

  it('writes nothing in a dry run', async () => {
    await action().handler(context('new-service', true));
    expect(root.content({ shouldReadAsText: true })).toEqual({});
  });

  it('leaves nothing half-made when the catalog does not take it up', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      action([]).handler({
        ...context('new-service'),
        signal: controller.signal,
      }),
    ).rejects.toThrow('was removed again');
    expect(root.content({ shouldReadAsText: true })).toEqual({});
  });
});
