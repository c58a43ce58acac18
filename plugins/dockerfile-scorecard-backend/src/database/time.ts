import type { Knex } from 'knex';
import type { DbTime } from './tables';

/** `changed_at` of a service that has no result yet. */
export const NEVER = new Date(0);

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * The clock of the database, so that leases do not depend on how well the clocks of replicas agree.
 * With SQLite there is only one process and thus only one clock.
 */
export async function databaseNow(knex: Knex): Promise<Date> {
  if (!isPostgres(knex)) {
    return new Date();
  }
  // Not now(): that is the start of the transaction.
  const { rows } = await knex.raw(
    "SELECT date_trunc('milliseconds', clock_timestamp()) AS now",
  );
  return rows[0].now;
}

export function after(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

export function toDate(time: DbTime): Date {
  return time instanceof Date ? time : new Date(time);
}

export function toIso(time: DbTime | null): string | undefined {
  return time === null ? undefined : toDate(time).toISOString();
}
