import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { HostRow, RepositoryRow } from '../../tables';
import { after, databaseNow, isPostgres, toDate } from '../../time';

/** A repository that this worker, and nobody else, works on until the lease ends. */
export interface Claim {
  id: string;
  url: string;
  host: string;
  lease: string;
  ticket: string;
  /**
   * `read`: fetch it; `evaluate`: only judge again what is stored; `set-aside`: do neither, because the workers that had it
   * before did not survive it.
   */
  work: 'read' | 'evaluate' | 'set-aside';
  startedAt: Date;
  /** Further repositories that are only judged again: together they take fewer statements than one by one. */
  others: Claim[];
  etag: string | undefined;
  revision: string | undefined;
  evaluatedUnder: string | undefined;
  selectedUnder: string | undefined;
  readAt: Date;
  failures: number;
  /** A date that its Dockerfiles or waivers name has come since they were judged. ISO date. */
  reevaluateOn: string | undefined;
  /** When a reading first found none of the Dockerfiles that were there before. */
  emptiedAt: Date | undefined;
}

/** Repositories that are judged again together. */
const EVALUATED_TOGETHER = 25;

/** Claims of a repository that may end without a release before it is set aside. */
export const MAX_ATTEMPTS = 3;

/** Takes the most urgent repository that is due, if there is one. */
export async function claimRepository(options: {
  knex: Knex;
  leaseMs: number;
  /** Hosts from which this replica reads enough at the moment. */
  busyHosts?: readonly string[];
}): Promise<Claim | undefined> {
  const { knex, leaseMs, busyHosts = [] } = options;
  const now = await databaseNow(knex);

  // Reading and marking share a transaction: otherwise another worker could claim in between.
  return knex.transaction(async tx => {
    const hosts = [...(await closedHosts(tx, now)), ...busyHosts];
    const query = tx<RepositoryRow>('repositories')
      .where('due_at', '<=', now)
      .orderBy([{ column: 'priority' }, { column: 'due_at' }, { column: 'id' }])
      .first();
    if (hosts.length > 0) {
      // Judging again from the store asks nothing of the host.
      query.where(free =>
        free.where('read_at', '>', now).orWhereNotIn('host', hosts),
      );
    }
    const row = await (isPostgres(knex)
      ? query.forUpdate().skipLocked()
      : query);
    if (!row) {
      return undefined;
    }

    const lease = randomUUID();
    // The condition matters where rows cannot be locked: whoever comes second changes nothing. It compares with the time of
    // this claim, not with the time in the row, which may be finer than what JavaScript can hold.
    const claimed = await tx<RepositoryRow>('repositories')
      .where({ id: row.id })
      .where('due_at', '<=', now)
      .update({
        lease,
        due_at: after(now, leaseMs),
        priority: 1,
        attempts: row.attempts + 1,
      });
    if (claimed === 0) {
      return undefined;
    }
    const claim = toClaim(row, lease, now);
    return claim.work === 'evaluate'
      ? { ...claim, others: await claimOthers({ tx, now, leaseMs, lease }) }
      : claim;
  });
}

/** Hosts from which nothing may be read: they are paused, or they are tried again with a single repository. */
async function closedHosts(tx: Knex.Transaction, now: Date): Promise<string[]> {
  const paused = await tx<HostRow>('hosts').where('failures', '>', 0);
  const closed = paused.filter(row => toDate(row.blocked_until) > now);
  const probed = paused.filter(row => toDate(row.blocked_until) <= now);
  const probing =
    probed.length > 0
      ? await tx<RepositoryRow>('repositories')
          .whereNotNull('lease')
          .where('due_at', '>', now)
          .whereIn(
            'host',
            probed.map(row => row.host),
          )
          .distinct('host')
      : [];
  return [...closed, ...probing].map(row => row.host);
}

/** Takes further repositories that are only judged again, under the same lease. */
async function claimOthers(options: {
  tx: Knex.Transaction;
  now: Date;
  leaseMs: number;
  lease: string;
}): Promise<Claim[]> {
  const { tx, now, leaseMs, lease } = options;
  const query = tx<RepositoryRow>('repositories')
    .where('due_at', '<=', now)
    .where('read_at', '>', now)
    .where('attempts', '<', MAX_ATTEMPTS)
    .orderBy([{ column: 'priority' }, { column: 'due_at' }, { column: 'id' }])
    .limit(EVALUATED_TOGETHER - 1);
  const rows: RepositoryRow[] = await (isPostgres(tx)
    ? query.forUpdate().skipLocked()
    : query);
  if (rows.length > 0) {
    await tx<RepositoryRow>('repositories')
      .whereIn(
        'id',
        rows.map(({ id }) => id),
      )
      .update({
        lease,
        due_at: after(now, leaseMs),
        priority: 1,
        attempts: tx.raw('attempts + 1') as never,
      });
  }
  return rows.map(row => toClaim(row, lease, now));
}

function toClaim(row: RepositoryRow, lease: string, now: Date): Claim {
  return {
    id: row.id,
    url: row.url,
    host: row.host,
    lease,
    ticket: row.ticket,
    work: workOf(row, now),
    startedAt: now,
    others: [],
    etag: row.etag ?? undefined,
    revision: row.revision ?? undefined,
    evaluatedUnder: row.evaluated_under ?? undefined,
    selectedUnder: row.selected_under ?? undefined,
    readAt: toDate(row.read_at),
    failures: row.failures,
    reevaluateOn: row.reevaluate_on ?? undefined,
    emptiedAt: row.emptied_at === null ? undefined : toDate(row.emptied_at),
  };
}

function workOf(row: RepositoryRow, now: Date): Claim['work'] {
  if (row.attempts >= MAX_ATTEMPTS) {
    return 'set-aside';
  }
  return toDate(row.read_at) <= now ? 'read' : 'evaluate';
}
