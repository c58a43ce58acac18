import type { Knex } from 'knex';
import { inBatches } from '../../batches';
import { UNSCORED } from '../../levels';
import type {
  FullServiceRow,
  ServiceDetailsRow,
  ServiceRow,
} from '../../tables';
import { markFailed } from '../results/saveFailure';
import { fullServices } from '../serviceDetails';
import { NEVER } from '../../time';

/** What the catalog knows of a service. */
export type CatalogService = Pick<
  FullServiceRow,
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
  /** All owners, lower case. */
  owners: string[];
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
} satisfies Partial<ServiceRow>;

const NO_DETAILS = {
  dockerfile_count: 0,
  first_finding: null,
  failing_rules: '[]',
  base_images: '[]',
  next_level: null,
  revision: null,
  scanned_at: null,
  failing_since: null,
} satisfies Partial<ServiceDetailsRow>;

/**
 * Adds services or brings them up to date; results stay unless the service is no longer scanned or moved elsewhere.
 * Returns the services that the database does not take; all others are saved.
 */
export async function saveServices(options: {
  knex: Knex;
  now: Date;
  services: readonly CatalogService[];
}): Promise<{ service: CatalogService; error: unknown }[]> {
  const { knex, now } = options;
  // In the order in which scans lock them, so that neither waits for the other in a circle.
  const services = [...options.services].sort((a, b) =>
    a.entity_ref < b.entity_ref ? -1 : 1,
  );
  const refused = [];
  for (const batch of inBatches(services)) {
    refused.push(...(await saveOrSplit(knex, now, batch)));
  }
  return refused;
}

/** Halves a batch that is refused until what is wrong with it stands alone. */
async function saveOrSplit(
  knex: Knex,
  now: Date,
  batch: readonly CatalogService[],
): Promise<{ service: CatalogService; error: unknown }[]> {
  try {
    await saveBatch(knex, now, batch);
    return [];
  } catch (error) {
    if (isConnectionError(error)) {
      throw error;
    }
    if (batch.length === 1) {
      return [{ service: batch[0], error }];
    }
    const middle = Math.ceil(batch.length / 2);
    return [
      ...(await saveOrSplit(knex, now, batch.slice(0, middle))),
      ...(await saveOrSplit(knex, now, batch.slice(middle))),
    ];
  }
}

/** The database is away: no service is to blame. PostgreSQL's classes 08, 53 and 57, and what the driver says. */
function isConnectionError(error: unknown): boolean {
  const code = String((error as { code?: unknown })?.code ?? '');
  const name = error instanceof Error ? error.name : '';
  return (
    /^(?:08|53|57)/.test(code) ||
    /^E[A-Z]+$/.test(code) ||
    name === 'KnexTimeoutError' ||
    /Connection terminated/.test(String(error))
  );
}

async function saveBatch(
  knex: Knex,
  now: Date,
  batch: readonly CatalogService[],
): Promise<void> {
  await knex.transaction(async tx => {
    const refs = refsOf(batch);
    await tx<ServiceRow>('services')
      .insert(batch.map(service => newRow(service)))
      .onConflict('entity_ref')
      .merge([
        'kind',
        'namespace',
        'name',
        'sort_name',
        'search_text',
        'owner',
        'system',
        'lifecycle',
        'type',
        'repository_id',
        'folder',
        'paths',
        'catalog_hash',
      ]);
    await tx<ServiceDetailsRow>('service_details')
      .insert(batch.map(service => newDetails(service)))
      .onConflict('entity_ref')
      .merge(['title', 'tags']);

    await tx('service_tags').whereIn('entity_ref', refs).delete();
    const tags = batch.flatMap(service =>
      service.tags.map(tag => ({ entity_ref: service.entity_ref, tag })),
    );
    for (const tagBatch of inBatches(tags)) {
      await tx('service_tags').insert(tagBatch);
    }

    await tx('service_owners').whereIn('entity_ref', refs).delete();
    const owners = batch.flatMap(service =>
      service.owners.map(owner => ({ entity_ref: service.entity_ref, owner })),
    );
    for (const ownerBatch of inBatches(owners)) {
      await tx('service_owners').insert(ownerBatch);
    }

    await settleStates(tx, now, batch);
  });
}

