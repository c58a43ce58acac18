import { InputError } from '@backstage/errors';
import type { ScorecardOrderField } from 'backstage-plugin-dockerfile-scorecard-common';
import { z } from 'zod';
import type {
  PageEnd,
  ServiceFilters,
  ServiceOrder,
} from '../../database/operations';
import { hashJson } from '../../evaluation';

const text = z
  .string()
  .max(1000)
  .refine(value => !value.includes('\0'));

/** What the column of each order holds. Anything else comes from a cursor that was not made here. */
const values = {
  name: text,
  owner: text,
  level: z.number().int().min(-1).max(3),
  score: z.number().int().min(-1).max(100),
  // Milliseconds, until the year 9999.
  changedAt: z.number().int().min(0).max(253_402_300_799_999),
} as const satisfies Record<ScorecardOrderField, z.ZodTypeAny>;

const schemaOf = (field: ScorecardOrderField) =>
  z.object({
    query: text,
    unscored: z.number().int().min(0).max(1),
    value: values[field],
    entityRef: text,
  });

/** Filters and order, as far as a page depends on them. */
export interface CursorScope {
  filters: ServiceFilters;
  order: ServiceOrder;
}

/** Opaque to the caller, who gets it with one page and gives it back for the next. */
export function createCursor(end: PageEnd, scope: CursorScope): string {
  return Buffer.from(
    JSON.stringify({ query: hashOf(scope), ...end }),
    'utf8',
  ).toString('base64url');
}

/** @throws InputError when it was not made here, or for another query */
export function parseCursor(cursor: string, scope: CursorScope): PageEnd {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    data = undefined;
  }
  const parsed = schemaOf(scope.order.field).safeParse(data);
  if (!parsed.success) {
    throw new InputError(
      'The cursor is not valid; take it from pageInfo.nextCursor of the page before',
    );
  }
  const { query, ...end } = parsed.data;
  if (query !== hashOf(scope)) {
    throw new InputError(
      'The cursor belongs to another query; filters and order have to be those of the page before',
    );
  }
  return end;
}

/** Of the two fields alone: a scope is mostly a whole query, whose page may be another. */
function hashOf({ filters, order }: CursorScope): string {
  return hashJson({ filters, order });
}

/** Pages of a history continue behind the id of a row. */
export function createHistoryCursor(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

/** @throws InputError when it was not made here */
export function parseHistoryCursor(
  cursor: string | undefined,
): string | undefined {
  if (!cursor) {
    return undefined;
  }
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  // What a bigint of PostgreSQL takes.
  if (!/^\d{1,18}$/.test(id)) {
    throw new InputError(
      'The cursor is not valid; take it from pageInfo.nextCursor of the page before',
    );
  }
  return id;
}
