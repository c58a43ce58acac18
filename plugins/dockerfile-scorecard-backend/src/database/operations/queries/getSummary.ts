import type { SummaryGroup } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import { countedScope, countsOf } from './countServices';
import { EXCLUDED } from './fleetCounts';
import {
  queryServices,
  resolveFilters,
  type ServiceScope,
} from './matchServices';

/** Services of one group on one level. */
export interface SummaryRow {
  /** Empty for services without a value. */
  key: string;
  /** -1 for services without a result. */
  level: number;
  services: number;
  /** Sum of the scores that there are, and how many there are. */
  scores: number;
  scored: number;
}

const keys: Record<SummaryGroup, string> = {
  owner: 'services.owner',
  'direct-owner': 'services.owner',
  system: "COALESCE(services.system, '')",
  lifecycle: "COALESCE(services.lifecycle, '')",
  type: "COALESCE(services.type, '')",
  level: "''",
  rule: 'service_checks.rule',
};

/** Counts services by group and level; excluded ones do not count. One statement, and one more when owners are given. */
export async function getSummary(
  options: ServiceScope & { groupBy: SummaryGroup },
): Promise<SummaryRow[]> {
  const { knex, groupBy } = options;
  const scope = await resolveFilters(options);
  const query = keptSummary(scope, groupBy) ?? groupServices(scope, groupBy);
  const rows: Record<keyof SummaryRow, string | number>[] = await (groupBy ===
  'owner'
    ? rollUp(knex, query)
    : query);
  return rows.map(row => ({
    key: String(row.key),
    level: Number(row.level),
    services: Number(row.services),
    scores: Number(row.scores),
    scored: Number(row.scored),
  }));
}

const dimensions: Record<SummaryGroup, string> = {
  owner: 'owner',
  'direct-owner': 'owner',
  system: 'system',
  lifecycle: 'lifecycle',
  type: 'type',
  level: 'state',
  rule: 'rule-fail',
};

/** From the counts that are kept, where they can tell. */
function keptSummary(
  scope: ServiceScope,
  groupBy: SummaryGroup,
): Knex.QueryBuilder | undefined {
  const { knex } = scope;
  const counted = countedScope(scope);
  if (!counted) return undefined;
  const dimension = dimensions[groupBy];
  if (
    groupBy !== 'level' &&
    counted.keys &&
    counted.dimensions[0] !== dimension
  ) {
    return undefined;
  }
  const counts = countsOf(knex, {
    ...counted,
    dimensions: counted.keys ? counted.dimensions : [dimension],
  });
  counts.whereNot('level', EXCLUDED);
  if (groupBy !== 'level') return counts;
  // Not by the keys of the dimension that they come from.
  return knex(counts.as('counts'))
    .groupBy('level')
    .select(
      knex.raw("'' AS ??", ['key']),
      'level',
      knex.raw('SUM(services) AS services'),
      knex.raw('SUM(scores) AS scores'),
      knex.raw('SUM(scored) AS scored'),
    );
}

function groupServices(
  scope: ServiceScope,
  groupBy: SummaryGroup,
): Knex.QueryBuilder {
  const { knex } = scope;
  const query: Knex.QueryBuilder = queryServices(scope)().whereNot(
    'services.state',
    'excluded',
  );
  if (groupBy === 'rule') {
    query
      .join(
        'service_checks',
        'service_checks.entity_ref',
        'services.entity_ref',
      )
      .where('service_checks.state', 'fail');
  }
  return (
    query
      // By place: a constant is no key for PostgreSQL.
      .groupByRaw('1, 2')
      .select(
        knex.raw(`${keys[groupBy]} AS ??`, ['key']),
        'services.level',
        knex.raw('COUNT(*) AS services'),
        knex.raw(
          'SUM(CASE WHEN services.score >= 0 THEN services.score ELSE 0 END) AS scores',
        ),
        knex.raw(
          'SUM(CASE WHEN services.score >= 0 THEN 1 ELSE 0 END) AS scored',
        ),
      )
  );
}

/** Adds the counts of each owner to those of the groups above it: of the counts there are few, of the services many. */
function rollUp(knex: Knex, direct: Knex.QueryBuilder): Knex.QueryBuilder {
  return knex(direct.as('direct'))
    .leftJoin('group_members', 'group_members.descendant', 'direct.key')
    .groupByRaw('1, 2')
    .select(
      knex.raw('COALESCE(group_members.ancestor, direct.??) AS ??', [
        'key',
        'key',
      ]),
      'direct.level',
      knex.raw('SUM(services) AS services'),
      knex.raw('SUM(scores) AS scores'),
      knex.raw('SUM(scored) AS scored'),
    );
}
