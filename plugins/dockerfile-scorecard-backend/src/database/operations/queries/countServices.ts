import type { Knex } from 'knex';
import { rankOf } from '../../levels';
import { countsBy } from './fleetCounts';
import {
  imageUses,
  servicesByRule,
  whichFilters,
  type ServiceFilters,
  type ServiceScope,
} from './matchServices';

/** Which of the kept counts tell about services that match. */
export interface CountedScope {
  dimensions: string[];
  /** Undefined for all of them. */
  keys: readonly string[] | undefined;
  /** Ranks; undefined for all. */
  levels: readonly number[] | undefined;
}

const DIMENSIONS = {
  owners: 'owner',
  systems: 'system',
  lifecycles: 'lifecycle',
  states: 'state',
} as const;

/**
 * The kept counts that answer for a scope: at most one filter besides the level, for a caller who sees all services. Undefined when
 * the services have to be looked at. Owners have to be resolved.
 */
export function countedScope({
  visibility,
  filters,
}: Pick<ServiceScope, 'visibility' | 'filters'>): CountedScope | undefined {
  if (visibility.kind !== 'all') return undefined;
  const { levels: level, ruleStates, ...others } = whichFilters(filters);
  const levels = level ? filters.levels.map(rankOf) : undefined;
  const [only, ...more] = Object.keys(others) as (keyof ServiceFilters)[];
  if (more.length > 0 || (ruleStates && only !== 'rules')) return undefined;
  switch (only) {
    case undefined:
      return { dimensions: ['state'], keys: undefined, levels };
    case 'owners':
    case 'systems':
    case 'lifecycles':
    case 'states':
      return { dimensions: [DIMENSIONS[only]], keys: filters[only], levels };
    case 'rules':
      // A service may fail two rules, and would count twice. Only failing rules are counted by level.
      return filters.rules.length === 1 && !(ruleStates && levels)
        ? { dimensions: ruleDimensions(filters), keys: filters.rules, levels }
        : undefined;
    default:
      return undefined;
  }
}

function ruleDimensions({ ruleStates }: ServiceFilters): string[] {
  return (ruleStates.length > 0 ? ruleStates : ['fail']).map(
    state => `rule-${state}`,
  );
}

/** The kept counts of a scope, by key and level. */
export function countsOf(
  knex: Knex,
  { dimensions, keys, levels }: CountedScope,
): ReturnType<typeof countsBy> {
  return countsBy(knex, counts => {
    counts.whereIn('dimension', dimensions);
    if (keys) counts.whereIn('key', [...keys]);
    if (levels) counts.whereIn('level', [...levels]);
  });
}

/** How many services match. Owners have to be resolved. */
export async function countServices(
  scope: ServiceScope,
  matching: () => Knex.QueryBuilder,
): Promise<number> {
  const { knex } = scope;
  const counted = countedScope(scope);
  if (counted) {
    const rows = await countsOf(knex, counted);
    return rows.reduce((sum, { services }) => sum + Number(services), 0);
  }
  const count = await (
    countBeside(scope) ?? matching().count({ count: '*' })
  ).first();
  return Number(count?.count ?? 0);
}

/** Where one condition is all there is, the table that it looks at knows the answer without the services. */
function countBeside(scope: ServiceScope): Knex.QueryBuilder | undefined {
  const { knex, visibility, filters } = scope;
  const { ruleStates, ...others } = whichFilters(filters);
  const [only = ruleStates && 'rules', ...more] = Object.keys(others);
  const distinct = (query: Knex.QueryBuilder) =>
    query.countDistinct({ count: 'entity_ref' });
  if (visibility.kind === 'matching' && only === undefined) {
    return 'owners' in visibility.criteria
      ? distinct(
          knex('service_owners').whereIn('owner', visibility.criteria.owners),
        )
      : undefined;
  }
  if (visibility.kind !== 'all' || more.length > 0) return undefined;
  switch (only) {
    case 'tags':
      return distinct(knex('service_tags').whereIn('tag', filters.tags));
    case 'rules':
      return distinct(servicesByRule(knex, filters));
    case 'images':
      return distinct(imageUses(knex, filters.images));
    default:
      return undefined;
  }
}
