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
    concurrencyPerHost: number;
    interval: number;
    timeout: number;
    cooldown: number;
    /** Rescans that one user may ask for in an hour. */
    requestsPerUser: number;
    limits: RepositoryLimits;
  };
  localRoots: string[];
  services: {
    filter: EntityFilterQuery;
    exclude?: EntityFilterQuery;
    /** Whether the annotation may name files outside of the folder of its entity. */
    pathsOutsideFolder: boolean;
  };
  /** Globs, relative to the folder of the entity. */
  exclude: string[];
  policy: Policy;
  /** How much is kept of the text of a Dockerfile. */
  store: StoredAs;
  /** Whether owners are told once a day what happened to their services. */
  dailyDigest: boolean;
  /** How long history is kept. */
  historyRetention: number;
}

/** `masked`: secrets are replaced; `findings`: no text is kept. */
export const storageModes = ['full', 'masked', 'findings'] as const;

export type StoredAs = (typeof storageModes)[number];
