import type { Knex } from 'knex';
import type { DbTime } from '../../tables';
import { isPostgres, toDate } from '../../time';
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

const DAY_MS = 24 * 60 * 60_000;

/**
 * Levels of the services at the end of each day, up to today. It goes back from what is now, change by change, so it shows what
 * the caller may see, and only services that still exist. Two statements, and one more when owners are given.
 */
export async function getTrend(
  options: ServiceScope & { days: number; now: Date },
): Promise<TrendDay[]> {
  const { knex, days, now } = options;
  const matching = await matchServices(options);
  const current: { level: number; count: number | string }[] = await matching()
    .where('services.unscored', 0)
    .groupBy('services.level')
    .select('services.level', knex.raw('COUNT(*) AS count'));
  const levels: TrendDay['levels'] = [0, 0, 0, 0];
  for (const { level, count } of current) {
    levels[level] = Number(count);
  }

  const ofServices = (query: Knex.QueryBuilder) =>
    isEverything(options)
      ? query
      : query.whereIn(
          'history.entity_ref',
          matching().select('services.entity_ref'),
        );
  const today = startOfDay(now);
  const first = new Date(today.getTime() - (days - 1) * DAY_MS);
  const changes: {
    day: DbTime;
    level: number;
    previous_level: number | null;
    count: number | string;
  }[] = await ofServices(knex('history').where('at', '>=', first))
    .where(moved =>
      moved
        .whereNull('previous_level')
        .orWhereRaw('previous_level <> history.level'),
    )
    .groupBy([dayOf(knex), 'history.level', 'previous_level'] as never)
    .select(
      knex.raw(`${dayOf(knex)} AS day`),
      'history.level',
      'previous_level',
      knex.raw('COUNT(*) AS count'),
    );
  const byDay = new Map<string, typeof changes>();
  for (const change of changes) {
    const date = isoDate(toDate(normalDay(change.day)));
    byDay.set(date, [...(byDay.get(date) ?? []), change]);
  }

  const trend: TrendDay[] = [];
  for (let at = today; at >= first; at = new Date(at.getTime() - DAY_MS)) {
    const date = isoDate(at);
    trend.push({ date, levels: [...levels] });
    for (const { level, previous_level, count } of byDay.get(date) ?? []) {
      if (level >= 0)
        levels[level] = Math.max(0, levels[level] - Number(count));
      if (previous_level !== null && previous_level >= 0) {
        levels[previous_level] += Number(count);
      }
    }
  }
  return trend.reverse();
}

function dayOf(knex: Knex): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw("to_char(history.at AT TIME ZONE 'UTC', 'YYYY-MM-DD')")
    : knex.raw("date(history.at / 1000, 'unixepoch')");
}

function normalDay(day: DbTime): string {
  return String(day);
}

function startOfDay(time: Date): Date {
  return new Date(`${isoDate(time)}T00:00:00.000Z`);
}

function isoDate(time: Date): string {
  return time.toISOString().slice(0, 10);
}
