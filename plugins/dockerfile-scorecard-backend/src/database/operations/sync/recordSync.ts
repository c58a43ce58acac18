import type { Knex } from 'knex';
import type { SyncAttemptRow } from '../../tables';
import { databaseNow, toDate } from '../../time';

const ID = 'catalog';

/** Notes how reading the catalog went, for the people who look after the portal. */
export async function recordSync(options: {
  knex: Knex;
  now: Date;
  outcome:
    | {
        kind: 'succeeded';
        /** Entities that could not be stored. */
        skipped: number;
      }
    | { kind: 'failed'; error: string };
}): Promise<void> {
  const { knex, now, outcome } = options;
  await merge(
    knex,
    outcome.kind === 'succeeded'
      ? {
          succeeded_at: now,
          error: null,
          skipped: outcome.skipped,
          emptied_at: null,
        }
      : { failed_at: now, error: outcome.error },
  );
}

/**
 * Whether a catalog without a single service is to be believed: only when it had none at the last reading either.
 * A catalog that starts anew is empty for a while.
 */
export async function confirmEmptyCatalog(options: {
  knex: Knex;
}): Promise<boolean> {
  const { knex } = options;
  const row = await knex<SyncAttemptRow>('sync_attempts')
    .where({ id: ID })
    .first();
  if (row?.emptied_at) {
    return true;
  }
  await merge(knex, { emptied_at: await databaseNow(knex) });
  return false;
}

export async function getSync(options: { knex: Knex }): Promise<{
  succeededAt: Date | undefined;
  failedAt: Date | undefined;
  /** Why the newest attempt failed. */
  error: string | undefined;
  skipped: number;
}> {
  const row = await options
    .knex<SyncAttemptRow>('sync_attempts')
    .where({ id: ID })
    .first();
  const error = row?.error ?? undefined;
  return {
    succeededAt: row?.succeeded_at ? toDate(row.succeeded_at) : undefined,
    failedAt: row?.failed_at && error ? toDate(row.failed_at) : undefined,
    error,
    skipped: row?.skipped ?? 0,
  };
}

async function merge(
  knex: Knex,
  changes: Partial<SyncAttemptRow>,
): Promise<void> {
  await knex<SyncAttemptRow>('sync_attempts')
    .insert({ id: ID, ...changes })
    .onConflict('id')
    .merge(Object.keys(changes) as (keyof SyncAttemptRow)[]);
}
