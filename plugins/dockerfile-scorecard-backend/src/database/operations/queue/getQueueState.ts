import type { Knex } from 'knex';
import type { RepositoryRow, ScanOutcome } from '../../tables';
import { databaseNow, toDate } from '../../time';

export type QueueState = {
  /** When somebody last asked for a scan. */
  requestedAt?: Date;
  /** The newest reading that has finished. */
  lastScan?: { startedAt: Date; finishedAt: Date; outcome: ScanOutcome };
} & (
  | { status: 'idle' | 'running' }
  /** `position` counts from 1. */
  | { status: 'queued'; position: number }
);

/** Where a repository stands in the queue. */
export async function getQueueState(options: {
  knex: Knex;
  repositoryId: string;
}): Promise<QueueState> {
  const { knex, repositoryId } = options;
  const now = await databaseNow(knex);
  const row = await knex<RepositoryRow>('repositories')
    .where({ id: repositoryId })
    .first();
  if (!row) {
    return { status: 'idle' };
  }
  const times = timesOf(row);
  if (toDate(row.due_at) > now) {
    return { ...times, status: row.lease === null ? 'idle' : 'running' };
  }
  const before = await knex<RepositoryRow>('repositories')
    .where('due_at', '<=', now)
    .where(ahead =>
      ahead
        .where('priority', '<', row.priority)
        .orWhere(same =>
          same
            .where('priority', row.priority)
            .where(earlier =>
              earlier
                .where('due_at', '<', row.due_at)
                .orWhere(tie =>
                  tie
                    .where('due_at', row.due_at)
                    .where('id', '<', repositoryId),
                ),
            ),
        ),
    )
    .count({ count: '*' })
    .first();
  return {
    ...times,
    status: 'queued',
    position: Number(before?.count ?? 0) + 1,
  };
}

function timesOf(
  row: RepositoryRow,
): Pick<QueueState, 'requestedAt' | 'lastScan'> {
  const { requested_at, scan_started_at, scan_finished_at, scan_outcome } = row;
  return {
    ...(requested_at && { requestedAt: toDate(requested_at) }),
    ...(scan_started_at &&
      scan_finished_at &&
      scan_outcome && {
        lastScan: {
          startedAt: toDate(scan_started_at),
          finishedAt: toDate(scan_finished_at),
          outcome: scan_outcome,
        },
      }),
  };
}
