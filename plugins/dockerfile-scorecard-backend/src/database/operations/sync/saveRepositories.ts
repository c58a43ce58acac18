import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { inBatches } from '../../batches';
import type { RepositoryRow } from '../../tables';

/** Adds repositories that are not known yet; they are due at once. */
export async function addRepositories(options: {
  knex: Knex;
  now: Date;
  repositories: readonly Pick<RepositoryRow, 'id' | 'url' | 'host'>[];
}): Promise<void> {
  const { knex, now, repositories } = options;
  for (const batch of inBatches(repositories)) {
    await knex<RepositoryRow>('repositories')
      .insert(
        batch.map(repository => ({
          ...repository,
          priority: 1,
          due_at: now,
          read_at: now,
          ticket: randomUUID(),
          failures: 0,
        })),
      )
      .onConflict('id')
      .ignore();
  }
}

/**
 * Has repositories read in full, because a service came, went or moved in them.
 * One that is being scanned gets a new ticket, and so another turn.
 */
export async function rereadRepositories(options: {
  knex: Knex;
  now: Date;
  ids: readonly string[];
}): Promise<void> {
  const { knex, now, ids } = options;
  for (const batch of inBatches(ids)) {
    await knex<RepositoryRow>('repositories')
      .whereIn('id', batch)
      .update({ ticket: randomUUID(), selected_under: null });
    await knex<RepositoryRow>('repositories')
      .whereIn('id', batch)
      .whereNull('lease')
      .update({ due_at: now, read_at: now });
  }
}

/** Repositories in which no service is left to scan go. */
export async function deleteUnusedRepositories(options: {
  knex: Knex;
}): Promise<void> {
  await options
    .knex('repositories')
    .whereNotExists(used =>
      used
        .select(options.knex.raw('1'))
        .from('services')
        .whereRaw('services.repository_id = repositories.id')
        .whereNot('services.state', 'excluded'),
    )
    .delete();
}
