import type { Knex } from 'knex';
import type { RepositoryRow, ServiceRow, WaiverRow } from '../../tables';
import { databaseNow, isPostgres } from '../../time';

/** Adds a waiver, unless one for the same rule is asked for or in force already: then it gives that one. */
export async function addWaiver(options: {
  knex: Knex;
  waiver: Pick<
    WaiverRow,
    'id' | 'entity_ref' | 'rule' | 'reason' | 'until' | 'requested_by'
  >;
  /** ISO date. */
  today: string;
}): Promise<
  { kind: 'added'; row: WaiverRow } | { kind: 'exists'; row: WaiverRow }
> {
  const { knex, waiver, today } = options;
  return knex.transaction(async tx => {
    // Holds the service, so that two requests at once do not both find nothing.
    const service = tx<ServiceRow>('services')
      .where({ entity_ref: waiver.entity_ref })
      .first('entity_ref');
    await (isPostgres(tx) ? service.forUpdate() : service);
    const open: WaiverRow | undefined = await tx<WaiverRow>('waivers')
      .where({ entity_ref: waiver.entity_ref, rule: waiver.rule })
      .whereIn('state', ['requested', 'approved'])
      .where('until', '>=', today)
      .first();
    if (open) {
      return { kind: 'exists', row: open };
    }
    const row: WaiverRow = {
      ...waiver,
      state: 'requested',
      requested_at: await databaseNow(tx),
      decided_by: null,
      decided_at: null,
      comment: null,
    };
    await tx<WaiverRow>('waivers').insert(row);
    return { kind: 'added', row };
  });
}

/** Changes the state of a waiver, if it is still the one that was seen. */
export async function decideWaiver(options: {
  knex: Knex;
  id: string;
  from: WaiverRow['state'];
  to: WaiverRow['state'];
  decidedBy: string;
  comment: string | undefined;
}): Promise<boolean> {
  const { knex, id, from, to, decidedBy, comment } = options;
  const now = await databaseNow(knex);
  const changed = await knex<WaiverRow>('waivers')
    .where({ id, state: from })
    .update({
      state: to,
      decided_by: decidedBy,
      decided_at: now,
      comment: comment ?? null,
    });
  return changed > 0;
}

/** Has a service evaluated again from the store. A scan at work is followed by another evaluation. */
export async function reevaluate(options: {
  knex: Knex;
  entityRef: string;
}): Promise<void> {
  const { knex, entityRef } = options;
  const now = await databaseNow(knex);
  const repositories = () =>
    knex<RepositoryRow>('repositories').whereIn(
      'id',
      knex<ServiceRow>('services')
        .where({ entity_ref: entityRef })
        .whereNotNull('repository_id')
        .select('repository_id') as never,
    );
  await repositories()
    .whereNotNull('evaluated_under')
    .update({ evaluated_under: 'waivers changed' });
  await repositories()
    .whereNull('lease')
    .where('due_at', '>', now)
    .update({ due_at: now });
}
