import type { Knex } from 'knex';
import { inBatches } from '../../batches';

/** Stores which groups are below which. Writes only what has changed. */
export async function replaceGroups(options: {
  knex: Knex;
  /** Pairs of entity refs, without repetition. */
  members: readonly { ancestor: string; descendant: string }[];
}): Promise<void> {
  const { knex, members } = options;
  const keyOf = (row: { ancestor: string; descendant: string }) =>
    `${row.ancestor}\n${row.descendant}`;
  const wanted = new Map(members.map(row => [keyOf(row), row]));
  const known: { ancestor: string; descendant: string }[] = await knex(
    'group_members',
  ).select('ancestor', 'descendant');
  const gone = known.filter(row => !wanted.delete(keyOf(row)));
  if (gone.length + wanted.size === 0) {
    return;
  }
  await knex.transaction(async tx => {
    for (const batch of inBatches(gone, 200)) {
      await tx('group_members')
        .whereIn(
          ['ancestor', 'descendant'],
          batch.map(row => [row.ancestor, row.descendant]),
        )
        .delete();
    }
    for (const batch of inBatches([...wanted.values()])) {
      await tx('group_members').insert(batch).onConflict().ignore();
    }
  });
}