/** States that follow from the catalog alone; all others are left to scanning. */
async function settleStates(
  tx: Knex.Transaction,
  now: Date,
  services: readonly CatalogService[],
): Promise<void> {
  const excluded = services.filter(s => s.exclusion?.state === 'excluded');
  for (const [reason, refs] of refsByReason(excluded)) {
    await noteExclusion(tx, now, refs);
    await tx<ServiceRow>('services')
      .whereIn('entity_ref', refs)
      .update({ ...NO_RESULT, state: 'excluded' });
    await tx<ServiceDetailsRow>('service_details')
      .whereIn('entity_ref', refs)
      .update({ ...NO_DETAILS, reason });
    await deleteDockerfiles(tx, refs);
  }

  const failed = services.filter(s => s.exclusion?.state === 'failed');
  for (const [reason, refs] of refsByReason(failed)) {
    // What was excluded has no result either, and is not excluded any more.
    await tx<ServiceRow>('services')
      .whereIn('entity_ref', refs)
      .where({ state: 'excluded' })
      .update({ state: 'pending' });
    await markFailed({
      tx,
      now,
      reason,
      affected: () => tx<ServiceRow>('services').whereIn('entity_ref', refs),
      withoutResult: ['pending', 'failed'],
    });
  }

  const scanned = services.filter(s => s.exclusion === undefined);
  await setPending(tx, refsOf(scanned), 'excluded');
  // They failed where they lived before; whether they do here too is not known yet.
  await setPending(tx, refsOf(scanned.filter(s => s.moved)), 'failed');
}

/** Services in a state wait for a scan from now on. */
async function setPending(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
  state: ServiceRow['state'],
): Promise<void> {
  const affected = () =>
    tx<ServiceRow>('services').whereIn('entity_ref', entityRefs).where({
      state,
    });
  await tx<ServiceDetailsRow>('service_details')
    .whereIn('entity_ref', affected().select('entity_ref') as never)
    .update({ reason: null });
  await affected().update({ state: 'pending', failed_at: null });
}

/** Without a row the trend would go on counting them. */
async function noteExclusion(
  tx: Knex.Transaction,
  now: Date,
  entityRefs: readonly string[],
): Promise<void> {
  const scored = await fullServices(tx)
    .whereIn('services.entity_ref', entityRefs as string[])
    .where('unscored', 0);
  const rows = scored.map(service => ({
    entity_ref: service.entity_ref,
    at: now,
    revision: service.revision,
    state: 'excluded',
    level: UNSCORED,
    score: UNSCORED,
    previous_level: service.level,
    previous_score: service.score,
    turned: JSON.stringify({
      failing: [],
      mended: JSON.parse(service.failing_rules),
    }),
  }));
  for (const batch of inBatches(rows)) {
    await tx('history').insert(batch);
  }
}

function refsOf(services: readonly CatalogService[]): string[] {
  return services.map(service => service.entity_ref);
}

function refsByReason(
  services: readonly CatalogService[],
): Map<string, string[]> {
  const refs = new Map<string, string[]>();
  for (const { entity_ref, exclusion } of services) {
    const reason = exclusion?.reason ?? '';
    refs.set(reason, [...(refs.get(reason) ?? []), entity_ref]);
  }
  return refs;
}

async function deleteDockerfiles(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  await tx('dockerfiles').whereIn('entity_ref', entityRefs).delete();
  for (const table of ['failing_rules', 'service_images', 'service_checks']) {
    await tx(table).whereIn('entity_ref', entityRefs).delete();
  }
}

function newRow(service: CatalogService): ServiceRow {
  const {
    exclusion,
    moved: _moved,
    title,
    tags: _tags,
    owners: _owners,
    ...columns
  } = service;
  const label = (title ?? service.name).toLocaleLowerCase('en-US');
  return {
    ...columns,
    ...NO_RESULT,
    sort_name: label.slice(0, 255),
    search_text: `${label} ${service.name.toLocaleLowerCase('en-US')}`,
    state: exclusion?.state ?? 'pending',
    changed_at: NEVER,
  };
}

function newDetails(service: CatalogService): ServiceDetailsRow {
  const { entity_ref, title, tags, exclusion } = service;
  return {
    ...NO_DETAILS,
    entity_ref,
    title,
    tags: JSON.stringify(tags),
    reason: exclusion?.reason ?? null,
  };
}
