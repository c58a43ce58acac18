import type { ScorecardOrderField } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import type { FullServiceRow, ServiceRow } from '../../tables';
import { toDate } from '../../time';
import { withDetails } from '../serviceDetails';
import { countServices } from './countServices';
import {
  queryServices,
  resolveFilters,
  type ServiceScope,
} from './matchServices';

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

/** One page of services and the number of all that match: three statements, and one more when owners are given, whatever the size of the fleet. */
export async function listServices(
  options: ServiceScope & {
    order: ServiceOrder;
    limit: number;
    after: PageEnd | undefined;
  },
): Promise<{
  rows: FullServiceRow[];
  total: number;
  end: PageEnd | undefined;
}> {
  const { knex, limit } = options;
  const scope = await resolveFilters(options);
  const { found, total } =
    scope.filters.text === undefined
      ? await findPage(scope, options)
      : await searchPage(scope, options);
  const rows = found.slice(0, limit);
  return {
    rows: await withDetails(knex, rows),
    total,
    end:
      found.length > limit
        ? pageEnd(rows[limit - 1], options.order)
        : undefined,
  };
}

type PageOptions = Pick<
  Parameters<typeof listServices>[0],
  'order' | 'limit' | 'after'
>;

async function findPage(
  scope: ServiceScope,
  options: PageOptions,
): Promise<{ found: ServiceRow[]; total: number }> {
  const matching = queryServices(scope);
  const page = matching().select('services.*');
  orderPage(page, options);
  return { found: await page, total: await countServices(scope, matching) };
}

/**
 * Looks for a text once, for the page and for the number. What has a word in it is often neighbours in the order, so that walking
 * along the order until a page is full may take the whole fleet.
 */
async function searchPage(
  scope: ServiceScope,
  options: PageOptions,
): Promise<{ found: ServiceRow[]; total: number }> {
  const { knex } = scope;
  const matching = queryServices(scope);
  const page = knex
    .withMaterialized(
      'services_found',
      matching().select(
        'services.entity_ref',
        'services.unscored',
        columns[options.order.field],
      ),
    )
    .from({ services: 'services_found' })
    .select(
      'services.entity_ref',
      knex.raw('(SELECT COUNT(*) FROM services_found) AS total'),
    );
  orderPage(page, options);
  const refs: { entity_ref: string; total: number | string }[] = await page;
  const rows: ServiceRow[] = await knex<ServiceRow>('services').whereIn(
    'entity_ref',
    refs.map(row => row.entity_ref),
  );
  const byRef = new Map(rows.map(row => [row.entity_ref, row]));
  return {
    found: refs.flatMap(({ entity_ref }) => byRef.get(entity_ref) ?? []),
    // Behind the last page there is no row to tell.
    total: refs[0]
      ? Number(refs[0].total)
      : await countServices(scope, matching),
  };
}

function orderPage(
  page: Knex.QueryBuilder,
  { order, limit, after }: PageOptions,
): void {
  if (after) {
    whereAfter(page, order, after);
  }
  if (resultFields.includes(order.field)) {
    page.orderBy('unscored', 'asc');
  }
  page
    .orderBy(columns[order.field], order.order)
    .orderBy('services.entity_ref', order.order)
    // One more than asked for tells whether there is a next page.
    .limit(limit + 1);
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
