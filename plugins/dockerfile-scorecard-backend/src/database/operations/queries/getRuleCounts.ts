import type { RuleState } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import { ruleStates } from '../../../evaluation';
import { fleetCounts } from './fleetCounts';
import {
  isEverything,
  matchServices,
  type ServiceScope,
} from './matchServices';

/** How many services a rule passes, fails and so on. Services to which it does not apply are not counted. */
export async function getRuleCounts(
  options: ServiceScope & { rule: string },
): Promise<Record<RuleState, number>> {
  const { knex, rule } = options;
  const rows: { state: RuleState; count: number | string }[] = isEverything(
    options,
  )
    ? await keptCounts(knex, rule)
    : await countStates(options);
  const counts = { fail: 0, unknown: 0, waived: 0, pass: 0 };
  for (const { state, count } of rows) {
    counts[state] = Number(count);
  }
  return counts;
}

function keptCounts(knex: Knex, rule: string): Knex.QueryBuilder {
  return fleetCounts(knex, counts =>
    counts
      .whereIn(
        'dimension',
        ruleStates.map(state => `rule-${state}`),
      )
      .where('key', rule),
  )
    .groupBy('dimension')
    .select(
      knex.raw("REPLACE(dimension, 'rule-', '') AS state"),
      knex.raw('SUM(services) AS count'),
    );
}

async function countStates(
  options: ServiceScope & { rule: string },
): Promise<{ state: RuleState; count: number | string }[]> {
  const { knex, rule } = options;
  const matching = await matchServices(options);
  return knex('service_checks')
    .where({ rule })
    .whereIn('entity_ref', matching().select('services.entity_ref') as never)
    .groupBy('state')
    .select('state', knex.raw('COUNT(*) AS count'));
}
