import type { ScorecardOrderField } from 'backstage-plugin-dockerfile-scorecard-common';
import type { Knex } from 'knex';
import type { FullServiceRow, ServiceRow } from '../../tables';
import { toDate } from '../../time';
import { withDetails } from '../serviceDetails';
import { countServices } from './countServices';
import {
  queryServices,
  resolveOwners,
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
  const { order, limit } = options;
  const scope = await resolveOwners(options);
  const matching = queryServices(scope);
  const total = await countServices(scope, matching);

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
    rows: await withDetails(options.knex, rows),
    total,
    end: found.length > limit ? pageEnd(rows[limit - 1], order) : undefined,
  };
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
