import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { CatalogSync, createServiceLocator } from './catalog';
import type { ScorecardConfig } from './config';
import {
  claimRepository,
  markForEvaluation,
  markForReading,
} from './database/operations';
import type { Engine } from './evaluation';
import type { RepositoryReaders } from './readers';
import { RepositoryScanner, ScanWorkers } from './scanning';

/** Milliseconds until an idle worker looks whether another replica, or time, has made something due. */
const POLL_INTERVAL = 5_000;

/** A lease outlasts the reading by this much, for judging and storing. Milliseconds. */
const LEASE_MARGIN = 60_000;

export interface ScanningOptions {
  knex: Knex;
  logger: LoggerService;
  auth: AuthService;
  catalog: CatalogService;
  scheduler: SchedulerService;
  integrations: ScmIntegrationRegistry;
  readers: RepositoryReaders;
  engine: Engine;
  config: ScorecardConfig;
}

export interface Scanning {
  /** Registers the reading of the catalog with the scheduler, which begins with it when the backend has started. */
  schedule(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Something is due at once. */
  wake(): void;
}

/** Everything that goes on without being asked: reading the catalog, and scanning what is due. */
export function createScanning(options: ScanningOptions): Scanning {
  const { knex, logger, scheduler, config } = options;
  const { scan } = config;
  const scanner = new RepositoryScanner({
    knex,
    logger,
    readers: options.readers,
    engine: options.engine,
    exclude: config.exclude,
    limits: scan.limits,
    interval: scan.interval,
    timeout: scan.timeout,
    today: () => new Date().toISOString().slice(0, 10),
  });
  const sync = new CatalogSync({
    knex,
    logger,
    auth: options.auth,
    catalog: options.catalog,
    locate: createServiceLocator({
      integrations: options.integrations,
      localRoots: config.localRoots,
    }),
    filter: config.services.filter,
    exclude: config.services.exclude,
  });

  let judgedUnder: string | undefined;
  /** Once after the start and once a day: verdicts depend on the day, the policy and the engine. */
  async function markOutdated() {
    const evaluatedUnder = scanner.evaluatedUnder();
    if (judgedUnder !== evaluatedUnder) {
      const marked = await markForEvaluation({ knex, evaluatedUnder });
      judgedUnder = evaluatedUnder;
      if (marked > 0) {
        logger.info(`${marked} repositories are judged again from the store`);
      }
    }
  }

  const workers = new ScanWorkers({
    logger,
    concurrency: scan.concurrency,
    pollInterval: POLL_INTERVAL,
    claim: async () => {
      await markOutdated();
      return claimRepository({ knex, leaseMs: scan.timeout + LEASE_MARGIN });
    },
    scan: (claim, shutdown) => scanner.scan(claim, shutdown),
  });

  return {
    async schedule() {
      await scheduler.scheduleTask({
        id: 'catalog-sync',
        scope: 'global',
        ...config.schedule,
        fn: async signal => {
          await sync.run(signal);
          workers.wake();
        },
      });
    },
    async start() {
      await markForReading({ knex, selectedUnder: scanner.selectedUnder });
      workers.start();
    },
    stop: () => workers.stop(),
    wake: () => workers.wake(),
  };
}
