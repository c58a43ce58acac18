import {
  type Level,
  type ListScorecardsQuery,
  type RuleState,
  type ScorecardFilters,
  type ScorecardOrderField,
  scorecardOrderFields,
  type ServiceState,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { levels, ruleStates, serviceStates } from '../../words';
import { type ColumnName, columnNames } from './columns';

/** The filters that take several values, by their name in the URL, which is also their name in the API. */
export const filterNames = [
  'level',
  'state',
  'owner',
  'system',
  'lifecycle',
  'tag',
  'rule',
  'ruleState',
  'image',
  'imageFamily',
] as const;

export type FilterName = (typeof filterNames)[number];

/** The filters that are an ISO date, by their name in the URL. */
export const dateFilterNames = ['endOfLifeBefore', 'changedSince'] as const;

export type DateFilterName = (typeof dateFilterNames)[number];

export const pageSizes = [25, 50, 100] as const;

export const defaultOrder = { field: 'score', order: 'asc' } as const;

export interface FleetOrder {
  field: ScorecardOrderField;
  order: 'asc' | 'desc';
}

/** What a URL asks for. */
export interface FleetQuery {
  filters: Record<FilterName, string[]>;
  dates: Partial<Record<DateFilterName, string>>;
  /** Only services with a base image that is not known. */
  unknownImage: boolean;
  q: string;
  orderBy: FleetOrder;
  cursor?: string;
  /** From 1; tells the reader where the cursor stands. */
  page: number;
  pageSize: number;
  /** Usual columns that are hidden, and extra ones that are shown. */
  hidden: ColumnName[];
  extra: ColumnName[];
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

function readDate(text: string | null): string | undefined {
  return text && /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text))
    ? text
    : undefined;
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
      tag: query.getAll('tag'),
      rule: query.getAll('rule'),
      ruleState: query
        .getAll('ruleState')
        .filter(isOneOf<RuleState>(ruleStates)),
      image: query.getAll('image'),
      imageFamily: query.getAll('imageFamily'),
    },
    dates: {
      endOfLifeBefore: readDate(query.get('endOfLifeBefore')),
      changedSince: readDate(query.get('changedSince')),
    },
    unknownImage: query.get('unknownImage') === 'yes',
    q: query.get('q') ?? '',
    orderBy: readOrder(query.get('orderBy')),
    cursor: query.get('cursor') ?? undefined,
    page: Math.max(1, Number(query.get('page')) || 1),
    pageSize:
      pageSizes.find(size => String(size) === query.get('size')) ??
      pageSizes[0],
    hidden: query.getAll('hide').filter(isOneOf<ColumnName>(columnNames)),
    extra: query.getAll('show').filter(isOneOf<ColumnName>(columnNames)),
  };
}

function unlessEmpty<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** The filters as the API takes them, without level and state. */
function otherFilters(query: FleetQuery): ScorecardFilters {
  const { owner, system, lifecycle, tag, rule, image, imageFamily } =
    query.filters;
  const { endOfLifeBefore, changedSince } = query.dates;
  return {
    owner: unlessEmpty(owner),
    system: unlessEmpty(system),
    lifecycle: unlessEmpty(lifecycle),
    tag: unlessEmpty(tag),
    rule: unlessEmpty(rule),
    ruleState: unlessEmpty(
      query.filters.ruleState.filter(isOneOf<RuleState>(ruleStates)),
    ),
    image: unlessEmpty(image),
    imageFamily: unlessEmpty(imageFamily),
    endOfLifeBefore,
    changedSince: changedSince && new Date(changedSince).toISOString(),
    unknownImage: query.unknownImage || undefined,
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
    limit: query.pageSize,
    cursor: query.cursor,
  };
}

/** Everything but level and state, for counting what each level has. */
export function countFilters(query: FleetQuery): ScorecardFilters {
  return otherFilters(query);
}

/** How many things narrow the list. */
export function amountOfFilters(query: FleetQuery): number {
  return (
    filterNames.reduce((sum, name) => sum + query.filters[name].length, 0) +
    dateFilterNames.filter(name => query.dates[name]).length +
    (query.unknownImage ? 1 : 0) +
    (query.q === '' ? 0 : 1)
  );
}

/** Any filter is set. */
export function isFiltered(query: FleetQuery): boolean {
  return amountOfFilters(query) > 0;
}

/** Goes back to the first page, as every change of filters or order must. */
export const firstPage = { cursor: undefined, page: undefined } as const;

/** Takes every filter away. */
export const noFilters = {
  ...Object.fromEntries(
    [...filterNames, ...dateFilterNames].map(name => [name, undefined]),
  ),
  unknownImage: undefined,
  q: undefined,
  ...firstPage,
} as const;
