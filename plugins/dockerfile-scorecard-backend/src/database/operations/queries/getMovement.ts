import type { Knex } from 'knex';
import type {
  FullServiceRow,
  HistoryRow,
  ServiceRow,
  TurnedRules,
} from '../../tables';
import { withDetails } from '../serviceDetails';
import { isPostgres } from '../../time';
import { matchServices, type ServiceScope } from './matchServices';

/** A service that got better or worse. */
export interface MovementRow {
  service: FullServiceRow;
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
  const worse = `CASE WHEN services.level < previous_level
    OR (services.level = previous_level AND services.score < previous_score) THEN 1 ELSE 0 END`;
  const found: (ServiceRow & {
    previous_level: number;
    previous_score: number;
    all_moved: number | string;
    all_worse: number | string;
  })[] = await matching()
    .join(
      firstChanges(knex, since).as('before'),
      'before.entity_ref',
      'services.entity_ref',
    )
    .where('services.unscored', 0)
    .where(changed =>
      changed
        .whereRaw('previous_level <> services.level')
        .orWhereRaw('previous_score <> services.score'),
    )
    .select(
      'services.*',
      'previous_level',
      'previous_score',
      knex.raw('COUNT(*) OVER () AS all_moved'),
      knex.raw(`SUM(${worse}) OVER () AS all_worse`),
    )
    .orderByRaw(
      'services.level - previous_level, services.score - previous_score, services.entity_ref',
    )
    .limit(limit);
  const turned = await turnedRules(
    knex,
    since,
    found.map(row => row.entity_ref),
  );
  const all = Number(found[0]?.all_moved ?? 0);
  const gotWorse = Number(found[0]?.all_worse ?? 0);
  return {
    worse: gotWorse,
    better: all - gotWorse,
    rows: (await withDetails(knex, found)).map(
      ({
        previous_level,
        previous_score,
        all_moved: _all,
        all_worse: _worse,
        ...service
      }) => ({
        service,
        previous: { level: previous_level, score: previous_score },
        turned: turned.get(service.entity_ref) ?? { failing: [], mended: [] },
      }),
    ),
  };
}

/** The first change of each result since a time: it knows what was before. An index has all that this reads. */
function firstChanges(knex: Knex, since: Date): Knex.QueryBuilder {
  const changes = knex('history')
    .where('at', '>=', since)
    .where('previous_level', '>=', 0);
  return isPostgres(knex)
    ? changes
        .distinctOn('entity_ref')
        .orderBy(['entity_ref', 'id'])
        .select('entity_ref', 'previous_level', 'previous_score')
    : // SQLite takes the other columns from the row with the smallest id.
      changes
        .groupBy('entity_ref')
        .select('entity_ref', 'previous_level', 'previous_score')
        .min('id as id');
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
