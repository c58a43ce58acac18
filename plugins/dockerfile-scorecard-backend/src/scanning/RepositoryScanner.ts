import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RepositoryLimits } from 'backstage-plugin-dockerfile-scorecard-node';
import type { Knex } from 'knex';
import { after, databaseNow } from '../database';
import {
  blockHost,
  LeaseLostError,
  loadDockerfiles,
  loadServices,
  pauseAfter,
  releaseRepository,
  saveFailure,
  type Claim,
} from '../database/operations';
import { hashJson, type Engine } from '../evaluation';
import type { RepositoryReaders } from '../readers';
import { evaluateAll } from './evaluateAll';
import { isHostTrouble } from './hostTrouble';
import { saveScan, type ScanKind } from './saveScan';
import { createDockerfileSelector } from './selectDockerfiles';
import {
  inputsFromReading,
  inputsFromStore,
  type ServiceInputs,
} from './serviceInputs';

export interface RepositoryScannerOptions {
  knex: Knex;
  logger: LoggerService;
  readers: Pick<RepositoryReaders, 'read'>;
  engine: Engine;
  /** Globs of Dockerfiles that do not count. */
  exclude: readonly string[];
  limits: RepositoryLimits;
  /** Milliseconds between two readings. */
  interval: number;
  /** Milliseconds that a reading may take. */
  timeout: number;
  /** UTC date of now, ISO. */
  today(): string;
}

/** Raise when files are selected or contexts are made in another way, so that unchanged repositories are read again. */
const SELECTION_VERSION = 1;

/** Readings are spread by up to this part of the interval, so that repositories that came together do not stay together. */
const SPREAD = 0.1;

/** Scans one claimed repository: reads it, judges its Dockerfiles, keeps the results of all its services. */
export class RepositoryScanner {
  readonly #options: RepositoryScannerOptions;
  /** Settings under which files are selected. */
  readonly selectedUnder: string;

  constructor(options: RepositoryScannerOptions) {
    this.#options = options;
    this.selectedUnder = hashJson([SELECTION_VERSION, options.exclude]);
  }

  /** Verdicts made on `today` depend on this besides the repository. */
  evaluatedUnder(today: string = this.#options.today()): string {
    const { engine } = this.#options;
    return `${today} ${engine.version} ${engine.policy.hash}`;
  }

  /** Never rejects because of the repository: that is kept as the reason of the failure. */
  async scan(claim: Claim, shutdown: AbortSignal): Promise<void> {
    const { knex, logger } = this.#options;
    try {
      await this.#scan(claim, shutdown);
    } catch (error) {
      if (error instanceof LeaseLostError) {
        logger.warn(error.message);
      } else if (shutdown.aborted) {
        await knex.transaction(tx => giveBack(tx, claim));
      } else {
        await knex.transaction(tx => this.#fail(tx, claim, error));
      }
    }
  }

  async #scan(claim: Claim, shutdown: AbortSignal): Promise<void> {
    const { knex, engine } = this.#options;
    const today = this.#options.today();
    const { scan, services } = await this.#collect(claim, today, shutdown);
    const outcome = await evaluateAll({
      knex,
      engine,
      today,
      inputs: services.flatMap(each =>
        each.kind === 'found' ? each.inputs : [],
      ),
    });
    await knex.transaction(async tx => {
      const now = await databaseNow(tx);
      await saveScan({
        tx,
        now,
        nextReadAt:
          scan.kind === 'judged-again' ? claim.readAt : this.#nextReadAt(now),
        claim,
        scan,
        services,
        outcome,
        rules: engine.rules,
        settings: {
          evaluatedUnder: this.evaluatedUnder(today),
          selectedUnder: this.selectedUnder,
        },
      });
    });
  }

  async #collect(
    claim: Claim,
    today: string,
    shutdown: AbortSignal,
  ): Promise<{ scan: ScanKind; services: ServiceInputs[] }> {
    const { knex, exclude, readers, limits, timeout } = this.#options;
    const services = await loadServices({ knex, repositoryId: claim.id });

    if (claim.work === 'read') {
      const selector = createDockerfileSelector({
        services: services.map(({ entity_ref, folder, paths }) => ({
          entityRef: entity_ref,
          folder,
          paths,
        })),
        exclude,
      });
      const sameSelection = claim.selectedUnder === this.selectedUnder;
      const reading = await readers.read({
        url: claim.url,
        etag: sameSelection ? claim.etag : undefined,
        isWanted: selector.isWanted,
        limits,
        signal: AbortSignal.any([shutdown, AbortSignal.timeout(timeout)]),
      });
      if (reading.kind === 'content') {
        const { revision, etag } = reading;
        return {
          scan: { kind: 'changed', revision, etag },
          services: await inputsFromReading({
            services,
            selector,
            reading,
          }),
        };
      }
    }

    const upToDate = claim.evaluatedUnder === this.evaluatedUnder(today);
    return {
      scan: { kind: claim.work === 'read' ? 'unchanged' : 'judged-again' },
      services: upToDate
        ? []
        : inputsFromStore({
            services,
            dockerfiles: await loadDockerfiles({
              knex,
              repositoryId: claim.id,
            }),
          }),
    };
  }

  async #fail(
    tx: Knex.Transaction,
    claim: Claim,
    error: unknown,
  ): Promise<void> {
    const { interval, logger } = this.#options;
    const reason = this.#reasonOf(error);
    logger.warn(`Scanning ${claim.url} failed: ${reason}`);
    const now = await databaseNow(tx);
    const failures = claim.failures + 1;
    const pause = Math.min(pauseAfter(failures), interval);
    await releaseRepository({
      tx,
      claim,
      now,
      nextReadAt: after(now, pause),
      changes: { failures, last_error: reason, last_error_at: now },
    });
    if (claim.host && isHostTrouble(error)) {
      await blockHost({ tx, host: claim.host, now, reason });
    }
    await saveFailure({
      tx,
      now,
      reason,
      services: { repositoryId: claim.id },
    });
  }

  #reasonOf(error: unknown): string {
    if (error instanceof Error && error.name === 'TimeoutError') {
      const seconds = this.#options.timeout / 1000;
      return `Reading took longer than ${seconds} s (dockerfileScorecard.scan.timeout)`;
    }
    return error instanceof Error ? error.message : String(error);
  }

  #nextReadAt(now: Date): Date {
    const spread = 1 + SPREAD * (2 * Math.random() - 1);
    return after(now, this.#options.interval * spread);
  }
}

/** A stop is no failure of the repository. Another replica may take it up at once. */
async function giveBack(tx: Knex.Transaction, claim: Claim): Promise<void> {
  const now = await databaseNow(tx);
  const nextReadAt = claim.work === 'read' ? now : claim.readAt;
  await releaseRepository({ tx, claim, now, nextReadAt, changes: {} });
}
