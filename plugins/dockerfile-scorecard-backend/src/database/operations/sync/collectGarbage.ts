import type { Knex } from 'knex';
import { after } from '../../time';

const KEPT_MS = 24 * 60 * 60_000;

const owned = {
  contents: 'content_hash',
  contexts: 'context_hash',
  evaluations: 'evaluation_hash',
};

/**
 * Deletes texts that no Dockerfile refers to.
 * What a scan has just come across stays for a day: its transaction may not have ended.
 */
export async function collectGarbage(options: {
  knex: Knex;
  now: Date;
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
}
