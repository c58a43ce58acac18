import type { Knex } from 'knex';
import { isPostgres } from '../time';

const DAY_MS = 24 * 60 * 60_000;

/** The UTC day of a row of the history, as an ISO date. */
export function dayOf(knex: Knex): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw("to_char(history.at AT TIME ZONE 'UTC', 'YYYY-MM-DD')")
    : knex.raw("date(history.at / 1000, 'unixepoch')");
}

/** ISO dates of the last days, today included, the oldest first. */
export function trendDays(now: Date, days: number): string[] {
  return Array.from({ length: days }, (_, i) =>
    isoDate(new Date(now.getTime() - (days - 1 - i) * DAY_MS)),
  );
}

export function isoDate(time: Date): string {
  return time.toISOString().slice(0, 10);
}
