import type { Knex } from 'knex';
import type { DbTime, HostRow, RepositoryRow } from '../../tables';
import { databaseNow, toDate } from '../../time';
import { getSync } from '../sync';

/** The state of scanning, for operators. */
export async function getHealth(options: { knex: Knex }): Promise<{
  due: number;
  oldestDueSeconds: number;
  blockedHosts: number;
  syncAgeSeconds: number | undefined;
}> {
  const { knex } = options;
  const now = await databaseNow(knex);
  const secondsSince = (time: DbTime) =>
    Math.max(0, (now.getTime() - toDate(time).getTime()) / 1000);
  const queue: { due?: number | string; oldest?: DbTime | null } | undefined =
    await knex<RepositoryRow>('repositories')
      .where('due_at', '<=', now)
      .count({ due: '*' })
      .min({ oldest: 'due_at' })
      .first();
  const hosts = await knex<HostRow>('hosts')
    .where('blocked_until', '>', now)
    .count({ count: '*' })
    .first();
  const { succeededAt } = await getSync({ knex });
  return {
    due: Number(queue?.due ?? 0),
    oldestDueSeconds: queue?.oldest ? secondsSince(queue.oldest) : 0,
    blockedHosts: Number(hosts?.count ?? 0),
    syncAgeSeconds: succeededAt && secondsSince(succeededAt),
  };
}
