import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import { databaseNow, isPostgres, toDate } from '../../time';

/** What came of asking for a scan. */
export type RequestOutcome =
  | { kind: 'queued' | 'running' }
  | { kind: 'too-soon'; retryAt: Date }
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
}): Promise<RequestOutcome> {
  const { knex, repositoryId, cooldownMs } = options;
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
    if (row.priority === 0) {
      return { kind };
    }
    const retryAt =
      row.requested_at &&
      new Date(toDate(row.requested_at).getTime() + cooldownMs);
    if (!running && retryAt && retryAt > now) {
      return { kind: 'too-soon', retryAt };
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
    return { kind };
  });
}
