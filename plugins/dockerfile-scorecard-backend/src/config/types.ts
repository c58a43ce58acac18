import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { EntityFilterQuery } from '@backstage/catalog-client';
import type { Policy } from 'dockerfile-scorecard-engine';
import type { RepositoryLimits } from 'backstage-plugin-dockerfile-scorecard-node';

/** The part `dockerfileScorecard` of the configuration, checked and with defaults. Times are milliseconds. */
export interface ScorecardConfig {
  /** When the services are read from the catalog. */
  schedule: SchedulerServiceTaskScheduleDefinition;
  scan: {
    concurrency: number;
    interval: number;
    timeout: number;
    cooldown: number;
    limits: RepositoryLimits;
  };
  localRoots: string[];
  services: { filter: EntityFilterQuery; exclude?: EntityFilterQuery };
  /** Globs, relative to the folder of the entity. */
  exclude: string[];
  policy: Policy;
}
