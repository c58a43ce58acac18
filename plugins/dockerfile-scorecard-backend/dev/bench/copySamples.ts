import type { Knex } from 'knex';
import { inBatches } from '../../src/database/batches';

/** What the sync keeps of the catalog; everything else in these tables is a result. */
const FROM_CATALOG = new Set([
  'entity_ref',
  'kind',
  'namespace',
  'name',
  'title',
  'sort_name',
  'search_text',
  'owner',
  'system',
  'lifecycle',
  'type',
  'tags',
  'catalog_hash',
  'repository_id',
  'folder',
  'paths',
]);
const OF_SERVICES = ['services', 'service_details'];
const CHILDREN = [
  'dockerfiles',
  'failing_rules',
  'service_images',
  'service_checks',
  'history',
];
const OF_READING = [
  'etag',
  'revision',
  'evaluated_under',
  'selected_under',
  'scan_started_at',
  'scan_finished_at',
  'scan_outcome',
];
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const HISTORY_DAYS = 90;

/** Gives every service that was not scanned the result of one that was, row by row in all tables. */
export async function copySamples(knex: Knex): Promise<void> {
  await knex.schema.createTable('bench_copies', table => {
    table.string('target').primary();
    table.string('sample').notNullable().index();
  });
  const samples: string[] = await knex('services')
    .whereIn('state', ['scored', 'not-judged'])
    .orderBy('entity_ref')
    .pluck('entity_ref');
  const targets: string[] = await knex('services')
    .where({ state: 'pending' })
    .orderBy('entity_ref')
    .pluck('entity_ref');
  await insertAll(
    knex,
    'bench_copies',
    targets.map((target, i) => ({
      target,
      sample: samples[i % samples.length],
    })),
  );
  await knex.raw('ANALYZE');

  for (const table of CHILDREN) {
    const columns = (await columnsOf(knex, table)).filter(
      column => column !== 'id' && column !== 'entity_ref',
    );
    const list = columns.map(column => `"${column}"`).join(', ');
    const copied = columns.map(column => `t."${column}"`).join(', ');
    await knex.raw(
      `INSERT INTO ${table} (entity_ref, ${list})
       SELECT c.target, ${copied} FROM ${table} AS t JOIN bench_copies AS c ON c.sample = t.entity_ref`,
    );
  }
  for (const table of OF_SERVICES) {
    if (!(await knex.schema.hasTable(table))) continue;
    const columns = (await columnsOf(knex, table)).filter(
      column => !FROM_CATALOG.has(column),
    );
    const set = columns.map(column => `"${column}" = s."${column}"`).join(', ');
    await knex.raw(
      `UPDATE ${table} SET ${set} FROM ${table} AS s, bench_copies AS c
       WHERE c.target = ${table}.entity_ref AND s.entity_ref = c.sample`,
    );
  }
  await settleRepositories(knex);
  await addHistory(knex);
  await knex.schema.dropTable('bench_copies');
}

async function columnsOf(knex: Knex, table: string): Promise<string[]> {
  return Object.keys(await knex(table).columnInfo());
}

async function insertAll(
  knex: Knex,
  table: string,
  rows: readonly object[],
): Promise<void> {
  for (const batch of inBatches(rows)) {
    await knex(table).insert(batch);
  }
}

/** Nothing is due: every repository is as one that was read. */
async function settleRepositories(knex: Knex): Promise<void> {
  const read = await knex('repositories').whereNotNull('revision').first();
  const later = new Date(Date.now() + 12 * HOUR_MS);
  await knex('repositories')
    .whereNull('revision')
    .update({
      ...Object.fromEntries(OF_READING.map(column => [column, read[column]])),
      failures: 0,
    });
  await knex('repositories').update({ due_at: later, read_at: later });
}

/** The first result lies before the window; since then six of ten services have changed once, two of them twice. */
async function addHistory(knex: Knex): Promise<void> {
  const now = Date.now();
  await knex('history').update({
    at: new Date(now - (HISTORY_DAYS + 30) * DAY_MS),
  });
  const services: { entity_ref: string; level: number; score: number }[] =
    await knex('services')
      .where('unscored', 0)
      .orderBy('entity_ref')
      .select('entity_ref', 'level', 'score');
  const rows = services.flatMap(({ entity_ref, level, score }, i) =>
    Array.from({ length: i % 10 < 2 ? 2 : Number(i % 10 < 6) }, (_, n) => {
      // Spread over the days by a step that has no common factor with their number.
      const daysAgo = (i * 7919 + n * 31) % HISTORY_DAYS;
      const better = (i + n) % 3 > 0;
      return {
        entity_ref,
        at: new Date(now - daysAgo * DAY_MS - HOUR_MS),
        revision: `r${n}`,
        state: 'scored',
        level,
        score,
        previous_level: better
          ? Math.max(0, level - 1)
          : Math.min(3, level + 1),
        previous_score: better ? Math.max(0, score - 5) : score + 5,
        turned: JSON.stringify(
          better
            ? { failing: [], mended: ['runs-as-root'] }
            : { failing: ['runs-as-root'], mended: [] },
        ),
      };
    }),
  );
  await insertAll(
    knex,
    'history',
    rows.sort((a, b) => a.at.getTime() - b.at.getTime()),
  );
}
