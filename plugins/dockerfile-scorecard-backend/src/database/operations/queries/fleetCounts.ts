import type { Knex } from 'knex';
import type { FleetCountRow } from '../../tables';
import { isPostgres } from '../../time';

/** Level of excluded services in the counts. */
export const EXCLUDED = -2;

const COLUMNS = ['dimension', 'key', 'level', 'services', 'scores', 'scored'];

/**
 * The counts that triggers keep, whatever the size of the fleet, with the changes that are not added up yet. They cover all services,
 * so they are for callers who see all of them.
 */
export function fleetCounts(
  knex: Knex,
  where: (counts: Knex.QueryBuilder) => void,
): Knex.QueryBuilder {
  const rows = (table: string) => {
    const query = knex(table).select(COLUMNS);
    where(query);
    return query;
  };
  const all = isPostgres(knex)
    ? rows('fleet_counts').unionAll([rows('fleet_count_changes')])
    : rows('fleet_counts');
  return knex(all.as('counts'));
}

/** Counts of one dimension by key and level. */
export function countsBy(
  knex: Knex,
  where: (counts: Knex.QueryBuilder) => void,
): Knex.QueryBuilder<FleetCountRow, Omit<FleetCountRow, 'dimension'>[]> {
  return fleetCounts(knex, where)
    .groupBy('key', 'level')
    .havingRaw('SUM(services) <> 0')
    .select(
      'key',
      'level',
      knex.raw('SUM(services) AS services'),
      knex.raw('SUM(scores) AS scores'),
      knex.raw('SUM(scored) AS scored'),
    );
}

/** For PostgreSQL: any number that is the same everywhere and that nothing else takes. */
const FOLD_LOCK = 4_823_150_117;

/**
 * Adds the changes that transactions left to the counts. One replica does it at a time; the others go on. On SQLite there is
 * nothing to do.
 */
export async function foldCounts(options: { knex: Knex }): Promise<void> {
  const { knex } = options;
  if (!isPostgres(knex)) return;
  await knex.transaction(async tx => {
    const { rows } = await tx.raw(
      'SELECT pg_try_advisory_xact_lock(?) AS locked',
      [FOLD_LOCK],
    );
    if (!rows[0].locked) return;
    await tx.raw(
      `WITH gone AS (DELETE FROM fleet_count_changes RETURNING *)
       INSERT INTO fleet_counts AS counts (dimension, key, level, services, scores, scored)
       SELECT dimension, key, level, SUM(services), SUM(scores), SUM(scored)
       FROM gone GROUP BY dimension, key, level
       ON CONFLICT (dimension, key, level) DO UPDATE SET
         services = counts.services + excluded.services,
         scores = counts.scores + excluded.scores,
         scored = counts.scored + excluded.scored`,
    );
  });
}
