import type { Knex } from 'knex';
import type { DbTime } from '../../tables';
import { after, databaseNow, toDate } from '../../time';

export interface DryRunRow {
  id: string;
  requester: string;
  requested_at: DbTime;
  seen_at: DbTime;
  status: 'running' | 'done' | 'failed';
  evaluated: number;
  total: number;
  result: string | null;
}

/** Without a sign of life for so long its replica is gone. Milliseconds. */
const ABANDONED_MS = 60_000;
/** Milliseconds. */
const KEPT_MS = 24 * 60 * 60_000;

export async function addDryRun(options: {
  knex: Knex;
  id: string;
  requester: string;
}): Promise<void> {
  const { knex, id, requester } = options;
  const now = await databaseNow(knex);
  await knex<DryRunRow>('policy_dry_runs')
    .where('requested_at', '<', after(now, -KEPT_MS))
    .delete();
  await knex<DryRunRow>('policy_dry_runs').insert({
    id,
    requester,
    requested_at: now,
    seen_at: now,
    status: 'running',
    evaluated: 0,
    total: 0,
  });
}

export async function updateDryRun(options: {
  knex: Knex;
  id: string;
  changes: Partial<
    Pick<DryRunRow, 'status' | 'evaluated' | 'total' | 'result'>
  >;
}): Promise<void> {
  const { knex, id, changes } = options;
  await knex<DryRunRow>('policy_dry_runs')
    .where({ id })
    .update({ ...changes, seen_at: await databaseNow(knex) });
}

/** A dry run of this requester; one whose replica is gone has failed. */
export async function getDryRun(options: {
  knex: Knex;
  id: string;
  requester: string;
}): Promise<DryRunRow | undefined> {
  const { knex, id, requester } = options;
  const row: DryRunRow | undefined = await knex<DryRunRow>('policy_dry_runs')
    .where({ id, requester })
    .first();
  const now = await databaseNow(knex);
  return row?.status === 'running' &&
    toDate(row.seen_at) < after(now, -ABANDONED_MS)
    ? { ...row, status: 'failed' }
    : row;
}
