import type { Knex } from 'knex';
import { isPostgres } from './time';

/** Runs queries that all see the database as it was at one moment. Only through `tx`: SQLite has a single connection. */
export async function readTransaction<T>(
  knex: Knex,
  read: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return isPostgres(knex)
    ? knex.transaction(read, {
        isolationLevel: 'repeatable read',
        readOnly: true,
      })
    : knex.transaction(read);
}
