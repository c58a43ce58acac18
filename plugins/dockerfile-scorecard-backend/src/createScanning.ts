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
  foldCounts,
  joinEvaluation,
  markForEvaluation,
  markForReading,
} from './database/operations';
import type { Engine } from './evaluation';
import type { RepositoryReaders } from './readers';
import {
  RepositoryScanner,
  ScanWorkers,
  type RepositoryScannerOptions,
} from './scanning';

/** Milliseconds until an idle worker looks whether another replica, or time, has made something due. */
const POLL_INTERVAL = 5_000;

/**
 * A lease is renewed every 10 seconds. So a worker that has died is replaced within this time and one poll, however long a
 * reading may take. Milliseconds.
 */
const LEASE_MS = 30_000;

/** How often a replica makes sure that it may judge, looks for verdicts made under other settings, and adds counts up. Milliseconds. */
const SETTINGS_CHECK_MS = 2_000;

const SYNC_TASK = 'catalog-sync';

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
  onScanned: RepositoryScannerOptions['onScanned'];
}

export interface Scanning {
  /** Registers the reading of the catalog with the scheduler, which begins with it when the backend has started. */
  schedule(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Something is due at once. */
  wake(): void;
  /** Has the catalog read before its time, unless it is being read now. */
  sync(): Promise<void>;
}

/** Everything that goes on without being asked: reading the catalog, and scanning what is due. */
export function createScanning(options: ScanningOptions): Scanning {
  const { knex, logger, scheduler, config } = options;
  const { scan } = config;
  const today = () => new Date().toISOString().slice(0, 10);
  const scanner = new RepositoryScanner({
    knex,
    logger,
    readers: options.readers,
    engine: options.engine,
    exclude: config.exclude,
    limits: scan.limits,
    interval: scan.interval,
    timeout: scan.timeout,
    leaseMs: LEASE_MS,
    pathsOutsideFolder: config.services.pathsOutsideFolder,
    store: config.store,
    onScanned: options.onScanned,
    today,
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
    historyRetention: config.historyRetention,
  });

  const settings = `${scanner.settings} ${scanner.selectedUnder}`;
  let checkedAt = 0;
  let isLeading = false;
  /** Whether this replica may judge; if so, everything that was judged under other settings, or another day, is due. */
  async function mayJudge(started: boolean = false): Promise<boolean> {
    const now = Date.now();
    if (!started && now < checkedAt + SETTINGS_CHECK_MS) {
      return isLeading;
    }
    checkedAt = now;
    const role = await joinEvaluation({ knex, value: settings, started });
    if (isLeading !== (role === 'leading') && !started) {
      logger.info(
        isLeading
          ? 'Another replica with another engine or policy scans from now on; this one waits'
          : 'This replica scans',
      );
    }
    isLeading = role === 'leading';
    await foldCounts({ knex });
    if (isLeading) {
      await markForReading({ knex, selectedUnder: scanner.selectedUnder });
      const evaluatedUnder = scanner.evaluatedUnder();
      const marked = await markForEvaluation({
        knex,
        evaluatedUnder,
        today: today(),
      });
      if (marked > 0) {
        logger.info(
          `${marked} repositories are evaluated again from the store`,
        );
      }
    }
    return isLeading;
  }

  const workers = new ScanWorkers({
    logger,
    concurrency: scan.concurrency,
    concurrencyPerHost: scan.concurrencyPerHost,
    pollInterval: POLL_INTERVAL,
    claim: async ({ busyHosts }) =>
      (await mayJudge())
        ? claimRepository({ knex, leaseMs: LEASE_MS, busyHosts })
        : undefined,
    scan: (claim, shutdown) => scanner.scan(claim, shutdown),
  });

  return {
    async schedule() {
      await scheduler.scheduleTask({
        id: SYNC_TASK,
        scope: 'global',
        ...config.schedule,
        fn: async signal => {
          await sync.run(signal);
          workers.wake();
        },
      });
    },
    async start() {
      await mayJudge(true);
      workers.start();
    },
    stop: () => workers.stop(),
    wake: () => workers.wake(),
    async sync() {
      try {
        await scheduler.triggerTask(SYNC_TASK);
      } catch (error) {
        // It is being read, or another replica has just triggered it.
        logger.debug(`The catalog is not read now: ${error}`);
      }
    },
  };
}
