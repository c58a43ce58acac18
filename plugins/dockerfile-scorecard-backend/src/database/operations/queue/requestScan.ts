import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DbTime, RepositoryRow } from '../../tables';
import { after, databaseNow, isPostgres, toDate } from '../../time';

/** What came of asking for a scan. */
export type RequestOutcome =
  /** A scan that began at `requestedAt` or later answers the request. */
  | { kind: 'queued' | 'running'; requestedAt: Date }
  | { kind: 'too-soon'; retryAt: Date }
  /** The user has asked for too many scans, of whatever services. */
  | { kind: 'too-many'; retryAt: Date }
  | { kind: 'unknown-repository' };

/**
 * Puts a repository at the head of the queue. Asking again while it waits there changes nothing;
 * asking while it is being scanned has it scanned once more.
 */
export async function requestScan(options: {
  knex: Knex;
  repositoryId: string;
  /** Milliseconds between two requests. */
  cooldownMs: number;
  /** Who asks, and how often that is allowed in an hour. */
  requester: { id: string; mostPerHour: number };
}): Promise<RequestOutcome> {
  const { knex, repositoryId, cooldownMs, requester } = options;
  const now = await databaseNow(knex);
  return knex.transaction(async tx => {
    const query = tx<RepositoryRow>('repositories')
      .where({ id: repositoryId })
      .first();
    const row = await (isPostgres(knex) ? query.forUpdate() : query);
    if (!row) {
      return { kind: 'unknown-repository' };
    }
    const running = row.lease !== null && toDate(row.due_at) > now;
    const kind = running ? 'running' : 'queued';
    if (row.priority === 0 && row.requested_at) {
      return { kind, requestedAt: toDate(row.requested_at) };
    }
    const retryAt =
      row.requested_at &&
      new Date(toDate(row.requested_at).getTime() + cooldownMs);
    if (!running && retryAt && retryAt > now) {
      return { kind: 'too-soon', retryAt };
    }
    const limit = await countRequest(tx, now, requester);
    if (limit) {
      return { kind: 'too-many', retryAt: limit };
    }
    await tx<RepositoryRow>('repositories')
      .where({ id: repositoryId })
      .update({
        ticket: randomUUID(),
        requested_at: now,
        priority: 0,
        // The end of a lease must stay: releasing the claim sees the new ticket.
        ...(running ? {} : { due_at: now, read_at: now }),
      });
    return { kind, requestedAt: now };
  });
}

const HOUR_MS = 60 * 60_000;

/** Counts a request, unless there have been too many: then it says when the next one is allowed. */
async function countRequest(
  tx: Knex.Transaction,
  now: Date,
  requester: { id: string; mostPerHour: number },
): Promise<Date | undefined> {
  const earlier: { at: DbTime }[] = await tx('scan_requests')
    .where({ requester: requester.id })
    .where('at', '>', after(now, -HOUR_MS))
    .orderBy('at', 'desc')
    .limit(requester.mostPerHour)
    .select('at');
  const oldest = earlier.at(requester.mostPerHour - 1);
  if (oldest) {
    return after(toDate(oldest.at), HOUR_MS);
  }
  await tx('scan_requests').insert({ requester: requester.id, at: now });
  return undefined;
}
