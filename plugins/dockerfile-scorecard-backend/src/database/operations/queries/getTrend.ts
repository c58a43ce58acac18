import type { Knex } from 'knex';
import { dayOf, isoDate, trendDays } from '../days';
import { countsBy } from './fleetCounts';
import {
  isEverything,
  matchServices,
  type ServiceScope,
} from './matchServices';

/** Services by level at the end of a day; index 0 is `none`. */
export interface TrendDay {
  /** UTC date, ISO. */
  date: string;
  levels: [number, number, number, number];
}

/**
 * Levels of the services at the end of each day, up to today. It goes back from what is now, change by change, so it shows what
 * the caller may see, and only services that still exist. Two statements, and one more when owners are given.
 */
export async function getTrend(
  options: ServiceScope & { days: number; now: Date },
): Promise<TrendDay[]> {
  const { days, now } = options;
  const dates = trendDays(now, days);
  const first = new Date(`${dates[0]}T00:00:00.000Z`);
  const { current, changes } = isEverything(options)
    ? await keptChanges(options.knex, first)
    : await countChanges(options, first);
  const levels: TrendDay['levels'] = [0, 0, 0, 0];
  for (const { level, services } of current) {
    levels[level] += Number(services);
  }
  const byDay = new Map<string, LevelChange[]>();
  for (const change of changes) {
    byDay.set(change.day, [...(byDay.get(change.day) ?? []), change]);
  }

  const trend: TrendDay[] = [];
  for (const date of dates.reverse()) {
    trend.push({ date, levels: [...levels] });
    for (const { level, services } of byDay.get(date) ?? []) {
      levels[level] = Math.max(0, levels[level] - Number(services));
    }
  }
  return trend.reverse();
}

/** Services on a level now, or how many more there were at the end of a day than at its beginning. */
interface LevelCount {
  level: number;
  services: number | string;
}
interface LevelChange extends LevelCount {
  /** UTC date, ISO. */
  day: string;
}

async function keptChanges(
  knex: Knex,
  first: Date,
): Promise<{ current: LevelCount[]; changes: LevelChange[] }> {
  const current: LevelCount[] = await countsBy(knex, counts =>
    counts.where('dimension', 'state').where('level', '>=', 0),
  );
  const changes: (LevelCount & { key: string })[] = await countsBy(
    knex,
    counts =>
      counts.where('dimension', 'day').where('key', '>=', isoDate(first)),
  );
  return {
    current,
    changes: changes.map(({ key, ...change }) => ({ ...change, day: key })),
  };
}

async function countChanges(
  options: ServiceScope,
  first: Date,
): Promise<{ current: LevelCount[]; changes: LevelChange[] }> {
  const { knex } = options;
  const matching = await matchServices(options);
  const current: LevelCount[] = await matching()
    .where('services.unscored', 0)
    .groupBy('services.level')
    .select('services.level', knex.raw('COUNT(*) AS services'));
  const moves: {
    day: string;
    level: number;
    previous_level: number | null;
    services: number | string;
  }[] = await knex('history')
    .where('at', '>=', first)
    .where(moved =>
      moved
        .whereNull('previous_level')
        .orWhereRaw('previous_level <> history.level'),
    )
    .whereIn(
      'history.entity_ref',
      matching().select('services.entity_ref') as never,
    )
    .groupBy([dayOf(knex), 'history.level', 'previous_level'] as never)
    .select(
      knex.raw(`${dayOf(knex)} AS day`),
      'history.level',
      'previous_level',
      knex.raw('COUNT(*) AS services'),
    );
  const changes = moves.flatMap(({ day, level, previous_level, services }) => [
    { day, level, services: Number(services) },
    { day, level: previous_level ?? -1, services: -Number(services) },
  ]);
  return { current, changes: changes.filter(({ level }) => level >= 0) };
}
