import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { reservationOf } from './reserved';
import type { ServiceNameOptions } from './schema';

/** What is known of a name. */
export type NameCheck =
  | { state: 'free' }
  | { state: 'reserved'; reason: string }
  | { state: 'taken'; by: Entity };

interface CheckNameOptions {
  catalog: Pick<CatalogApi, 'getEntityByRef'>;
  options: ServiceNameOptions;
}

/** Entity that a service of this name will be. */
function entityRefOf(name: string, options: ServiceNameOptions): string {
  const { kind = 'component', namespace = 'default' } = options;
  return stringifyEntityRef({ kind, namespace, name });
}

/** @throws what the catalog throws when it cannot be asked */
export async function checkName(
  name: string,
  { catalog, options }: CheckNameOptions,
): Promise<NameCheck> {
  const reason = reservationOf(name, options.reserved ?? {});
  if (reason) return { state: 'reserved', reason };
  const by = await catalog.getEntityByRef(entityRefOf(name, options));
  return by ? { state: 'taken', by } : { state: 'free' };
}
