import type { Knex } from 'knex';
import type { ServiceRow } from '../../tables';

/** A failed scan never takes a result away: a service that has one keeps it, marked as stale. */
export async function saveFailure(options: {
  tx: Knex.Transaction;
  now: Date;
  reason: string;
  /** Either all services of a repository or a single one. */
  services: { repositoryId: string } | { entityRef: string };
}): Promise<void> {
  const { tx, now, reason, services } = options;
  const affected = () =>
    'entityRef' in services
      ? tx<ServiceRow>('services').where({ entity_ref: services.entityRef })
      : tx<ServiceRow>('services').where({
          repository_id: services.repositoryId,
        });
  await affected()
    .whereIn('state', ['scored', 'not-judged', 'no-dockerfile'])
    .update({ stale: true, reason, failed_at: now });
  await affected()
    .whereIn('state', ['pending', 'failed'])
    .update({ state: 'failed', reason, failed_at: now });
}
