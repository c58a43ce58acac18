import type { Knex } from 'knex';
import { after } from '../../time';

const KEPT_MS = 24 * 60 * 60_000;

const owned = {
  contents: 'content_hash',
  contexts: 'context_hash',
  evaluations: 'evaluation_hash',
};

/** For limits per hour. */
const REQUESTS_KEPT_MS = 2 * 60 * 60_000;

/**
 * Deletes texts that no Dockerfile refers to.
 * What a scan has just come across stays for a day: its transaction may not have ended.
 * History goes when it is too old, except for the newest row of a service, which says since when things are as they are.
 */
export async function collectGarbage(options: {
  knex: Knex;
  now: Date;
  /** Milliseconds. */
  historyRetention: number;
}): Promise<void> {
  const { knex, now } = options;
  for (const [table, column] of Object.entries(owned)) {
    await knex(table)
      .where('used_at', '<', after(now, -KEPT_MS))
      .whereNotExists(used =>
        used
          .select(knex.raw('1'))
          .from('dockerfiles')
          .whereRaw('?? = ??', [`dockerfiles.${column}`, `${table}.hash`]),
      )
      .delete();
  }
  await knex('scan_requests')
    .where('at', '<', after(now, -REQUESTS_KEPT_MS))
    .delete();
  await knex('history')
    .where('at', '<', after(now, -options.historyRetention))
    .whereExists(newer =>
      newer
        .select(knex.raw('1'))
        .from({ newer: 'history' })
        .whereRaw('newer.entity_ref = history.entity_ref')
        .whereRaw('newer.id > history.id'),
    )
    .delete();
}
