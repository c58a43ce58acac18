import type { Knex } from 'knex';
import type { HistoryRow, ServiceRow, TurnedRules } from '../../tables';
import { matchServices, type ServiceScope } from './matchServices';

/** A service that got better or worse. */
export interface MovementRow {
  service: ServiceRow;
  previous: { level: number; score: number };
  turned: TurnedRules;
}

/**
 * Services whose level or score has changed since a time, the worst change first, and how many got worse or better.
 * Three statements, and one more when owners are given.
 */
export async function getMovement(
  options: ServiceScope & { since: Date; limit: number },
): Promise<{ worse: number; better: number; rows: MovementRow[] }> {
  const { knex, since, limit } = options;
  const matching = await matchServices(options);
  // The first change of a result in the window knows what was before it.
  const firsts = knex('history')
    .where('at', '>=', since)
    .where('previous_level', '>=', 0)
    .groupBy('entity_ref')
    .min('id as id')
    .as('firsts');
  const moved = () =>
    matching()
      .join(
        knex('history')
          .join(firsts.clone(), 'firsts.id', 'history.id')
          .select('entity_ref', 'previous_level', 'previous_score')
          .as('before'),
        'before.entity_ref',
        'services.entity_ref',
      )
      .where('services.unscored', 0)
      .where(changed =>
        changed
          .whereRaw('previous_level <> services.level')
          .orWhereRaw('previous_score <> services.score'),
      ) as Knex.QueryBuilder;

  const worse = `CASE WHEN services.level < previous_level
    OR (services.level = previous_level AND services.score < previous_score) THEN 1 ELSE 0 END`;
  const counts: { all?: number | string; worse?: number | string } | undefined =
    await moved()
      .count({ all: '*' })
      .sum({ worse: knex.raw(worse) })
      .first();

  const found: (ServiceRow & {
    previous_level: number;
    previous_score: number;
  })[] = await moved()
    .select('services.*', 'previous_level', 'previous_score')
    .orderByRaw(
      'services.level - previous_level, services.score - previous_score, services.entity_ref',
    )
    .limit(limit);
  const turned = await turnedRules(
    knex,
    since,
    found.map(row => row.entity_ref),
  );
  return {
    worse: Number(counts?.worse ?? 0),
    better: Number(counts?.all ?? 0) - Number(counts?.worse ?? 0),
    rows: found.map(({ previous_level, previous_score, ...service }) => ({
      service,
      previous: { level: previous_level, score: previous_score },
      turned: turned.get(service.entity_ref) ?? { failing: [], mended: [] },
    })),
  };
}

/** Rules that fail now and did not before, and the other way round, whatever happened in between. */
async function turnedRules(
  knex: Knex,
  since: Date,
  entityRefs: readonly string[],
): Promise<Map<string, TurnedRules>> {
  const rows: HistoryRow[] = await knex<HistoryRow>('history')
    .whereIn('entity_ref', entityRefs)
    .where('at', '>=', since)
    // The first result turned nothing.
    .where('previous_level', '>=', 0)
    .orderBy('id');
  const balance = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const { failing, mended }: TurnedRules = JSON.parse(row.turned);
    const rules = balance.get(row.entity_ref) ?? new Map<string, number>();
    balance.set(row.entity_ref, rules);
    failing.forEach(rule => rules.set(rule, (rules.get(rule) ?? 0) + 1));
    mended.forEach(rule => rules.set(rule, (rules.get(rule) ?? 0) - 1));
  }
  return new Map(
    [...balance].map(([entityRef, rules]) => [
      entityRef,
      {
        failing: [...rules].flatMap(([rule, sum]) => (sum > 0 ? rule : [])),
        mended: [...rules].flatMap(([rule, sum]) => (sum < 0 ? rule : [])),
      },
    ]),
  );
}
