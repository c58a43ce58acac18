import type { Knex } from 'knex';
import { inBatches } from '../../batches';

/** Stores which groups stand below which. */
export async function replaceGroups(options: {
  knex: Knex;
  /** Pairs of entity refs, without repetition. */
  members: readonly { ancestor: string; descendant: string }[];
}): Promise<void> {
  await options.knex.transaction(async tx => {
    await tx('group_members').delete();
    for (const batch of inBatches(options.members)) {
      await tx('group_members').insert(batch);
    }
  });
}
