import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { databaseNow, type FullServiceRow } from '../database';
import { claimRepository, fullServices, getSync } from '../database/operations';
import { component, group, testDatabases } from '../__testUtils__';
import { CatalogSync } from './CatalogSync';
import type { ServiceLocation } from './locateService';

jest.setTimeout(60_000);

const databases = testDatabases();

/** `source` of the entities here is `<repository>/<folder>`. */
async function locate(entity: Entity): Promise<ServiceLocation> {
  const source = entity.metadata.annotations?.['backstage.io/source-location'];
  if (!source) {
    return { kind: 'unknown', reason: 'nowhere' };
  }
  if (source === 'throw') {
    throw new Error('unexpected');
  }
  const [url, ...folder] = source.split('/');
  return { kind: 'found', url, host: 'host', folder: folder.join('/') };
}

describe.each(databases.ids)('CatalogSync, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.create(databaseId);
  });
  afterEach(() => knex.destroy());

  async function sync(
    entities: Entity[],
    options: { exclude?: Record<string, string> } = {},
  ) {
    await new CatalogSync({
      knex,
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      locate,
      filter: { kind: 'Component' },
      exclude: options.exclude,
      historyRetention: 1000,
    }).run();
  }
  const services = async (): Promise<FullServiceRow[]> =>
    fullServices(knex).orderBy('services.entity_ref');
  const repositories = async () =>
    (await knex('repositories').orderBy('url')).map(row => row.url);
  /** Takes everything out of the queue, as if it had been scanned. */
  async function settle() {
    await knex('repositories').update({
      due_at: new Date(Date.now() + 3_600_000),
      read_at: new Date(Date.now() + 3_600_000),
      selected_under: 's',
    });
  }
  const due = async () =>
    (
      await knex('repositories')
        .where('due_at', '<=', await databaseNow(knex))
        .orderBy('url')
    ).map(row => row.url);

  it('keeps what the fleet is filtered by', async () => {
    await sync([
      component('api', {
        source: 'repo/services/api',
        title: 'The API',
        owner: 'group:default/payments',
        system: 'system:default/shop',
        tags: ['python', 'critical'],
        annotations: { 'dockerfile-scorecard/paths': ' docker/Dockerfile ' },
      }),
      group('payments'),
    ]);
    expect(await services()).toMatchObject([
      {
        entity_ref: 'component:default/api',
        kind: 'Component',
        namespace: 'default',
        name: 'api',
        title: 'The API',
        sort_name: 'the api',
        owner: 'group:default/payments',
        system: 'system:default/shop',
        lifecycle: 'production',
        type: 'service',
        tags: '["critical","python"]',
        folder: 'services/api',
        paths: 'docker/Dockerfile',
        state: 'pending',
        level: -1,
      },
    ]);
    expect(await knex('service_tags').orderBy('tag')).toMatchObject([
      { tag: 'critical' },
      { tag: 'python' },
    ]);
    expect(await knex('sync_attempts')).toHaveLength(1);
  });

  it('keeps all owners', async () => {
    const both = component('a', { source: 'repo' });
    both.relations?.push({ type: 'ownedBy', targetRef: 'user:default/Ada' });
    await sync([both]);
    const owners = () => knex('service_owners').orderBy('owner').pluck('owner');
    expect(await owners()).toEqual(['group:default/team', 'user:default/ada']);
    await sync([component('a', { source: 'repo' })]);
    expect(await owners()).toEqual(['group:default/team']);
  });

  it('has one repository for all services in it', async () => {
    await sync([
      component('a', { source: 'mono/a' }),
      component('b', { source: 'mono/b' }),
      component('c', { source: 'single' }),
    ]);
    expect(await repositories()).toEqual(['mono', 'single']);
    expect(await due()).toEqual(['mono', 'single']);
  });

  it('reads again only the repositories in which something moved', async () => {
    const entities = [
      component('a', { source: 'mono/a' }),
      component('b', { source: 'other' }),
      component('c', { source: 'third' }),
    ];
    await sync(entities);
    await settle();
    await sync(entities);
    expect(await due()).toEqual([]);

    await sync([
      component('a', { source: 'mono/moved' }),
      component('b', { source: 'other', owner: 'group:default/else' }),
      component('c', { source: 'fourth' }),
    ]);
    expect(await due()).toEqual(['fourth', 'mono']);
    expect(await repositories()).toEqual(['fourth', 'mono', 'other']);
    expect(await services()).toMatchObject([
      { folder: 'moved' },
      { owner: 'group:default/else' },
      {},
    ]);
  });

  it('forgets services that have left the catalog, and repositories without services', async () => {
    await sync([
      component('stays', { source: 'mono' }),
      component('goes', { source: 'mono/sub', tags: ['t'] }),
      component('alone', { source: 'single' }),
    ]);
    await settle();
    await sync([component('stays', { source: 'mono' })]);
    expect((await services()).map(row => row.name)).toEqual(['stays']);
    expect(await repositories()).toEqual(['mono']);
    expect(await knex('service_tags')).toEqual([]);
    // Dockerfiles of the one that went may now belong to the one that stays.
    expect(await due()).toEqual(['mono']);
  });

  it('deletes nothing when the catalog fails in the middle', async () => {
    await sync([component('a', { source: 'repo' })]);
    const broken = catalogServiceMock.mock({
      async *streamEntities() {
        yield [component('b', { source: 'repo' })];
        throw new Error('catalog is down');
      },
    });
    const failing = new CatalogSync({
      knex,
      catalog: broken,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      locate,
      filter: { kind: 'Component' },
      exclude: undefined,
      historyRetention: 1000,
    });
    await expect(failing.run()).rejects.toThrow('catalog is down');
    expect((await services()).map(row => row.name)).toEqual(['a', 'b']);
  });

  it.each([
    [
      'the annotation',
      { annotations: { 'dockerfile-scorecard/exclude': 'true' } },
      undefined,
      'excluded',
      'The entity has the annotation dockerfile-scorecard/exclude: "true"',
    ],
    [
      'the configuration',
      { type: 'library' },
      { 'spec.type': 'library' },
      'excluded',
      'The setting dockerfileScorecard.services.exclude leaves this entity out',
    ],
    [
      'another value of the annotation',
      { annotations: { 'dockerfile-scorecard/exclude': 'false' } },
      undefined,
      'pending',
      null,
    ],
  ])('leaves out by %s', async (_, options, exclude, state, reason) => {
    await sync([component('a', { source: 'repo', ...options })], { exclude });
    expect(await services()).toMatchObject([{ state, reason }]);
    expect(await repositories()).toEqual(state === 'excluded' ? [] : ['repo']);
  });

  it('takes an excluded service in again', async () => {
    const excluded = { 'dockerfile-scorecard/exclude': 'true' };
    await sync([component('a', { source: 'repo', annotations: excluded })]);
    await sync([component('a', { source: 'repo' })]);
    expect(await services()).toMatchObject([
      { state: 'pending', reason: null },
    ]);
    expect(await claimRepository({ knex, leaseMs: 1000 })).toMatchObject({
      url: 'repo',
      work: 'read',
    });
  });

  it('says why a service cannot be read', async () => {
    await sync([component('a')]);
    expect(await services()).toMatchObject([
      { state: 'failed', reason: 'nowhere', repository_id: null },
    ]);
    await sync([component('a', { source: 'repo' })]);
    expect(await services()).toMatchObject([
      { state: 'pending', reason: null },
    ]);
  });

  describe('with an odd entity', () => {
    const others = [
      component('a', { source: 'repo' }),
      component('z', { source: 'repo' }),
    ];

    it('shortens values that are too long to filter by', async () => {
      const odd = component('odd', { source: 'repo', tags: ['t'.repeat(300)] });
      Object.assign(odd.spec!, {
        lifecycle: 'l'.repeat(300),
        type: 'a\0b',
        owner: 'o'.repeat(300),
      });
      odd.relations = [];
      await sync([...others, odd]);
      expect(await services()).toMatchObject([
        { name: 'a' },
        { name: 'odd', lifecycle: 'l'.repeat(255), type: 'ab', owner: '' },
        { name: 'z' },
      ]);
    });

    it('fails that one alone when the database does not take it', async () => {
      const odd = component('odd', { source: 'repo', title: 'odd one' });
      const refuse =
        databaseId === 'SQLITE_3'
          ? `CREATE TRIGGER refuse BEFORE INSERT ON services WHEN NEW.sort_name = 'odd one'
             BEGIN SELECT RAISE(ABORT, 'secret statement'); END`
          : `ALTER TABLE services ADD CONSTRAINT refuse CHECK (sort_name <> 'odd one')`;
      await knex.raw(refuse);
      await sync([...others, odd]);
      expect(await services()).toMatchObject([
        { name: 'a', state: 'pending' },
        {
          name: 'odd',
          state: 'failed',
          reason: expect.stringMatching(
            /^The entity could not be stored\. The log of the backend says more under/,
          ),
        },
        { name: 'z', state: 'pending' },
      ]);
      expect(await getSync({ knex })).toMatchObject({
        error: undefined,
        skipped: 1,
      });
    });

    it('fails that one alone when it cannot be located', async () => {
      await sync([...others, component('odd', { source: 'throw' })]);
      expect(await services()).toMatchObject([
        { name: 'a', state: 'pending' },
        { name: 'odd', state: 'failed' },
        { name: 'z', state: 'pending' },
      ]);
    });
  });

  it('removes nothing when the catalog is empty once', async () => {
    await sync([component('a', { source: 'repo' })]);
    await expect(sync([])).rejects.toThrow('returned no services');
    expect(await services()).toHaveLength(1);
    expect(await getSync({ knex })).toMatchObject({
      succeededAt: expect.any(Date),
      failedAt: expect.any(Date),
      error: expect.stringContaining('returned no services'),
    });
    await sync([]);
    expect(await services()).toEqual([]);
    expect(await getSync({ knex })).toMatchObject({ error: undefined });
  });

  it('writes groups only when they have changed', async () => {
    await sync([group('org'), group('team', 'org')]);
    const statements: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    await sync([group('org'), group('team', 'org')]);
    const writes = () =>
      statements.filter(
        sql => /^(insert|delete)/i.test(sql) && sql.includes('group_members'),
      );
    expect(writes()).toEqual([]);
    await sync([group('org'), group('team')]);
    expect(await knex('group_members')).toHaveLength(2);
  });

  it('knows which groups stand below which', async () => {
    await sync([group('org'), group('dept', 'org'), group('team', 'dept')]);
    const rows = await knex('group_members').orderBy([
      'ancestor',
      'descendant',
    ]);
    expect(rows.map(row => `${row.ancestor} ${row.descendant}`)).toEqual([
      'group:default/dept group:default/dept',
      'group:default/dept group:default/team',
      'group:default/org group:default/dept',
      'group:default/org group:default/org',
      'group:default/org group:default/team',
      'group:default/team group:default/team',
    ]);
  });
});
