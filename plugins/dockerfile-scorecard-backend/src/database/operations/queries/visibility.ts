import type { Knex } from 'knex';
import { isPostgres } from '../../time';

/** Which services a caller may see. */
export type Visibility =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'only'; entityRefs: readonly string[] };

/** Narrows a query over `services`. The refs travel as one value, whatever their number. */
export function whereVisible(
  query: Knex.QueryBuilder,
  knex: Knex,
  visibility: Visibility,
): void {
  if (visibility.kind === 'none') {
    query.whereRaw('1 = 0');
  } else if (visibility.kind === 'only') {
    if (isPostgres(knex)) {
      query.whereRaw('services.entity_ref = ANY(?::text[])', [
        [...visibility.entityRefs],
      ]);
    } else {
      query.whereRaw(
        'services.entity_ref IN (SELECT value FROM json_each(?))',
        [JSON.stringify(visibility.entityRefs)],
      );
    }
  }
}
