import {
  type Level,
  type ListScorecardsQuery,
  type ScorecardFilters,
  type ScorecardOrderField,
  scorecardOrderFields,
  type ServiceState,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { levels, serviceStates } from '../../words';

/** The filters that take several values, by their name in the URL, which is also their name in the API. */
export const filterNames = [
  'level',
  'state',
  'owner',
  'system',
  'lifecycle',
  'rule',
  'image',
] as const;

export type FilterName = (typeof filterNames)[number];

export const PAGE_SIZE = 25;

export const defaultOrder = { field: 'score', order: 'asc' } as const;

export interface FleetOrder {
  field: ScorecardOrderField;
  order: 'asc' | 'desc';
}

/** What a URL asks for. */
export interface FleetQuery {
  filters: Record<FilterName, string[]>;
  q: string;
  orderBy: FleetOrder;
  cursor?: string;
  /** From 1; tells the reader where the cursor stands. */
  page: number;
}

function isOneOf<T extends string>(known: readonly T[]) {
  return (value: string): value is T => known.some(one => one === value);
}

function readOrder(text: string | null): FleetOrder {
  const [field = '', order] = (text ?? '').split(':');
  return isOneOf<ScorecardOrderField>(scorecardOrderFields)(field)
    ? { field, order: order === 'desc' ? 'desc' : 'asc' }
    : defaultOrder;
}

/** Reads the query of the fleet page; what it does not know, it leaves out. */
export function readFleetQuery(query: URLSearchParams): FleetQuery {
  return {
    filters: {
      level: query.getAll('level').filter(isOneOf<Level>(levels)),
      state: query.getAll('state').filter(isOneOf<ServiceState>(serviceStates)),
      owner: query.getAll('owner'),
      system: query.getAll('system'),
      lifecycle: query.getAll('lifecycle'),
      rule: query.getAll('rule'),
      image: query.getAll('image'),
    },
    q: query.get('q') ?? '',
    orderBy: readOrder(query.get('orderBy')),
    cursor: query.get('cursor') ?? undefined,
    page: Math.max(1, Number(query.get('page')) || 1),
  };
}

function unlessEmpty<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** The filters as the API takes them, without level and state. */
function otherFilters(query: FleetQuery): ScorecardFilters {
  const { owner, system, lifecycle, rule, image } = query.filters;
  return {
    owner: unlessEmpty(owner),
    system: unlessEmpty(system),
    lifecycle: unlessEmpty(lifecycle),
    rule: unlessEmpty(rule),
    image: unlessEmpty(image),
    q: query.q || undefined,
  };
}

/** The filters of a URL as the API takes them. */
export function scorecardFilters(query: FleetQuery): ScorecardFilters {
  const level = query.filters.level.filter(isOneOf<Level>(levels));
  const state = query.filters.state.filter(
    isOneOf<ServiceState>(serviceStates),
  );
  // Services without a result count as level none in the API; who asks for a level means scored ones.
  const implied: ServiceState[] | undefined =
    level.length > 0 ? ['scored'] : undefined;
  return {
    ...otherFilters(query),
    level: unlessEmpty(level),
    state: unlessEmpty(state) ?? implied,
  };
}

/** The page of services that a URL asks for. */
export function listQuery(query: FleetQuery): ListScorecardsQuery {
  return {
    ...scorecardFilters(query),
    orderBy: query.orderBy,
    limit: PAGE_SIZE,
    cursor: query.cursor,
  };
}

/** Everything but level and state, for counting what each level has. */
export function countFilters(query: FleetQuery): ScorecardFilters {
  return otherFilters(query);
}

/** Any filter is set. */
export function isFiltered(query: FleetQuery): boolean {
  return (
    query.q !== '' || filterNames.some(name => query.filters[name].length > 0)
  );
}

/** Goes back to the first page, as every change of filters or order must. */
export const firstPage = { cursor: undefined, page: undefined } as const;
