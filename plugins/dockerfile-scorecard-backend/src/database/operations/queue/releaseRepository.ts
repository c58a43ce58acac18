import type { Knex } from 'knex';
import type { RepositoryRow } from '../../tables';
import type { Claim } from './claimRepository';

/** Somebody else has taken the repository over, because the lease had ended. What this worker found does not count. */
export class LeaseLostError extends Error {
  constructor(claim: Claim) {
    super(`The lease of ${claim.url} ended before its scan did`);
    this.name = 'LeaseLostError';
  }
}

/**
 * Gives a claimed repository back and says when it is next due.
 * A scan asked for in the meantime comes first: it may be about a change that this one has not seen.
 *
 * @throws LeaseLostError, upon which the caller's transaction has to roll back
 */
export async function releaseRepository(options: {
  tx: Knex.Transaction;
  claim: Claim;
  now: Date;
  nextReadAt: Date;
  changes: Partial<
    Pick<
      RepositoryRow,
      | 'etag'
      | 'revision'
      | 'evaluated_under'
      | 'selected_under'
      | 'failures'
      | 'last_error'
      | 'last_error_at'
      | 'scan_started_at'
      | 'scan_finished_at'
      | 'scan_outcome'
      | 'emptied_at'
      | 'reevaluate_on'
    >
  >;
}): Promise<void> {
  const { tx, claim, now, nextReadAt, changes } = options;
  const held = await tx<RepositoryRow>('repositories')
    .where({ id: claim.id, lease: claim.lease })
    .update({ ...changes, lease: null, attempts: 0 });
  if (held === 0) {
    throw new LeaseLostError(claim);
  }
  const undisturbed = await tx<RepositoryRow>('repositories')
    .where({ id: claim.id, ticket: claim.ticket })
    .update({ due_at: nextReadAt, read_at: nextReadAt, priority: 1 });
  if (undisturbed === 0) {
    await tx<RepositoryRow>('repositories')
      .where({ id: claim.id })
      // Without etag: services may have been added that the reading just done did not look for.
      .update({ due_at: now, read_at: now, etag: null });
  }
}
