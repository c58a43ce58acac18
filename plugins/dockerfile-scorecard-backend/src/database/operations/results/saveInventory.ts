import type { Knex } from 'knex';
import {
  checkStatesOf,
  imagesOf,
  type EvaluatedDockerfile,
  type ImageUse,
} from '../../../evaluation';
import { inBatches } from '../../batches';
import type {
  BaseImageRow,
  ServiceCheckRow,
  ServiceImageRow,
} from '../../tables';

/** Keeps which images a service uses and what the rules say of it. Mostly nothing has changed, and nothing is written. */
export async function saveInventory(options: {
  tx: Knex.Transaction;
  entityRef: string;
  dockerfiles: readonly EvaluatedDockerfile[];
}): Promise<void> {
  const { tx, entityRef, dockerfiles } = options;
  const uses = imagesOf(dockerfiles);
  await saveImages(tx, uses);
  const seen = new Set<string>();
  const images = uses.map(({ use, image }): ServiceImageRow => {
    const is_first = seen.has(image) ? 0 : 1;
    seen.add(image);
    return { entity_ref: entityRef, use, image, is_first };
  });
  await replaceRows({
    tx,
    table: 'service_images',
    entityRef,
    rows: images,
    columns: ['use', 'image', 'is_first'],
  });

  const checks = checkStatesOf(dockerfiles).map(
    ({ rule, state }): ServiceCheckRow => ({
      entity_ref: entityRef,
      rule,
      state,
    }),
  );
  await replaceRows({
    tx,
    table: 'service_checks',
    entityRef,
    rows: checks,
    columns: ['rule', 'state'],
  });
}

const IMAGE_COLUMNS = [
  'image',
  'name',
  'tag',
  'family',
  'end_of_life',
  'unknown',
] as const;

const UNRESOLVED = 'Its name is only known when the image is built';

/** What is known of an image is the same for all services, and changes with the facts of the engine. */
async function saveImages(
  tx: Knex.Transaction,
  uses: readonly ImageUse[],
): Promise<void> {
  const rows = new Map(
    uses.map(({ image, name, tag, family, endOfLife, unknown }) => [
      image,
      {
        image,
        name,
        tag,
        family,
        end_of_life: endOfLife,
        // Why it cannot be resolved differs from file to file.
        unknown: image === '' ? UNRESOLVED : unknown,
      },
    ]),
  );
  const known: BaseImageRow[] = await tx<BaseImageRow>('base_images').whereIn(
    'image',
    [...rows.keys()],
  );
  const keyOf = (row: BaseImageRow) =>
    JSON.stringify(IMAGE_COLUMNS.map(column => row[column]));
  for (const row of known) {
    const wanted = rows.get(row.image);
    if (wanted && keyOf(wanted) === keyOf(row)) rows.delete(row.image);
  }
  // Sorted, so that two scans that save the same images cannot wait for each other in a circle.
  const due = [...rows.values()].sort((a, b) => (a.image < b.image ? -1 : 1));
  if (due.length > 0) {
    await tx<BaseImageRow>('base_images')
      .insert(due)
      .onConflict('image')
      .merge();
  }
}

async function replaceRows<T extends object>(options: {
  tx: Knex.Transaction;
  table: string;
  entityRef: string;
  rows: readonly T[];
  /** What tells rows apart. */
  columns: readonly (keyof T & string)[];
}): Promise<void> {
  const { tx, table, entityRef, rows, columns } = options;
  const keyOf = (row: T) => JSON.stringify(columns.map(column => row[column]));
  const known: T[] = await tx(table).where({ entity_ref: entityRef });
  const knownKeys = new Set(known.map(keyOf));
  if (
    known.length === rows.length &&
    rows.every(row => knownKeys.has(keyOf(row)))
  ) {
    return;
  }
  await tx(table).where({ entity_ref: entityRef }).delete();
  for (const batch of inBatches(rows)) {
    await tx(table).insert(batch);
  }
}
