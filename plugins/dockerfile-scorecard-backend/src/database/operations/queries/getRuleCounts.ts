import type { RuleState } from 'backstage-plugin-dockerfile-scorecard-common';
import { matchServices, type ServiceScope } from './matchServices';

/** How many services a rule passes, fails and so on. Services to which it does not apply are not counted. */
export async function getRuleCounts(
  options: ServiceScope & { rule: string },
): Promise<Record<RuleState, number>> {
  const { knex, rule, visibility } = options;
  const query = knex('service_checks')
    .where({ rule })
    .groupBy('state')
    .select('state', knex.raw('COUNT(*) AS count'));
  if (visibility.kind !== 'all') {
    const matching = await matchServices(options);
    query.whereIn('entity_ref', matching().select('services.entity_ref'));
  }
  const rows: { state: RuleState; count: number | string }[] = await query;
  const counts = { fail: 0, unknown: 0, waived: 0, pass: 0 };
  for (const { state, count } of rows) {
    counts[state] = Number(count);
  }
  return counts;
}
