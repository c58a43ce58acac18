import type { TurnedRules } from '../../tables';
import { dayOf, trendDays } from '../days';
import { matchServices, type ServiceScope } from '../queries/matchServices';

/**
 * Services that failed a rule at the end of each day, up to today. It goes back from what is now, change by change, so it covers
 * services that still exist. Two statements, and one more when owners are given.
 */
export async function getRuleTrend(
  options: ServiceScope & { rule: string; days: number; now: Date },
): Promise<{ date: string; failing: number }[]> {
  const { knex, rule, days, now } = options;
  const matching = await matchServices(options);
  const count = await matching()
    .where('services.unscored', 0)
    .whereIn(
      'services.entity_ref',
      knex('service_checks')
        .where({ rule, state: 'fail' })
        .select('entity_ref') as never,
    )
    .count({ count: '*' })
    .first();
  const dates = trendDays(now, days);
  const changes: { day: string; turned: string }[] = await knex('history')
    .where('at', '>=', new Date(`${dates[0]}T00:00:00.000Z`))
    .where('turned', 'like', `%${JSON.stringify(rule)}%`)
    .whereIn('entity_ref', matching().select('services.entity_ref') as never)
    .select(knex.raw(`${dayOf(knex)} AS day`), 'turned');
  const began = countByDay(changes, rule);

  let failing = Number(count?.count ?? 0);
  const trend = dates.reverse().map(date => {
    const atEnd = failing;
    failing = Math.max(0, failing - (began.get(date) ?? 0));
    return { date, failing: atEnd };
  });
  return trend.reverse();
}

/** Services in which the rule began to fail, less those in which it ceased to. */
function countByDay(
  changes: readonly { day: string; turned: string }[],
  rule: string,
): Map<string, number> {
  const began = new Map<string, number>();
  for (const { day, turned } of changes) {
    const { failing, mended }: TurnedRules = JSON.parse(turned);
    const change =
      Number(failing.includes(rule)) - Number(mended.includes(rule));
    began.set(day, (began.get(day) ?? 0) + change);
  }
  return began;
}
