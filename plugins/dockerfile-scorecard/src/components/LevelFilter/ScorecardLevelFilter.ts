import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  DefaultEntityFilters,
  EntityFilter,
} from '@backstage/plugin-catalog-react';
import type { Level } from 'backstage-plugin-dockerfile-scorecard-common';

const MOST_NAMES = 200;

/** Keeps the entities of the catalog whose Dockerfiles have one of the levels. */
export class ScorecardLevelFilter implements EntityFilter {
  constructor(
    readonly levels: readonly Level[],
    /** Refs of the services of those levels, in lower case. */
    readonly services: ReadonlySet<string>,
  ) {}

  /** Few names are asked for, so that pages and counts are right; many would not fit into an address. */
  getCatalogFilters(): Record<string, string[]> {
    return this.services.size > 0 && this.services.size <= MOST_NAMES
      ? {
          'metadata.name': [...this.services].map(
            ref => parseEntityRef(ref).name,
          ),
        }
      : {};
  }

  filterEntity(entity: Entity): boolean {
    return this.services.has(
      stringifyEntityRef(entity).toLocaleLowerCase('en-US'),
    );
  }

  toQueryValue(): string[] {
    return [...this.levels];
  }
}

/** The filters of the catalog with the one by level. */
export type FiltersWithLevel = DefaultEntityFilters & {
  dockerfileLevel?: ScorecardLevelFilter;
};
