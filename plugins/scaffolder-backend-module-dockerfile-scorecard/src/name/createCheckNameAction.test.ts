import { ConfigReader } from '@backstage/config';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCheckNameAction } from './createCheckNameAction';

const orders = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders-api', namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
};

describe('dockerfile-scorecard:checkName', () => {
  const asked: string[] = [];
  let host: Server;
  let address: string;

  beforeAll(async () => {
    // answers as GitHub, GitLab and Gitea do: 200 with something, or 404
    host = createServer((request, response) => {
      asked.push(request.url ?? '');
      const status = /taken/.test(request.url ?? '') ? 200 : 404;
      response.writeHead(/broken/.test(request.url ?? '') ? 500 : status);
      response.end('{}');
    });
    await new Promise<void>(done => host.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(done => host.close(done)));
  beforeEach(() => asked.splice(0));

  function run(
    input: Record<string, unknown>,
    { dry = false, visible = true } = {},
  ) {
    const own = mockCredentials.service();
    const catalog = catalogServiceMock({ entities: [orders] });
    const all = catalog.getEntityByRef.bind(catalog);
    jest
      .spyOn(catalog, 'getEntityByRef')
      .mockImplementation(async (ref, options) => {
        const { credentials } = options as { credentials: unknown };
        return visible || credentials === own ? all(ref) : undefined;
      });
    const action = createCheckNameAction({
      auth: mockServices.auth.mock({
        getOwnServiceCredentials: async () => own,
      }),
      catalog,
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [
              { host: 'github.example', apiBaseUrl: `${address}/github` },
            ],
            gitlab: [
              {
                host: 'gitlab.example',
                apiBaseUrl: `${address}/gitlab`,
                baseUrl: 'https://gitlab.example',
              },
            ],
            gitea: [{ host: 'gitea.example', baseUrl: `${address}/gitea` }],
          },
        }),
      ),
    });
    const context = createMockActionContext({ input: input as never });
    return action.handler({ ...context, isDryRun: dry } as never);
  }

  const reserved = {
    'a module of the Python standard library': ['calendar', 'concurrent'],
    'a Python package that the service installs': ['typing-extensions'],
  };

  it.each([
    ['calendar', 'a module of the Python standard library'],
    ['typing-extensions', 'a Python package that the service installs'],
    ['Typing_Extensions', 'a Python package that the service installs'],
  ])('refuses %s, which is reserved', async (name, reason) => {
    await expect(run({ name, reserved })).rejects.toThrow(
      `"${name}" cannot be the name of a service: it is ${reason}.`,
    );
  });

  it('refuses the name of an entity and says whose it is', async () => {
    await expect(run({ name: 'orders-api' })).rejects.toThrow(
      'component:default/orders-api already exists and is owned by group:default/checkout. Choose another name. Nothing was created.',
    );
  });

  it('refuses the name of an entity that the user may not see, without its owner', async () => {
    await expect(
      run({ name: 'orders-api' }, { visible: false }),
    ).rejects.toThrow(
      'component:default/orders-api already exists. Choose another name.',
    );
  });

  it('lets the same name pass in another namespace', async () => {
    await expect(
      run({ name: 'orders-api', namespace: 'retail' }),
    ).resolves.toBeUndefined();
  });

  it.each([
    [
      'github.example?owner=retailer&repo=taken',
      '/github/repos/retailer/taken',
    ],
    [
      'gitlab.example?owner=retailer&repo=taken',
      '/gitlab/projects/retailer%2Ftaken',
    ],
    [
      'gitea.example?owner=retailer&repo=taken',
      '/gitea/api/v1/repos/retailer/taken',
    ],
  ])('refuses the repository %s', async (repoUrl, path) => {
    await expect(run({ name: 'parcels', repoUrl })).rejects.toThrow(
      `The repository ${repoUrl} already exists.`,
    );
    expect(asked).toEqual([path]);
  });

  it.each([
    ['is free', 'github.example?owner=retailer&repo=parcels'],
    ['cannot be looked up', 'github.example?owner=retailer&repo=broken'],
  ])('lets a repository pass that %s', async (_, repoUrl) => {
    await run({ name: 'parcels', repoUrl });
    expect(asked).toHaveLength(1);
  });

  it('asks no host in a dry run', async () => {
    await run(
      { name: 'parcels', repoUrl: 'github.example?owner=o&repo=taken' },
      { dry: true },
    );
    expect(asked).toEqual([]);
  });
});
