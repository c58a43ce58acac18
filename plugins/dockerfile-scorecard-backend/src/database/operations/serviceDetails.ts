import type { Knex } from 'knex';
import { inBatches } from '../batches';
import type { FullServiceRow, ServiceDetailsRow, ServiceRow } from '../tables';

/** Services with everything that is shown of them. For few services: lists find them first, without it. */
export function fullServices(
  knex: Knex,
): Knex.QueryBuilder<FullServiceRow, FullServiceRow[]> {
  return knex<ServiceRow>('services')
    .join(
      'service_details',
      'service_details.entity_ref',
      'services.entity_ref',
    )
    .select('service_details.*', 'services.*') as Knex.QueryBuilder<
    FullServiceRow,
    FullServiceRow[]
  >;
}

/** Adds to the rows of a page what is shown of them. One statement for a page. */
export async function withDetails<T extends { entity_ref: string }>(
  knex: Knex,
  rows: readonly T[],
): Promise<(T & ServiceDetailsRow)[]> {
  const details = new Map<string, ServiceDetailsRow>();
  for (const batch of inBatches(rows)) {
    const found = await knex<ServiceDetailsRow>('service_details').whereIn(
      'entity_ref',
      batch.map(row => row.entity_ref),
    );
    found.forEach(each => details.set(each.entity_ref, each));
  }
  // A service that went in between is left out.
  return rows.flatMap(row => {
    const found = details.get(row.entity_ref);
    return found ? [{ ...found, ...row }] : [];
  });
}
