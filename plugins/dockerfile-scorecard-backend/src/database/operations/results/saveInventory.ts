import type { Knex } from 'knex';
import {
  checkStatesOf,
  imagesOf,
  type EvaluatedDockerfile,
} from '../../../evaluation';
import { inBatches } from '../../batches';
import type { ServiceCheckRow, ServiceImageRow } from '../../tables';

/** Keeps which images a service uses and what the rules say of it. Mostly nothing has changed, and nothing is written. */
export async function saveInventory(options: {
  tx: Knex.Transaction;
  entityRef: string;
  dockerfiles: readonly EvaluatedDockerfile[];
}): Promise<void> {
  const { tx, entityRef, dockerfiles } = options;
  const images = imagesOf(dockerfiles).map(
    (image): ServiceImageRow => ({
      entity_ref: entityRef,
      use: image.use,
      image: image.image,
      name: image.name,
      tag: image.tag,
      family: image.family,
      end_of_life: image.endOfLife,
      unknown: image.unknown,
    }),
  );
  await replaceRows(tx, 'service_images', entityRef, images, [
    'use',
    'image',
    'family',
    'end_of_life',
    'unknown',
  ]);

  const checks = checkStatesOf(dockerfiles).map(
    ({ rule, state }): ServiceCheckRow => ({
      entity_ref: entityRef,
      rule,
      state,
    }),
  );
  await replaceRows(tx, 'service_checks', entityRef, checks, ['rule', 'state']);
}

async function replaceRows<T extends object>(
  tx: Knex.Transaction,
  table: string,
  entityRef: string,
  rows: readonly T[],
  columns: readonly (keyof T & string)[],
): Promise<void> {
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
