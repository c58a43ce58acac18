import type { Knex } from 'knex';
import type { ServiceDetailsRow, ServiceRow } from '../../tables';

/** The repository has not changed, so the results in hand are good again. */
export async function confirmResults(options: {
  tx: Knex.Transaction;
  now: Date;
  repositoryId: string;
}): Promise<void> {
  const { tx, now, repositoryId } = options;
  const services = () =>
    tx<ServiceRow>('services')
      .where({ repository_id: repositoryId })
      .whereIn('state', ['scored', 'not-judged', 'no-dockerfile']);
  const details = (of: ReturnType<typeof services>) =>
    tx<ServiceDetailsRow>('service_details').whereIn(
      'entity_ref',
      of.select('entity_ref') as never,
    );
  await details(services().where({ stale: true })).update({ reason: null });
  await services()
    .where({ stale: true })
    .update({ stale: false, failed_at: null });
  await details(services()).update({ scanned_at: now });
}
