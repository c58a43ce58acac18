import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { fakeEngine, FakeRepositories, testDatabases } from './__testUtils__';
import { readScorecardConfig } from './config';
import { createScanning, type Scanning } from './createScanning';
import { after, databaseNow } from './database';
import { addRepositories, saveServices } from './database/operations';
import { RepositoryReaders } from './readers';

jest.setTimeout(60_000);

const databases = testDatabases();
const SERVICES = 30;

describe.each(databases.ids)('createScanning, %s', databaseId => {
  let knex: Knex;
  let repositories: FakeRepositories;
  const replicas: Scanning[] = [];

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    repositories = new FakeRepositories();
    const now = await databaseNow(knex);
    const names = Array.from({ length: SERVICES }, (_, i) => `s${i}`);
    for (const name of names) {
      repositories.repositories.set(name, { Dockerfile: '# level: gold' });
    }
    await addRepositories({
      knex,
      now,
      repositories: names.map(name => ({ id: name, url: name, host: '' })),
    });
    await saveServices({
      knex,
      now,
      services: names.map(name => ({
        entity_ref: name,
        kind: 'Component',
        namespace: 'default',
        name,
        title: null,
        owner: '',
        system: null,
        lifecycle: null,
        type: null,
        repository_id: name,
        folder: '',
        paths: null,
        catalog_hash: 'hash',
        tags: [],
        owners: [],
        exclusion: undefined,
        moved: true,
      })),
    });
  });
  afterEach(async () => {
    await Promise.all(replicas.splice(0).map(replica => replica.stop()));
    await knex.destroy();
  });

  async function start(policyHash: string): Promise<Scanning> {
    const engine = fakeEngine({ policyHash });
    const config = readScorecardConfig(
      mockServices.rootConfig(),
      () => engine.policy,
    );
    const replica = createScanning({
      knex,
      logger: mockServices.logger.mock(),
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      scheduler: mockServices.scheduler.mock(),
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
      readers: new RepositoryReaders({ readers: [repositories] }),
      engine,
      config,
      onScanned: undefined,
    });
    replicas.push(replica);
    await replica.start();
    return replica;
  }

  /** Policies under which the fleet has been judged, and how many repositories each has. */
  async function policies(): Promise<Record<string, number>> {
    const rows = await knex('repositories');
    const counts: Record<string, number> = {};
    for (const { evaluated_under, lease } of rows) {
      const policy =
        lease === null && evaluated_under
          ? evaluated_under.split(' ')[2]
          : 'none';
      counts[policy] = (counts[policy] ?? 0) + 1;
    }
    return counts;
  }
  async function settledUnder(policy: string): Promise<string> {
    let last = '';
    for (let tries = 0; tries < 500; tries++) {
      const found = await policies();
      last = JSON.stringify(found);
      if (found[policy] === SERVICES) return policy;
      replicas.forEach(replica => replica.wake());
      await new Promise(resolve => setTimeout(resolve, 30));
    }
    return last;
  }

  it('leaves one policy behind when two versions run side by side', async () => {
    const old = await start('old');
    // The new one starts in the middle of the work of the old one.
    await start('new');
    expect(await settledUnder('new')).toBe('new');
    await old.stop();
    expect(await settledUnder('new')).toBe('new');
  });

  it('goes on when the replica in charge is gone', async () => {
    await start('old');
    const next = await start('new');
    expect(await settledUnder('new')).toBe('new');
    await next.stop();
    const now = await databaseNow(knex);
    await knex('evaluation_settings').update({ seen_at: after(now, -61_000) });
    expect(await settledUnder('old')).toBe('old');
  });
});
