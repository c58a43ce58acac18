import type { Knex } from 'knex';
import { isPostgres } from '../../time';

/** Which services a caller may see. */
export type Visibility =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'matching'; criteria: ServiceCriteria }
  | { kind: 'only'; entityRefs: readonly string[] };

/** Conditions on what the catalog says of a service. Values are lower case. */
export type ServiceCriteria =
  | { anyOf: readonly ServiceCriteria[] }
  | { allOf: readonly ServiceCriteria[] }
  /** One of them owns it. */
  | { owners: readonly string[] }
  | { kinds: readonly string[] }
  | { tag: string }
  /** It has the property; with a value, that one. */
  | { property: PropertyColumn; value?: string };

export type PropertyColumn = 'name' | 'namespace' | 'type' | 'lifecycle';

/** Narrows a query over `services`. The refs travel as one value, whatever their number. */
export function whereVisible(
  query: Knex.QueryBuilder,
  knex: Knex,
  visibility: Visibility,
): void {
  if (visibility.kind === 'none') {
    query.whereRaw('1 = 0');
  } else if (visibility.kind === 'matching') {
    query.where(service => whereCriteria(service, knex, visibility.criteria));
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

function whereCriteria(
  query: Knex.QueryBuilder,
  knex: Knex,
  criteria: ServiceCriteria,
): void {
  if ('anyOf' in criteria) {
    // None of nothing holds.
    query.whereRaw(criteria.anyOf.length > 0 ? '1 = 1' : '1 = 0');
    query.where(any =>
      criteria.anyOf.forEach(each =>
        any.orWhere(one => whereCriteria(one, knex, each)),
      ),
    );
  } else if ('allOf' in criteria) {
    criteria.allOf.forEach(each =>
      query.where(one => whereCriteria(one, knex, each)),
    );
  } else if ('owners' in criteria) {
    query.whereIn(
      'services.entity_ref',
      knex('service_owners')
        .whereIn('owner', criteria.owners)
        .select('entity_ref'),
    );
  } else if ('tag' in criteria) {
    query.whereIn(
      'services.entity_ref',
      knex('service_tags')
        .whereRaw('LOWER(tag) = ?', [criteria.tag])
        .select('entity_ref'),
    );
  } else if ('property' in criteria) {
    const column = `services.${criteria.property}`;
    if (criteria.value === undefined) query.whereNotNull(column);
    else query.whereRaw('LOWER(??) = ?', [column, criteria.value]);
  } else {
    query.whereIn(knex.raw('LOWER(services.kind)') as never, [
      ...criteria.kinds,
    ]);
  }
}
