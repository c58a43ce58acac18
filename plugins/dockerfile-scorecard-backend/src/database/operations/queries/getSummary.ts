import type { Knex } from 'knex';
import { matchServices, type ServiceScope } from './matchServices';

/** What services are grouped by. `owner` counts a service for its owner and for every group above it. */
export type SummaryGroup =
  | 'owner'
  | 'direct-owner'
  | 'system'
  | 'lifecycle'
  | 'type'
  | 'level'
  | 'rule';

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

const columns = {
  owner: 'owner',
  'direct-owner': 'owner',
  system: 'system',
  lifecycle: 'lifecycle',
  type: 'type',
} as const;

/** Counts services by group and level; excluded ones do not count. One statement, and one more when owners are given. */
export async function getSummary(
  options: ServiceScope & { groupBy: SummaryGroup },
): Promise<SummaryRow[]> {
  const { knex, groupBy } = options;
  const query = (await matchServices(options))().whereNot(
    'services.state',
    'excluded',
  );
  const key = joinKey(query, knex, groupBy);
  const rows: Record<keyof SummaryRow, string | number>[] = await query
    // By place: a constant is no key for PostgreSQL.
    .groupByRaw('1, 2')
    .select(
      knex.raw(`${key} AS ??`, ['key']),
      'services.level',
      knex.raw('COUNT(*) AS services'),
      knex.raw(
        'SUM(CASE WHEN services.score >= 0 THEN services.score ELSE 0 END) AS scores',
      ),
      knex.raw(
        'SUM(CASE WHEN services.score >= 0 THEN 1 ELSE 0 END) AS scored',
      ),
    );
  return rows.map(row => ({
    key: String(row.key),
    level: Number(row.level),
    services: Number(row.services),
    scores: Number(row.scores),
    scored: Number(row.scored),
  }));
}

/** Adds what the key needs, and returns it as SQL. */
function joinKey(
  query: Knex.QueryBuilder,
  knex: Knex,
  groupBy: SummaryGroup,
): string {
  switch (groupBy) {
    case 'level':
      return "''";
    case 'rule':
      query.join(
        knex('failing_rules').distinct('entity_ref', 'rule').as('failing'),
        'failing.entity_ref',
        'services.entity_ref',
      );
      return 'failing.rule';
    case 'owner':
      query.leftJoin(
        'group_members',
        'group_members.descendant',
        'services.owner',
      );
      return 'COALESCE(group_members.ancestor, services.owner)';
    default:
      return `COALESCE(services.${columns[groupBy]}, '')`;
  }
}
