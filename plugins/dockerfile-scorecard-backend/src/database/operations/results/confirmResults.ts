import type { Knex } from 'knex';
import type { ServiceRow } from '../../tables';

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
  await services()
    .where({ stale: true })
    .update({ stale: false, reason: null, failed_at: null });
  await services().update({ scanned_at: now });
}
