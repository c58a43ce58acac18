import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import { after, databaseNow } from '../../time';
import type { Claim } from './claimRepository';

/** Moves the end of a lease on. False when another worker has taken the repository over. */
export async function renewLease(options: {
  knex: Knex;
  claim: Claim;
  leaseMs: number;
}): Promise<boolean> {
  const { knex, claim, leaseMs } = options;
  const now = await databaseNow(knex);
  const renewed = await knex<RepositoryRow>('repositories')
    .where({ id: claim.id, lease: claim.lease })
    .update({ due_at: after(now, leaseMs) });
  return renewed > 0;
}
