import type {
  ScorecardOrderField,
  ServiceState,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { Level } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { rankOf } from '../../levels';
import type { ServiceRow } from '../../tables';
import { toDate } from '../../time';
import { whereVisible, type Visibility } from './visibility';

/** Values of one filter are alternatives; an empty list does not filter. */
export interface ServiceFilters {
  levels: readonly Level[];
  states: readonly ServiceState[];
  /** Entity refs; groups stand for the groups below them too. */
  owners: readonly string[];
  systems: readonly string[];
  lifecycles: readonly string[];
  tags: readonly string[];
  rules: readonly string[];
  text: string | undefined;
}

export interface ServiceOrder {
  field: ScorecardOrderField;
  order: 'asc' | 'desc';
}

/** The last row of a page, as far as the order looks at it. */
export interface PageEnd {
  unscored: number;
  value: string | number;
  entityRef: string;
}

const columns = {
  name: 'sort_name',
  level: 'level',
  score: 'score',
  owner: 'owner',
  changedAt: 'changed_at',
} as const satisfies Record<ScorecardOrderField, keyof ServiceRow>;

/** Services without a result have no level and no score: they come last, whatever the direction. */
const resultFields: readonly ScorecardOrderField[] = ['level', 'score'];

/** One page of services and the number of all that match: at most three statements, whatever the size of the fleet. */
export async function listServices(options: {
  knex: Knex;
  visibility: Visibility;
  filters: ServiceFilters;
  order: ServiceOrder;
  limit: number;
  after: PageEnd | undefined;
}): Promise<{ rows: ServiceRow[]; total: number; end: PageEnd | undefined }> {
  const { knex, visibility, order, limit } = options;
  const filters = await resolveOwners(knex, options.filters);
  const matching = () => {
    const query = knex<ServiceRow>('services');
    whereVisible(query, knex, visibility);
    whereMatches(query, knex, filters);
    return query;
  };

  const count = await matching().count({ count: '*' }).first();

  const page = matching().select('services.*');
  if (options.after) {
    whereAfter(page, order, options.after);
  }
  if (resultFields.includes(order.field)) {
    page.orderBy('unscored', 'asc');
  }
  const found: ServiceRow[] = await page
    .orderBy(columns[order.field], order.order)
    .orderBy('entity_ref', order.order)
    // One more than asked for tells whether there is a next page.
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  return {
    rows,
    total: Number(count?.count ?? 0),
    end: found.length > limit ? pageEnd(rows[limit - 1], order) : undefined,
  };
}

/** Groups with the groups below them. As plain values an index finds them; users and unknown groups stand for themselves. */
async function resolveOwners(
  knex: Knex,
  filters: ServiceFilters,
): Promise<ServiceFilters> {
  if (filters.owners.length === 0) {
    return filters;
  }
  const nested: string[] = await knex('group_members')
    .whereIn('ancestor', filters.owners)
    .distinct()
    .pluck('descendant');
  return { ...filters, owners: [...new Set([...filters.owners, ...nested])] };
}

function whereMatches(
  query: Knex.QueryBuilder,
  knex: Knex,
  filters: ServiceFilters,
): void {
  if (filters.levels.length > 0) {
    query.whereIn('level', filters.levels.map(rankOf));
  }
  if (filters.states.length > 0) {
    query.whereIn('state', filters.states);
  }
  if (filters.owners.length > 0) {
    query.whereIn('owner', filters.owners);
  }
  if (filters.systems.length > 0) {
    query.whereIn('system', filters.systems);
  }
  if (filters.lifecycles.length > 0) {
    query.whereIn('lifecycle', filters.lifecycles);
  }
  if (filters.tags.length > 0) {
    query.whereIn(
      'services.entity_ref',
      knex('service_tags').whereIn('tag', filters.tags).select('entity_ref'),
    );
  }
  if (filters.rules.length > 0) {
    query.whereIn(
      'services.entity_ref',
      knex('failing_rules').whereIn('rule', filters.rules).select('entity_ref'),
    );
  }
  if (filters.text) {
    const text = filters.text.toLocaleLowerCase('en-US');
    const pattern = text.replace(/[\\%_]/g, '\\$&');
    query.whereRaw("search_text LIKE ? ESCAPE '\\'", [`%${pattern}%`]);
  }
}

/** Continues behind a row instead of skipping a number of rows: pages stay whole while results change. */
function whereAfter(
  query: Knex.QueryBuilder,
  { field, order }: ServiceOrder,
  end: PageEnd,
): void {
  const column = columns[field];
  const value = field === 'changedAt' ? new Date(end.value) : end.value;
  const beyond = order === 'asc' ? '>' : '<';
  const behind = (rows: Knex.QueryBuilder) =>
    rows
      .where(column, beyond, value)
      .orWhere(same =>
        same
          .where(column, value)
          .where('services.entity_ref', beyond, end.entityRef),
      );
  if (resultFields.includes(field)) {
    query.where(rows =>
      rows
        .where('unscored', '>', end.unscored)
        .orWhere(same => same.where('unscored', end.unscored).where(behind)),
    );
  } else {
    query.where(behind);
  }
}

function pageEnd(row: ServiceRow, { field }: ServiceOrder): PageEnd {
  return {
    unscored: row.unscored,
    value:
      field === 'changedAt'
        ? toDate(row.changed_at).getTime()
        : row[
            columns[field] as Exclude<
              (typeof columns)[typeof field],
              'changed_at'
            >
          ],
    entityRef: row.entity_ref,
  };
}
