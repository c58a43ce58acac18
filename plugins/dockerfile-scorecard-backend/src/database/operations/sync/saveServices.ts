import type { Knex } from 'knex';
import { inBatches } from '../../batches';
import { UNSCORED } from '../../levels';
import type { ServiceRow } from '../../tables';
import { NEVER } from '../../time';

/** What the catalog knows of a service. */
export type CatalogService = Pick<
  ServiceRow,
  | 'entity_ref'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'title'
  | 'owner'
  | 'system'
  | 'lifecycle'
  | 'type'
  | 'repository_id'
  | 'folder'
  | 'paths'
  | 'catalog_hash'
> & {
  tags: string[];
  /** Why it is left out, or why nothing can be read. */
  exclusion: { state: 'excluded' | 'failed'; reason: string } | undefined;
  /** Its Dockerfiles may be others than before. */
  moved: boolean;
};

const NO_RESULT = {
  stale: false,
  failed_at: null,
  unscored: 1,
  level: UNSCORED,
  score: UNSCORED,
  dockerfile_count: 0,
  first_finding: null,
  failing_rules: '[]',
  base_images: '[]',
  next_level: null,
  revision: null,
  scanned_at: null,
  failing_since: null,
} satisfies Partial<ServiceRow>;

/** Adds services or brings them up to date; results stay unless the service is no longer scanned or moved elsewhere. */
export async function saveServices(options: {
  knex: Knex;
  now: Date;
  services: readonly CatalogService[];
}): Promise<void> {
  const { knex, now, services } = options;
  for (const batch of inBatches(services)) {
    await knex.transaction(async tx => {
      const refs = batch.map(service => service.entity_ref);
      await tx<ServiceRow>('services')
        .insert(batch.map(service => newRow(service)))
        .onConflict('entity_ref')
        .merge([
          'kind',
          'namespace',
          'name',
          'title',
          'sort_name',
          'search_text',
          'owner',
          'system',
          'lifecycle',
          'type',
          'tags',
          'repository_id',
          'folder',
          'paths',
          'catalog_hash',
        ]);

      await tx('service_tags').whereIn('entity_ref', refs).delete();
      const tags = batch.flatMap(service =>
        service.tags.map(tag => ({ entity_ref: service.entity_ref, tag })),
      );
      for (const tagBatch of inBatches(tags)) {
        await tx('service_tags').insert(tagBatch);
      }

      for (const service of batch) {
        await settleState(tx, now, service);
      }
    });
  }
}

async function settleState(
  tx: Knex.Transaction,
  now: Date,
  service: CatalogService,
): Promise<void> {
  const row = () =>
    tx<ServiceRow>('services').where({ entity_ref: service.entity_ref });
  if (service.exclusion?.state === 'excluded') {
    await row().update({ ...NO_RESULT, ...service.exclusion });
    await deleteDockerfiles(tx, service.entity_ref);
  } else if (service.exclusion) {
    const { reason } = service.exclusion;
    await row()
      .whereIn('state', ['scored', 'no-dockerfile'])
      .update({ stale: true, reason, failed_at: now });
    await row()
      .whereIn('state', ['pending', 'failed', 'excluded'])
      .update({ state: 'failed', reason, failed_at: now });
  } else {
    await row()
      .where({ state: 'excluded' })
      .update({ state: 'pending', reason: null });
    // It failed where it lived before; whether it does here too is not known yet.
    if (service.moved) {
      await row()
        .where({ state: 'failed' })
        .update({ state: 'pending', reason: null, failed_at: null });
    }
  }
}

async function deleteDockerfiles(tx: Knex.Transaction, entityRef: string) {
  await tx('dockerfiles').where({ entity_ref: entityRef }).delete();
  await tx('failing_rules').where({ entity_ref: entityRef }).delete();
}

function newRow(service: CatalogService): ServiceRow {
  const { exclusion, moved: _moved, tags, ...columns } = service;
  const label = (service.title ?? service.name).toLocaleLowerCase('en-US');
  return {
    ...columns,
    ...NO_RESULT,
    tags: JSON.stringify(tags),
    sort_name: label.slice(0, 255),
    search_text: `${label} ${service.name.toLocaleLowerCase('en-US')}`,
    state: exclusion?.state ?? 'pending',
    reason: exclusion?.reason ?? null,
    changed_at: NEVER,
  };
}
