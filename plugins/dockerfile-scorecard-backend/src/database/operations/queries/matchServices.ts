import type {
  BaseImageUse,
  RuleState,
  ServiceState,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { Level } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { rankOf } from '../../levels';
import type { ServiceRow } from '../../tables';
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
  /** In which state one of the rules is; without rules any rule. */
  ruleStates: readonly RuleState[];
  text: string | undefined;
  images: ImageFilters;
  /** The result has changed since then. */
  changedSince: Date | undefined;
}

/** All of them have to hold for the same image. */
export interface ImageFilters {
  /** Images as people write them, with `*`: `python:3.9*`, `registry.example.com/*`. */
  patterns: readonly string[];
  families: readonly string[];
  uses: readonly BaseImageUse['use'][];
  /** ISO date: support ends before. */
  endOfLifeBefore: string | undefined;
  /** What the image holds is not known. */
  unknown: boolean;
  /** The images that match, once they are resolved. */
  resolved?: readonly string[];
}

export const noFilters: ServiceFilters = {
  levels: [],
  states: [],
  owners: [],
  systems: [],
  lifecycles: [],
  tags: [],
  rules: [],
  ruleStates: [],
  text: undefined,
  images: {
    patterns: [],
    families: [],
    uses: [],
    endOfLifeBefore: undefined,
    unknown: false,
  },
  changedSince: undefined,
};

/** Which services a query is about. */
export interface ServiceScope {
  knex: Knex;
  visibility: Visibility;
  filters: ServiceFilters;
}

/**
 * Queries over the services that match and that the caller may see. Takes one statement each when owners and images are given,
 * else none.
 */
export async function matchServices(
  scope: ServiceScope,
): Promise<() => Knex.QueryBuilder<ServiceRow, ServiceRow[]>> {
  return queryServices(await resolveFilters(scope));
}

/** The same for a scope whose filters are resolved. */
export function queryServices({
  knex,
  visibility,
  filters,
}: ServiceScope): () => Knex.QueryBuilder<ServiceRow, ServiceRow[]> {
  return () => {
    const query = knex<ServiceRow>('services');
    whereVisible(query, knex, visibility);
    whereMatches(query, knex, filters);
    return query as Knex.QueryBuilder<ServiceRow, ServiceRow[]>;
  };
}

/** Looks up what filters stand for: as plain values an index finds it, and the database knows how much that is. */
export async function resolveFilters(
  scope: ServiceScope,
): Promise<ServiceScope> {
  return resolveImages(await resolveOwners(scope));
}

/** More of them are better looked up by the query itself. */
const MOST_IMAGES = 1000;

async function resolveImages(scope: ServiceScope): Promise<ServiceScope> {
  const { knex, filters } = scope;
  if (!filtersImages({ ...filters.images, uses: [] })) {
    return scope;
  }
  const resolved: string[] = await whereImageMatches(
    knex('base_images'),
    filters.images,
  )
    .limit(MOST_IMAGES + 1)
    .pluck('image');
  return resolved.length > MOST_IMAGES
    ? scope
    : {
        ...scope,
        filters: { ...filters, images: { ...filters.images, resolved } },
      };
}

/** Groups with the groups below them. Users and unknown groups stand for themselves. */
async function resolveOwners(scope: ServiceScope): Promise<ServiceScope> {
  const { knex, filters } = scope;
  if (filters.owners.length === 0) {
    return scope;
  }
  const nested: string[] = await knex('group_members')
    .whereIn('ancestor', filters.owners)
    .distinct()
    .pluck('descendant');
  const owners = [...new Set([...filters.owners, ...nested])];
  return { ...scope, filters: { ...filters, owners } };
}

