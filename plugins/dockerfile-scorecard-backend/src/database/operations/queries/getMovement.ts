import type { Knex } from 'knex';
import type { FullServiceRow, HistoryRow, TurnedRules } from '../../tables';
import { loadServiceRows } from './loadFleet';
import {
  isEverything,
  matchServices,
  type ServiceScope,
} from './matchServices';

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
  const moved = knex(resultsBetween(knex, since).as('results'))
    .where('level', '>=', 0)
    .where(changed =>
      changed
        .whereRaw('previous_level <> level')
        .orWhereRaw('previous_score <> score'),
    );
  if (!isEverything(options)) {
    const matching = await matchServices(options);
    moved.whereIn('entity_ref', matching().select('services.entity_ref'));
  }
  const worse = `CASE WHEN level < previous_level
    OR (level = previous_level AND score < previous_score) THEN 1 ELSE 0 END`;
  const found: {
    entity_ref: string;
    previous_level: number;
    previous_score: number;
    all_moved: number | string;
    all_worse: number | string;
  }[] = await moved
    .select(
      'entity_ref',
      'previous_level',
      'previous_score',
      knex.raw('COUNT(*) OVER () AS all_moved'),
      knex.raw(`SUM(${worse}) OVER () AS all_worse`),
    )
    .orderByRaw('level - previous_level, score - previous_score, entity_ref')
    .limit(limit);
  const services = await loadServiceRows({
    knex,
    entityRefs: found.map(row => row.entity_ref),
  });
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
    rows: found.flatMap(({ entity_ref, previous_level, previous_score }) => {
      const service = services.get(entity_ref);
      return service
        ? {
            service,
            previous: {
              level: Number(previous_level),
              score: Number(previous_score),
            },
            turned: turned.get(entity_ref) ?? { failing: [], mended: [] },
          }
        : [];
    }),
  };
}

/** Room for a level and a score beside the id of their row. */
const PACKED = 1_000_000;
const LEVELS_FROM = 1000;

/**
 * What services had at a time, from the first change since then, and what the last change made of it. An index has all that this
 * reads. Level and score are packed behind the id of their row, so that one pass without sorting finds the first and the last one.
 */
export function resultsBetween(knex: Knex, since: Date): Knex.QueryBuilder {
  const packed = (level: string, score: string) =>
    `id * ${PACKED} + (${level} + 1) * ${LEVELS_FROM} + ${score} + 1`;
  const level = (of: string) => `(${of} % ${PACKED}) / ${LEVELS_FROM} - 1`;
  const score = (of: string) => `${of} % ${LEVELS_FROM} - 1`;
  const changes = knex('history')
    .where('at', '>=', since)
    .whereNotNull('previous_level')
    .groupBy('entity_ref')
    .select(
      'entity_ref',
      knex.raw(
        `MIN(CASE WHEN previous_level >= 0 THEN ${packed(
          'previous_level',
          'previous_score',
        )} END) AS first_change`,
      ),
      knex.raw(`MAX(${packed('level', 'score')}) AS last_change`),
    )
    .as('changes');
  return knex(changes)
    .whereNotNull('first_change')
    .select(
      'entity_ref',
      knex.raw(`${level('first_change')} AS previous_level`),
      knex.raw(`${score('first_change')} AS previous_score`),
      knex.raw(`${level('last_change')} AS level`),
      knex.raw(`${score('last_change')} AS score`),
    );
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
