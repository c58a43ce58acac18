import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsFolder } from './migrations';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
    ? ['SQLITE_3', 'POSTGRES_18']
    : ['SQLITE_3'],
  disableDocker: true,
});

const directory = migrationsFolder();
const at = new Date('2026-11-23T10:00:00.000Z');

/** Where later versions keep what is only shown of a service. */
const DETAILS = 'service_details';

/** Rows as the first release wrote them. */
const firstRelease = {
  repositories: {
    id: 'r',
    url: 'https://git.example.com/r/',
    host: 'git.example.com',
    priority: 1,
    due_at: at,
    read_at: at,
    ticket: 't',
    etag: 'e',
    revision: 'abc',
    evaluated_under: '2026-11-23 1 p',
    failures: 0,
  },
  hosts: {
    host: 'git.example.com',
    blocked_until: at,
    failures: 2,
    reason: '503',
  },
  services: {
    entity_ref: 'component:default/a',
    kind: 'Component',
    namespace: 'default',
    name: 'a',
    sort_name: 'a',
    search_text: 'a a',
    owner: 'group:default/g',
    tags: '["x"]',
    catalog_hash: 'h',
    repository_id: 'r',
    folder: '',
    state: 'scored',
    unscored: 0,
    level: 2,
    score: 80,
    dockerfile_count: 1,
    failing_rules: '["rule-a"]',
    base_images: '[]',
    changed_at: at,
  },
  service_tags: { entity_ref: 'component:default/a', tag: 'x' },
  group_members: { ancestor: 'group:default/g', descendant: 'group:default/g' },
  contents: { hash: 'c', text: 'FROM scratch', used_at: at },
  contexts: { hash: 'x', context: '{}', used_at: at },
  evaluations: {
    hash: 'v',
    evaluation: '{}',
    evaluated_on: '2026-11-23',
    used_at: at,
  },
  dockerfiles: {
    entity_ref: 'component:default/a',
    path: 'Dockerfile',
    evaluated_path: 'Dockerfile',
    content_hash: 'c',
    context_hash: 'x',
    evaluation_hash: 'v',
  },
  failing_rules: {
    entity_ref: 'component:default/a',
    path: 'Dockerfile',
    rule: 'rule-a',
    since: at,
  },
  history: {
    entity_ref: 'component:default/a',
    at,
    state: 'scored',
    level: 2,
    score: 80,
    turned: '{"failing":["rule-a"],"mended":[]}',
  },
  syncs: { id: 'catalog', finished_at: at },
};

describe.each(databases.eachSupportedId())('migrations, %s', databaseId => {
  it('go up, down and up again', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('services')).toBe(true);
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('services')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('history')).toBe(true);
    await knex.destroy();
  });

  it('keep everything that the first release stored, up and down again', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.up({ directory, name: '20261123180000_init.js' });
    for (const [table, row] of Object.entries(firstRelease)) {
      await knex(table).insert(row);
    }
    const { syncs, repositories, ...rest } = firstRelease;
    // Everything is evaluated again, and read where its text was not kept.
    const {
      etag: _etag,
      evaluated_under: _under,
      ...keptRepository
    } = repositories;
    const kept = { ...rest, repositories: keptRepository };
    const expectKept = async () => {
      for (const [table, row] of Object.entries(kept)) {
        const isSplit =
          table === 'services' && (await knex.schema.hasTable(DETAILS));
        const [found, ...more] = isSplit
          ? await knex(table).join(
              DETAILS,
              `${DETAILS}.entity_ref`,
              `${table}.entity_ref`,
            )
          : await knex(table);
        expect(more).toEqual([]);
        expect(JSON.parse(JSON.stringify(found))).toMatchObject(
          JSON.parse(
            JSON.stringify(row, (_key, value) =>
              value === at.toISOString() && databaseId === 'SQLITE_3'
                ? at.getTime()
                : value,
            ),
          ),
        );
      }
    };

    await knex.migrate.latest({ directory });
    await expectKept();
    const counts = await knex('fleet_counts')
      .whereIn('dimension', ['owner', 'day'])
      .orderBy('dimension')
      .select('key', 'level', 'services', 'scores');
    expect(
      counts.map(row => [
        row.key,
        row.level,
        `${row.services}`,
        `${row.scores}`,
      ]),
    ).toEqual([
      ['2026-11-23', 2, '1', '0'],
      ['group:default/g', 2, '1', '80'],
    ]);
    const sync = await knex('sync_attempts').first();
    expect(new Date(sync.succeeded_at)).toEqual(at);

    for (;;) {
      const [, undone] = await knex.migrate.down({ directory });
      if (undone.length === 0 || undone[0].endsWith('hardening.js')) break;
    }
    await expectKept();
    const restored = await knex('syncs').first();
    expect(new Date(restored.finished_at)).toEqual(syncs.finished_at);
    await knex.destroy();
  });
});
