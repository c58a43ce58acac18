import type { Knex } from 'knex';
import type { HistoryRow } from '../../tables';

/** Changes of a service, the newest first. */
export async function getHistory(options: {
  knex: Knex;
  entityRef: string;
  limit: number;
  /** Only what is older than the row with this id. */
  before: string | undefined;
}): Promise<{ rows: HistoryRow[]; next: string | undefined }> {
  const { knex, entityRef, limit, before } = options;
  const query = knex<HistoryRow>('history')
    .where({ entity_ref: entityRef })
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before !== undefined) {
    query.where('id', '<', before);
  }
  const found: HistoryRow[] = await query;
  const rows = found.slice(0, limit);
  return {
    rows,
    next: found.length > limit ? String(rows[limit - 1].id) : undefined,
  };
}
