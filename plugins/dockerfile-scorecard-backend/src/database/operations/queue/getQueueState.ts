import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import { databaseNow, toDate } from '../../time';

export type QueueState =
  | { status: 'idle' | 'running' }
  /** `position` counts from 1. */
  | { status: 'queued'; position: number };

/** Where a repository stands in the queue. */
export async function getQueueState(options: {
  knex: Knex;
  repositoryId: string;
}): Promise<QueueState> {
  const { knex, repositoryId } = options;
  const now = await databaseNow(knex);
  const row = await knex<RepositoryRow>('repositories')
    .where({ id: repositoryId })
    .first('priority', 'due_at', 'lease');
  if (!row) {
    return { status: 'idle' };
  }
  if (toDate(row.due_at) > now) {
    return { status: row.lease === null ? 'idle' : 'running' };
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
  return { status: 'queued', position: Number(before?.count ?? 0) + 1 };
}