function whereMatches(
  query: Knex.QueryBuilder,
  knex: Knex,
  filters: ServiceFilters,
): void {
  if (filters.levels.length > 0) {
    query.whereIn('services.level', filters.levels.map(rankOf));
  }
  if (filters.states.length > 0) {
    query.whereIn('services.state', filters.states);
  }
  if (filters.owners.length > 0) {
    query.whereIn('services.owner', filters.owners);
  }
  if (filters.systems.length > 0) {
    query.whereIn('services.system', filters.systems);
  }
  if (filters.lifecycles.length > 0) {
    query.whereIn('services.lifecycle', filters.lifecycles);
  }
  if (filters.tags.length > 0) {
    query.whereIn(
      'services.entity_ref',
      knex('service_tags').whereIn('tag', filters.tags).select('entity_ref'),
    );
  }
  if (filters.rules.length + filters.ruleStates.length > 0) {
    query.whereIn(
      'services.entity_ref',
      servicesByRule(knex, filters).select('entity_ref'),
    );
  }
  if (filtersImages(filters.images)) {
    query.whereIn(
      'services.entity_ref',
      imageUses(knex, filters.images).select('entity_ref'),
    );
  }
  if (filters.changedSince) {
    query.where('services.changed_at', '>=', filters.changedSince);
  }
  if (filters.text) {
    const text = filters.text.toLocaleLowerCase('en-US');
    const pattern = text.replace(/[\\%_]/g, '\\$&');
    query.whereRaw("services.search_text LIKE ? ESCAPE '\\'", [`%${pattern}%`]);
  }
}

/** Services of which a rule says what is asked for; a service comes once for each of the rules. */
export function servicesByRule(
  knex: Knex,
  { rules, ruleStates }: ServiceFilters,
): Knex.QueryBuilder {
  const query = knex('service_checks').whereIn(
    'state',
    ruleStates.length > 0 ? ruleStates : ['fail'],
  );
  if (rules.length > 0) query.whereIn('rule', rules);
  return query;
}

function filtersImages(filters: ImageFilters): boolean {
  const { patterns, families, uses, endOfLifeBefore, unknown } = filters;
  return (
    patterns.length + families.length + uses.length > 0 ||
    endOfLifeBefore !== undefined ||
    unknown
  );
}

/** Uses of the images that match. */
export function imageUses(
  knex: Knex,
  filters: ImageFilters,
): Knex.QueryBuilder {
  const query = knex('service_images');
  if (filters.uses.length > 0) query.whereIn('use', filters.uses);
  const { uses: _uses, ...others } = filters;
  if (filters.resolved) {
    query.whereIn('image', filters.resolved);
  } else if (filtersImages({ ...others, uses: [] })) {
    query.whereIn(
      'image',
      whereImageMatches(knex('base_images'), filters).select('image'),
    );
  }
  return query;
}

/** Narrows a query over `base_images`, whatever the images are used for. */
export function whereImageMatches(
  query: Knex.QueryBuilder,
  filters: ImageFilters,
): Knex.QueryBuilder {
  const { patterns, families, endOfLifeBefore, unknown } = filters;
  if (patterns.length > 0) {
    query.where(any =>
      patterns.flatMap(likeOf).forEach(like => {
        any.orWhereRaw("image LIKE ? ESCAPE '\\'", [like]);
        any.orWhereRaw("COALESCE(name, '') LIKE ? ESCAPE '\\'", [like]);
      }),
    );
  }
  if (families.length > 0) query.whereIn('family', families);
  if (endOfLifeBefore) query.where('end_of_life', '<', endOfLifeBefore);
  if (unknown) query.whereNotNull('unknown');
  return query;
}

/** The filters that are set. States of rules are part of the filter by rules. */
export function whichFilters(
  filters: ServiceFilters,
): Partial<Record<keyof ServiceFilters, true>> {
  const { images, text, changedSince, rules, ruleStates, ...lists } = filters;
  const failing = ruleStates.every(state => state === 'fail');
  const set: Partial<Record<keyof ServiceFilters, boolean>> = {
    ...Object.fromEntries(
      Object.entries(lists).map(([name, values]) => [name, values.length > 0]),
    ),
    text: text !== undefined,
    changedSince: changedSince !== undefined,
    images: filtersImages(images),
    rules: rules.length > 0,
    ruleStates: ruleStates.length > 0 && (!failing || rules.length === 0),
  };
  return Object.fromEntries(Object.entries(set).filter(([, is]) => is));
}

/** Whether a query is about all services. Then nothing has to be looked up in them. */
export function isEverything({ visibility, filters }: ServiceScope): boolean {
  return (
    visibility.kind === 'all' && Object.keys(whichFilters(filters)).length === 0
  );
}

/** Docker's short names stand for images on Docker Hub. */
function likeOf(pattern: string): string[] {
  const like = pattern.replace(/[\\%_]/g, '\\$&').replace(/\*+/g, '%');
  return [like, `docker.io/library/${like}`, `docker.io/${like}`];
}
