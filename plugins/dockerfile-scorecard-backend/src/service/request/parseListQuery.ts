import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  scorecardOrderFields,
  type ServiceState,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { LEVELS } from 'dockerfile-scorecard-engine';
import type {
  PageEnd,
  ServiceFilters,
  ServiceOrder,
} from '../../database/operations';
import { parseCursor } from './cursor';
import { ruleStates } from '../../evaluation';
import { checkText } from './text';

/** Filters of services as they arrive. */
export interface RawFilters {
  level?: string[];
  state?: string[];
  owner?: string[];
  system?: string[];
  lifecycle?: string[];
  tag?: string[];
  rule?: string[];
  ruleState?: string[];
  image?: string[];
  imageFamily?: string[];
  imageUse?: string[];
  endOfLifeBefore?: string;
  unknownImage?: boolean;
  changedSince?: string;
  q?: string;
}

/** Query parameters of the list as they arrive. */
export interface RawListQuery extends RawFilters {
  orderBy?: string;
  limit?: number;
  cursor?: string;
}

export interface ListQuery {
  filters: ServiceFilters;
  order: ServiceOrder;
  limit: number;
  after: PageEnd | undefined;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

const states: readonly ServiceState[] = [
  'scored',
  'not-judged',
  'no-dockerfile',
  'pending',
  'failed',
  'excluded',
];

/** @throws InputError with a message that says what is allowed */
export function parseListQuery(query: RawListQuery): ListQuery {
  const filters = parseFilters(query);
  const order = parseOrder(query.orderBy);
  return {
    filters,
    order,
    limit: parseLimit(query.limit),
    after: query.cursor
      ? parseCursor(query.cursor, { filters, order })
      : undefined,
  };
}

const imageUses = ['final', 'build', 'copy'] as const;

/** @throws InputError with a message that says what is allowed */
export function parseFilters(query: RawFilters): ServiceFilters {
  return {
    levels: parseChoices('level', query.level, LEVELS),
    states: parseChoices('state', query.state, states),
    owners: parseRefs('owner', query.owner, 'group'),
    systems: parseRefs('system', query.system, 'system'),
    lifecycles: parseTexts('lifecycle', query.lifecycle),
    tags: parseTexts('tag', query.tag),
    rules: parseTexts('rule', query.rule),
    ruleStates: parseChoices('ruleState', query.ruleState, ruleStates),
    text: query.q ? checkText('q', query.q).trim() || undefined : undefined,
    images: {
      patterns: parseTexts('image', query.image),
      families: parseTexts('imageFamily', query.imageFamily),
      uses: parseChoices('imageUse', query.imageUse, imageUses),
      endOfLifeBefore: query.endOfLifeBefore
        ? parseTime('endOfLifeBefore', query.endOfLifeBefore)
            .toISOString()
            .slice(0, 10)
        : undefined,
      unknown: query.unknownImage ?? false,
    },
    changedSince: query.changedSince
      ? parseTime('changedSince', query.changedSince)
      : undefined,
  };
}

function parseTime(name: string, value: string): Date {
  const time = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(time.getTime())) {
    throw new InputError(
      `"${value}" is not a date; ${name} wants an ISO date, e.g. 2027-01-31`,
    );
  }
  return time;
}

export function parseChoices<T extends string>(
  name: string,
  values: string[] | undefined,
  allowed: readonly T[],
): T[] {
  return (values ?? []).map(value => {
    const choice = allowed.find(candidate => candidate === value);
    if (choice === undefined) {
      throw new InputError(
        `Unknown ${name} "${value}"; allowed are ${allowed.join(', ')}`,
      );
    }
    return choice;
  });
}

/** More alternatives than this are no filter of a person. */
const MOST_VALUES = 500;

export function parseTexts(name: string, values: string[] = []): string[] {
  if (values.length > MOST_VALUES) {
    throw new InputError(`${name} has more than ${MOST_VALUES} values`);
  }
  return values.map(value => checkText(name, value));
}

export function parseRefs(
  name: string,
  values: string[] | undefined,
  defaultKind: string,
): string[] {
  return parseTexts(name, values).map(value => {
    try {
      return stringifyEntityRef(parseEntityRef(value, { defaultKind }));
    } catch {
      throw new InputError(
        `"${value}" is not an entity ref; ${name} wants [kind:][namespace/]name, e.g. ${defaultKind}:default/payments`,
      );
    }
  });
}

export function parseOrder(orderBy: string | undefined): ServiceOrder {
  if (!orderBy) {
    return { field: 'name', order: 'asc' };
  }
  const [name, direction = 'asc', ...rest] = orderBy.split(':');
  const field = scorecardOrderFields.find(candidate => candidate === name);
  if (
    field === undefined ||
    (direction !== 'asc' && direction !== 'desc') ||
    rest.length > 0
  ) {
    throw new InputError(
      `Unknown orderBy "${orderBy}"; it wants <field>:asc or <field>:desc, field being one of ${scorecardOrderFields.join(
        ', ',
      )}`,
    );
  }
  return { field, order: direction };
}

export function parseLimit(limit: number = DEFAULT_LIMIT): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InputError(
      `limit has to be a whole number from 1 to ${MAX_LIMIT}`,
    );
  }
  return limit;
}
