import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { resolvePolicy } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { CatalogSync, createServiceLocator } from '../../src/catalog';
import { readScorecardConfig } from '../../src/config';
import {
  claimRepository,
  foldCounts,
  joinEvaluation,
} from '../../src/database/operations';
import { createEngine } from '../../src/evaluation/createEngine';
import { readScmIntegrations, RepositoryReaders } from '../../src/readers';
import { RepositoryScanner } from '../../src/scanning';
import { copySamples } from './copySamples';
import { FleetCatalog } from './fleet';
import { generatedReader } from './generatedReader';
import type { BenchSettings } from './settings';

const LEASE_MS = 300_000;
const logger = mockServices.rootLogger({ level: 'none' });

/**
 * Fills the tables: the catalog is read by the real sync, some repositories are scanned by the real scanner, and what came of them
 * is copied by SQL to all other services, row by row through the same tables.
 */
export async function seed(options: {
  knex: Knex;
  settings: BenchSettings;
  /** Repositories that are scanned for real. */
  samples: number;
  report(what: string, taken: Taken): void;
}): Promise<void> {
  const { knex, settings, samples, report } = options;
  const sync = benchSync(knex, settings.services);
  report('first sync', await taken(() => sync.run()));
  report(
    `scan of ${samples} repositories`,
    await taken(() => scanSamples(knex, settings, samples)),
  );
  report('copy of their results', await taken(() => copySamples(knex)));
  await foldCounts({ knex });
  await knex.raw(
    settings.database.client === 'pg' ? 'VACUUM ANALYZE' : 'ANALYZE',
  );
  report('unchanged sync', await taken(() => sync.run()));
}

export interface Taken {
  seconds: number;
  /** Of this process. Seconds. */
  cpu: number;
}

export async function taken(work: () => Promise<void>): Promise<Taken> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - began) / 1000,
    cpu: (user + system) / 1e6,
  };
}

export function benchSync(knex: Knex, services: number): CatalogSync {
  return new CatalogSync({
    knex,
    logger,
    auth: mockServices.auth(),
    catalog: new FleetCatalog(services) as unknown as CatalogService,
    locate: createServiceLocator({
      integrations: readScmIntegrations(new ConfigReader({})),
      localRoots: [],
    }),
    filter: { kind: 'Component' },
    exclude: undefined,
    historyRetention: 1e12,
  });
}

/** The scanner as the plugin makes it for a profile. */
export function benchScanner(
  knex: Knex,
  settings: BenchSettings,
): RepositoryScanner {
  const { profile } = settings;
  const config = readScorecardConfig(
    new ConfigReader({ dockerfileScorecard: { policy: { profile } } }),
    resolvePolicy,
  );
  return new RepositoryScanner({
    knex,
    logger,
    readers: new RepositoryReaders({ readers: [generatedReader(0)] }),
    engine: createEngine(config.policy),
    exclude: config.exclude,
    limits: config.scan.limits,
    interval: config.scan.interval,
    timeout: config.scan.timeout,
    leaseMs: LEASE_MS,
    pathsOutsideFolder: config.services.pathsOutsideFolder,
    store: config.store,
    today: () => new Date().toISOString().slice(0, 10),
  });
}

async function scanSamples(
  knex: Knex,
  settings: BenchSettings,
  samples: number,
): Promise<void> {
  const scanner = benchScanner(knex, settings);
  const value = `${scanner.settings} ${scanner.selectedUnder}`;
  await joinEvaluation({ knex, value, started: true });
  const { signal } = new AbortController();
  for (let scanned = 0; scanned < samples; scanned++) {
    const claim = await claimRepository({
      knex,
      leaseMs: LEASE_MS,
      busyHosts: [],
    });
    if (!claim) return;
    await scanner.scan(claim, signal);
  }
}
