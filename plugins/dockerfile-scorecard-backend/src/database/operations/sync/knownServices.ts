import type { Knex } from 'knex';
import { inBatches } from '../../batches';
import type { ServiceRow } from '../../tables';

export type KnownService = Pick<
  ServiceRow,
  'entity_ref' | 'catalog_hash' | 'repository_id' | 'folder' | 'paths' | 'state'
>;

/** All services by entity ref, with as much as is needed to see what changed. */
export async function loadKnownServices(options: {
  knex: Knex;
}): Promise<Map<string, KnownService>> {
  const rows = await options
    .knex<ServiceRow>('services')
    .select(
      'entity_ref',
      'catalog_hash',
      'repository_id',
      'folder',
      'paths',
      'state',
    );
  return new Map(rows.map(row => [row.entity_ref, row]));
}

/** Services that have left the catalog go with all that is known of them. */
export async function deleteServices(options: {
  knex: Knex;
  entityRefs: readonly string[];
}): Promise<void> {
  for (const batch of inBatches(options.entityRefs)) {
    await options
      .knex<ServiceRow>('services')
      .whereIn('entity_ref', batch)
      .delete();
  }
}
