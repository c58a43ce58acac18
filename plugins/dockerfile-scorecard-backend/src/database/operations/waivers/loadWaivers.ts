import type { WaiverState } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import { inBatches } from '../../batches';
import type { WaiverRow } from '../../tables';
import { whereVisible, type Visibility } from '../queries';

/** Waivers in force on a day, by service. */
export async function loadWaivers(options: {
  knex: Knex;
  entityRefs: readonly string[];
  /** ISO date. */
  today: string;
}): Promise<Map<string, WaiverRow[]>> {
  const { knex, entityRefs, today } = options;
  const found = new Map<string, WaiverRow[]>();
  for (const batch of inBatches(entityRefs)) {
    const rows: WaiverRow[] = await knex<WaiverRow>('waivers')
      .whereIn('entity_ref', batch)
      .where({ state: 'approved' })
      .where('until', '>=', today)
      .orderBy('id');
    for (const row of rows) {
      found.set(row.entity_ref, [...(found.get(row.entity_ref) ?? []), row]);
    }
  }
  return found;
}

export async function getWaiver(options: {
  knex: Knex;
  id: string;
}): Promise<WaiverRow | undefined> {
  return options.knex<WaiverRow>('waivers').where({ id: options.id }).first();
}

export interface WaiverFilters {
  entityRefs: readonly string[];
  rules: readonly string[];
  /** `expired`: approved, but no longer in force. */
  states: readonly WaiverState[];
}

/** Waivers of the services that the caller may see, the newest first. */
export async function listWaivers(options: {
  knex: Knex;
  visibility: Visibility;
  filters: WaiverFilters;
  /** ISO date. */
  today: string;
  limit: number;
  offset: number;
}): Promise<{ rows: WaiverRow[]; total: number }> {
  const { knex, visibility, filters, today, limit, offset } = options;
  const matching = () => {
    const query = knex<WaiverRow>('waivers').join(
      'services',
      'services.entity_ref',
      'waivers.entity_ref',
    );
    whereVisible(query, knex, visibility);
    if (filters.entityRefs.length > 0) {
      query.whereIn('waivers.entity_ref', filters.entityRefs as string[]);
    }
    if (filters.rules.length > 0) {
      query.whereIn('waivers.rule', filters.rules as string[]);
    }
    if (filters.states.length > 0) {
      query.where(any =>
        filters.states.forEach(state =>
          any.orWhere(one => whereState(one, state, today)),
        ),
      );
    }
    return query;
  };
  const count = await matching().count({ count: '*' }).first();
  const rows: WaiverRow[] = await matching()
    .select('waivers.*')
    .orderBy([
      { column: 'waivers.requested_at', order: 'desc' },
      { column: 'waivers.id' },
    ])
    .limit(limit)
    .offset(offset);
  return { rows, total: Number(count?.count ?? 0) };
}

function whereState(
  query: Knex.QueryBuilder,
  state: WaiverState,
  today: string,
): void {
  if (state === 'expired') {
    query.where('waivers.state', 'approved').where('waivers.until', '<', today);
    return;
  }
  query.where('waivers.state', state);
  if (state === 'approved') {
    query.where('waivers.until', '>=', today);
  }
}
