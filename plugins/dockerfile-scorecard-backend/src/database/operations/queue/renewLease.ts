import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import { after, databaseNow } from '../../time';
import type { Claim } from './claimRepository';

/** Moves the end of leases on. False when another worker has taken one of the repositories over. */
export async function renewLease(options: {
  knex: Knex;
  claims: readonly Claim[];
  leaseMs: number;
}): Promise<boolean> {
  const { knex, claims, leaseMs } = options;
  const now = await databaseNow(knex);
  const renewed = await knex<RepositoryRow>('repositories')
    .whereIn(
      'id',
      claims.map(({ id }) => id),
    )
    .whereIn('lease', [...new Set(claims.map(({ lease }) => lease))])
    .update({ due_at: after(now, leaseMs) });
  return renewed === claims.length;
}
