import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import { after, databaseNow, isPostgres, toDate } from '../../time';

/** A repository that this worker, and nobody else, works on until the lease ends. */
export interface Claim {
  id: string;
  url: string;
  host: string;
  lease: string;
  ticket: string;
  /** `read`: fetch it; `evaluate`: only judge again what is stored. */
  work: 'read' | 'evaluate';
  etag: string | undefined;
  revision: string | undefined;
  evaluatedUnder: string | undefined;
  selectedUnder: string | undefined;
  readAt: Date;
  failures: number;
}

/** Takes the most urgent repository that is due, if there is one. */
export async function claimRepository(options: {
  knex: Knex;
  leaseMs: number;
}): Promise<Claim | undefined> {
  const { knex, leaseMs } = options;
  const now = await databaseNow(knex);

  // Reading and marking share a transaction: otherwise another worker could claim in between.
  return knex.transaction(async tx => {
    const query = tx<RepositoryRow>('repositories')
      .where('due_at', '<=', now)
      .whereNotExists(blocked =>
        blocked
          .select(tx.raw('1'))
          .from('hosts')
          .whereRaw('hosts.host = repositories.host')
          .where('hosts.blocked_until', '>', now),
      )
      .orderBy([{ column: 'priority' }, { column: 'due_at' }, { column: 'id' }])
      .first();
    const row = await (isPostgres(knex)
      ? query.forUpdate().skipLocked()
      : query);
    if (!row) {
      return undefined;
    }

    const lease = randomUUID();
    // The condition matters where rows cannot be locked: whoever comes second changes nothing.
    const claimed = await tx<RepositoryRow>('repositories')
      .where({ id: row.id, due_at: row.due_at })
      .update({ lease, due_at: after(now, leaseMs), priority: 1 });
    if (claimed === 0) {
      return undefined;
    }

    return {
      id: row.id,
      url: row.url,
      host: row.host,
      lease,
      ticket: row.ticket,
      work: toDate(row.read_at) <= now ? 'read' : 'evaluate',
      etag: row.etag ?? undefined,
      revision: row.revision ?? undefined,
      evaluatedUnder: row.evaluated_under ?? undefined,
      selectedUnder: row.selected_under ?? undefined,
      readAt: toDate(row.read_at),
      failures: row.failures,
    };
  });
}
