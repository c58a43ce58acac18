import type { Knex } from 'knex';
import type { ServiceState } from 'backstage-plugin-dockerfile-scorecard-common';
import type { ServiceDetailsRow, ServiceRow } from '../../tables';

/** A failed scan never takes a result away: a service that has one keeps it, marked as stale. */
export async function saveFailure(options: {
  tx: Knex.Transaction;
  now: Date;
  reason: string;
  /** Either all services of a repository or a single one. */
  services: { repositoryId: string } | { entityRef: string };
}): Promise<void> {
  const { tx, now, reason, services } = options;
  await markFailed({
    tx,
    now,
    reason,
    affected: () =>
      'entityRef' in services
        ? tx<ServiceRow>('services').where({ entity_ref: services.entityRef })
        : tx<ServiceRow>('services').where({
            repository_id: services.repositoryId,
          }),
    withoutResult: ['pending', 'failed'],
  });
}

/** Services with a result keep it, marked as stale; those without one fail. */
export async function markFailed(options: {
  tx: Knex.Transaction;
  now: Date;
  reason: string;
  affected(): Knex.QueryBuilder<ServiceRow, ServiceRow[]>;
  /** States that become `failed`. */
  withoutResult: readonly ServiceState[];
}): Promise<void> {
  const { tx, now, reason, affected, withoutResult } = options;
  await affected()
    .whereIn('state', ['scored', 'not-judged', 'no-dockerfile'])
    .update({ stale: true, failed_at: now });
  await affected()
    .whereIn('state', [...withoutResult])
    .update({ state: 'failed', failed_at: now });
  await tx<ServiceDetailsRow>('service_details')
    .whereIn(
      'entity_ref',
      affected().whereNot('state', 'excluded').select('entity_ref') as never,
    )
    .update({ reason });
}
