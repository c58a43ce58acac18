import type { Knex } from 'knex';
import type { HostRow } from '../../tables';
import { after, NEVER, toDate } from '../../time';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
/** A host is not believed when it asks for longer. */
const LONGEST_REQUESTED_PAUSE_MS = 24 * 60 * 60_000;
/** So many repositories have to fail in a row until an error counts as the host's. */
const SUSPECTS_UNTIL_PAUSE = 3;

/** Pause after the n-th failure in a row, in milliseconds: it doubles each time, up to half an hour. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}

/** An error that says something about the whole host. */
export type HostFailure =
  /** The host refuses everybody who comes with this token. */
  | { kind: 'limited'; retryAt: Date | undefined }
  /** A server error, a timeout or no connection: it may be this repository alone. */
  | { kind: 'unavailable'; retryAt: Date | undefined };

/**
 * Pauses a host: at once when it limits the rate or says when to come back, otherwise when several repositories have failed in
 * a row. Returns when it may be asked again, if it is paused now.
 */
export async function recordHostFailure(options: {
  tx: Knex.Transaction;
  host: string;
  repositoryId: string;
  /** When the reading that failed began. */
  startedAt: Date;
  now: Date;
  failure: HostFailure;
  reason: string;
}): Promise<Date | undefined> {
  const { tx, host, now, failure, reason } = options;
  const row = await lockHost(tx, host, reason);
  const suspects = new Set<string>(JSON.parse(row.suspects));
  suspects.add(options.repositoryId);
  const paused = row.failures > 0;
  const certain =
    failure.kind === 'limited' ||
    failure.retryAt !== undefined ||
    // A host that is tried again with one repository has failed before.
    paused ||
    suspects.size >= SUSPECTS_UNTIL_PAUSE;
  if (!certain) {
    await tx<HostRow>('hosts')
      .where({ host })
      .update({ suspects: JSON.stringify([...suspects]), reason });
    return undefined;
  }

  // A reading that began before the pause tells nothing new.
  const known =
    row.blocked_at !== null && options.startedAt <= toDate(row.blocked_at);
  const failures = known ? row.failures : row.failures + 1;
  const until = latest(
    toDate(row.blocked_until),
    pauseEnd(failure, failures, now),
  );
  await tx<HostRow>('hosts')
    .where({ host })
    .update({
      failures,
      reason,
      suspects: '[]',
      blocked_until: until,
      ...(known ? {} : { blocked_at: now }),
    });
  return until;
}

/** A host that answers is trusted again, unless the answer was on its way before the pause began. */
export async function unblockHost(options: {
  tx: Knex.Transaction;
  host: string;
  /** When the reading that succeeded began. */
  startedAt: Date;
}): Promise<void> {
  const { tx, host, startedAt } = options;
  await tx<HostRow>('hosts')
    .where({ host })
    .where(older =>
      older.whereNull('blocked_at').orWhere('blocked_at', '<', startedAt),
    )
    .delete();
}

async function lockHost(
  tx: Knex.Transaction,
  host: string,
  reason: string,
): Promise<HostRow> {
  await tx<HostRow>('hosts')
    .insert({
      host,
      reason,
      failures: 0,
      blocked_until: NEVER,
      blocked_at: null,
      suspects: '[]',
    })
    .onConflict('host')
    // Changes nothing, but locks the row until the end of the transaction.
    .merge(['host']);
  const row = await tx<HostRow>('hosts').where({ host }).first();
  if (!row) {
    throw new Error(`The row of host ${host} is gone`);
  }
  return row;
}

function pauseEnd(failure: HostFailure, failures: number, now: Date): Date {
  const longest = after(now, LONGEST_REQUESTED_PAUSE_MS);
  if (failure.retryAt && failure.retryAt > now) {
    return failure.retryAt < longest ? failure.retryAt : longest;
  }
  return after(now, pauseAfter(failures));
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
