import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RepositoryLimits } from 'backstage-plugin-dockerfile-scorecard-node';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { StoredAs } from '../config';
import {
  after,
  databaseNow,
  inBatches,
  isPostgres,
  type ScanOutcome,
  type FullServiceRow,
} from '../database';
import {
  LeaseLostError,
  loadDockerfiles,
  loadServices,
  MAX_ATTEMPTS,
  pauseAfter,
  recordHostFailure,
  releaseRepository,
  renewLease,
  saveFailure,
  type Claim,
  type HostFailure,
} from '../database/operations';
import { hashJson, verdictDay, type Engine } from '../evaluation';
import { problemOfError, type RepositoryReaders } from '../readers';
import { holdResults, looksEmptied } from './emptied';
import { evaluateAll, type EvaluationOutcome } from './evaluateAll';
import { keepLease } from './keepLease';
import { nextTurn } from './nextTurn';
import { internalReason, ReadingError, toReason } from './reasons';
import { saveScan, shareScans, type ScanKind } from './saveScan';
import { createDockerfileSelector } from './selectDockerfiles';
import {
  canBeJudgedAgain,
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
  /** Milliseconds. The lease is renewed three times in this time. */
  leaseMs: number;
  /** Whether the annotation may name files outside of the folder of its entity. */
  pathsOutsideFolder: boolean;
  /** How much is kept of the text of a Dockerfile. */
  store: StoredAs;
  /** UTC date of now, ISO. */
  today(): string;
  /** Called when a scan has ended and its results, if there are new ones, are stored. */
  onScanned?(
    outcome: ScanOutcome | 'evaluated' | 'set-aside',
    seconds: number,
  ): void;
}

/** Raise when files are selected or contexts are made in another way, so that unchanged repositories are read again. */
const SELECTION_VERSION = 2;

/**
 * SQLite has a single connection, which a transaction holds until its end, and answers without ever waiting. So that requests are
 * answered in between, fewer repositories are saved at once there.
 */
const SAVED_ON_SQLITE = 2;

/** Readings are spread by up to this part of the interval, so that repositories that came together do not stay together. */
const SPREAD = 0.1;

/** Scans one claimed repository: reads it, judges its Dockerfiles, keeps the results of all its services. */
export class RepositoryScanner {
  readonly #options: RepositoryScannerOptions;
  /** Settings under which files are selected. */
  readonly selectedUnder: string;

  constructor(options: RepositoryScannerOptions) {
    this.#options = options;
    this.selectedUnder = hashJson([
      SELECTION_VERSION,
      options.exclude,
      options.pathsOutsideFolder,
    ]);
  }

  /** What verdicts depend on besides the repository and the day. */
  get settings(): string {
    const { engine, store } = this.#options;
    return `${engine.version} ${engine.policy.hash} ${store}`;
  }

  /** Verdicts made on `today` depend on this besides the repository and the dates that it names. */
  evaluatedUnder(today: string = this.#options.today()): string {
    const day = verdictDay(today, this.#options.engine.dates);
    return `${day} ${this.settings}`;
  }

  /** Never rejects because of the repository: that is kept as the reason of the failure. */
  async scan(claim: Claim, shutdown: AbortSignal): Promise<void> {
    if (claim.others.length === 0) {
      await this.#scanOne(claim, shutdown);
      return;
    }
    for (const left of await this.#evaluateTogether(
      [claim, ...claim.others],
      shutdown,
    )) {
      await this.#scanOne(left, shutdown);
    }
  }

  /**
   * Judges several repositories again from the store, in one transaction. Returns those that have to be scanned one by one: all
   * that are not saved when something goes wrong, so that it is kept where it belongs.
   */
  async #evaluateTogether(
    claims: readonly Claim[],
    shutdown: AbortSignal,
  ): Promise<readonly Claim[]> {
    const { knex, engine, store, logger, leaseMs } = this.#options;
    const today = this.#options.today();
    const began = performance.now();
    const saved = new Set<Claim>();
    const lease = keepLease({
      interval: leaseMs / 3,
      renew: () => renewLease({ knex, claims, leaseMs }),
      logger,
    });
    try {
      const repositoryIds = claims.map(({ id }) => id);
      const rows = await loadServices({ knex, repositoryIds });
      const dockerfiles = await loadDockerfiles({ knex, repositoryIds });
      const batch = claims.map(claim => {
        const services = rows.filter(row => row.repository_id === claim.id);
        const refs = new Set(services.map(row => row.entity_ref));
        const stored = dockerfiles.filter(each => refs.has(each.entity_ref));
        return { claim, services, stored };
      });
      const together = batch.filter(
        ({ claim, stored }) =>
          !this.#isUpToDate(claim, today) && canBeJudgedAgain(stored, store),
      );
      const outcome = await evaluateAll({
        knex,
        engine,
        today,
        store,
        services: together.flatMap(({ services, stored }) =>
          inputsFromStore({ services, dockerfiles: stored }),
        ),
      });
      const size = isPostgres(knex) ? together.length : SAVED_ON_SQLITE;
      for (const part of inBatches(together, Math.max(size, 1))) {
        shutdown.throwIfAborted();
        await knex.transaction(tx =>
          this.#saveTogether({
            tx,
            claims: part.map(({ claim }) => claim),
            outcome,
            today,
          }),
        );
        part.forEach(({ claim }) => saved.add(claim));
        await nextTurn();
      }
      const seconds = (performance.now() - began) / 1000 / together.length;
      together.forEach(() => this.#options.onScanned?.('evaluated', seconds));
      return claims.filter(claim => !saved.has(claim));
    } catch (error) {
      if (!shutdown.aborted) {
        logger.warn(
          `Evaluating ${claims.length} repositories together failed; each is evaluated on its own: ${error}`,
        );
      }
      return claims.filter(claim => !saved.has(claim));
    } finally {
      lease.stop();
    }
  }

  async #saveTogether(options: {
    tx: Knex.Transaction;
    claims: readonly Claim[];
    outcome: EvaluationOutcome;
    today: string;
  }): Promise<void> {
    const { tx, claims, outcome, today } = options;
    const { engine } = this.#options;
    const now = await databaseNow(tx);
    const shared = await shareScans({ tx, now, outcome, today });
    for (const claim of claims) {
      await saveScan({
        tx,
        now,
        nextReadAt: claim.readAt,
        claim,
        scan: { kind: 're-evaluated' },
        outcome: {
          ...outcome,
          services: outcome.services.filter(
            ({ service }) => service.repository_id === claim.id,
          ),
        },
        engine,
        today,
        settings: {
          evaluatedUnder: this.evaluatedUnder(today),
          selectedUnder: this.selectedUnder,
        },
        shared,
      });
    }
  }

  #isUpToDate(claim: Claim, today: string): boolean {
    const dateHasCome =
      claim.reevaluateOn !== undefined && claim.reevaluateOn <= today;
    return claim.evaluatedUnder === this.evaluatedUnder(today) && !dateHasCome;
  }

  async #scanOne(claim: Claim, shutdown: AbortSignal): Promise<void> {
    const { knex, logger, leaseMs } = this.#options;
    const began = performance.now();
    const ended = (outcome: ScanOutcome | 'evaluated' | 'set-aside') =>
      this.#options.onScanned?.(outcome, (performance.now() - began) / 1000);
    if (claim.work === 'set-aside') {
      await this.#setAside(claim);
      ended('set-aside');
      return;
    }
    const lease = keepLease({
      interval: leaseMs / 3,
      renew: () => renewLease({ knex, claims: [claim], leaseMs }),
      logger,
    });
    try {
      const kind = await this.#scan(
        claim,
        AbortSignal.any([shutdown, lease.lost]),
      );
      ended(kind === 're-evaluated' ? 'evaluated' : kind);
    } catch (error) {
      if (error instanceof LeaseLostError || lease.lost.aborted) {
        logger.warn(`Another worker has taken over ${claim.url}`);
      } else if (shutdown.aborted) {
        await knex.transaction(tx => releaseClaim(tx, claim));
      } else {
        await this.#fail(claim, error);
        ended('failed');
      }
    } finally {
      lease.stop();
    }
  }

  async #scan(claim: Claim, signal: AbortSignal): Promise<ScanKind['kind']> {
    const { knex, engine, logger, store } = this.#options;
    const today = this.#options.today();
    const { scan, services } = await this.#collect(claim, today, signal);
    const outcome = await evaluateAll({
      knex,
      engine,
      today,
      store,
      services,
    });
    try {
      await this.#save({ claim, scan, outcome, today });
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      logger.warn(
        `Saving the results of ${claim.url} failed; each service is saved on its own: ${error}`,
      );
      await this.#save({ claim, scan, outcome, today, isolated: true });
    }
    return scan.kind;
  }

  async #save(options: {
    claim: Claim;
    scan: ScanKind;
    outcome: EvaluationOutcome;
    today: string;
    isolated?: boolean;
  }): Promise<void> {
    const { claim, scan, outcome, today, isolated } = options;
    const { knex, engine } = this.#options;
    await knex.transaction(async tx => {
      const now = await databaseNow(tx);
      await saveScan({
        tx,
        now,
        nextReadAt:
          scan.kind === 're-evaluated' ? claim.readAt : this.#nextReadAt(now),
        claim,
        scan,
        outcome,
        engine,
        today,
        settings: {
          evaluatedUnder: this.evaluatedUnder(today),
          selectedUnder: this.selectedUnder,
        },
        ...(isolated && {
          isolate: (service, save) => this.#isolate({ tx, now, service, save }),
        }),
      });
    });
  }

  /** A service whose result cannot be stored fails alone. */
  async #isolate(options: {
    tx: Knex.Transaction;
    now: Date;
    service: FullServiceRow;
    save: (tx: Knex) => Promise<void>;
  }): Promise<void> {
    const { tx, now, service, save } = options;
    const entityRef = service.entity_ref;
    try {
      await tx.transaction(nested => save(nested));
    } catch (error) {
      const reason = this.#internalReason(`Saving ${entityRef}`, error);
      await saveFailure({ tx, now, reason, services: { entityRef } });
    }
  }

  async #collect(
    claim: Claim,
    today: string,
    signal: AbortSignal,
  ): Promise<{ scan: ScanKind; services: ServiceInputs[] }> {
    const { knex, store } = this.#options;
    const services = await loadServices({
      knex,
      repositoryIds: [claim.id],
    });
    if (claim.work === 'read') {
      const reading = await this.#read({ claim, signal, services });
      if (reading !== 'not-modified') {
        return reading;
      }
    }

    const kind = claim.work === 'read' ? 'unchanged' : 're-evaluated';
    if (this.#isUpToDate(claim, today)) {
      return { scan: { kind }, services: [] };
    }
    const dockerfiles = await loadDockerfiles({
      knex,
      repositoryIds: [claim.id],
    });
    if (!canBeJudgedAgain(dockerfiles, store)) {
      const full = { ...claim, etag: undefined };
      const reading = await this.#read({ claim: full, signal, services });
      if (reading !== 'not-modified') {
        return reading;
      }
    }
    return {
      scan: { kind },
      services: inputsFromStore({ services, dockerfiles }),
    };
  }

  async #read(options: {
    claim: Claim;
    signal: AbortSignal;
    services: readonly FullServiceRow[];
  }): Promise<{ scan: ScanKind; services: ServiceInputs[] } | 'not-modified'> {
    const { claim, services } = options;
    const { readers, limits, timeout, exclude, pathsOutsideFolder } =
      this.#options;
    const selector = createDockerfileSelector({
      services: services.map(({ entity_ref, folder, paths }) => ({
        entityRef: entity_ref,
        folder,
        paths,
      })),
      exclude,
      pathsOutsideFolder,
    });
    const sameSelection = claim.selectedUnder === this.selectedUnder;
    const signal = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(timeout),
    ]);
    try {
      const reading = await readers.read({
        url: claim.url,
        etag: sameSelection ? claim.etag : undefined,
        isWanted: selector.isWanted,
        limits,
        signal,
      });
      if (reading.kind === 'not-modified') {
        return 'not-modified';
      }
      const { revision, etag } = reading;
      const found = await inputsFromReading({ services, selector, reading });
      const emptied = claim.emptiedAt === undefined && looksEmptied(found);
      return {
        scan: { kind: 'changed', revision, etag, emptied },
        services: emptied ? holdResults(found) : found,
      };
    } catch (error) {
      throw new ReadingError(error);
    }
  }

  async #fail(claim: Claim, error: unknown): Promise<void> {
    const { knex, interval, logger } = this.#options;
    const reason =
      error instanceof ReadingError
        ? toReason(this.#messageOf(error.cause))
        : this.#internalReason(`Scanning ${claim.url}`, error);
    logger.warn(`Scanning ${claim.url} failed: ${reason}`);
    await knex.transaction(async tx => {
      const now = await databaseNow(tx);
      const failure =
        error instanceof ReadingError
          ? hostFailureOf(error.cause, now)
          : undefined;
      // A host that limits the rate says nothing about this repository.
      const failures =
        failure?.kind === 'limited' ? claim.failures : claim.failures + 1;
      const pause = Math.min(pauseAfter(Math.max(failures, 1)), interval);
      await releaseRepository({
        tx,
        claim,
        now,
        nextReadAt: after(now, pause),
        changes: {
          failures,
          last_error: reason,
          last_error_at: now,
          ...(claim.work === 'read' && {
            scan_started_at: claim.startedAt,
            scan_finished_at: now,
            scan_outcome: 'failed',
          }),
        },
      });
      await saveFailure({
        tx,
        now,
        reason,
        services: { repositoryId: claim.id },
      });
      if (claim.host && failure) {
        await recordHostFailure({
          tx,
          host: claim.host,
          repositoryId: claim.id,
          startedAt: claim.startedAt,
          now,
          failure,
          reason,
        });
      }
    });
  }

  /** Workers that claimed the repository did not survive it. It waits as long as after a success. */
  async #setAside(claim: Claim): Promise<void> {
    const { knex, interval, logger } = this.#options;
    const reason = `Scanning did not finish ${MAX_ATTEMPTS} times in a row: the backend stopped, or took too long. It is tried again later`;
    logger.error(`${claim.url} is set aside: ${reason}`);
    await knex.transaction(async tx => {
      const now = await databaseNow(tx);
      await releaseRepository({
        tx,
        claim,
        now,
        nextReadAt: after(now, interval),
        changes: {
          failures: claim.failures + 1,
          last_error: reason,
          last_error_at: now,
          scan_started_at: claim.startedAt,
          scan_finished_at: now,
          scan_outcome: 'failed',
        },
      });
      const services = { repositoryId: claim.id };
      await saveFailure({ tx, now, reason, services });
    });
  }

  #messageOf(error: unknown): string {
    if (error instanceof Error && error.name === 'TimeoutError') {
      const seconds = this.#options.timeout / 1000;
      return `Reading took longer than ${seconds} s (dockerfileScorecard.scan.timeout)`;
    }
    return error instanceof Error ? error.message : String(error);
  }

  /** Logs an error that is nobody's business, and gives the reason that refers to it. */
  #internalReason(what: string, error: unknown): string {
    const reference = randomUUID().slice(0, 8);
    this.#options.logger.error(
      `${what} failed (${reference})`,
      error instanceof Error ? error : new Error(String(error)),
    );
    return internalReason(reference);
  }

  #nextReadAt(now: Date): Date {
    const spread = 1 + SPREAD * (2 * Math.random() - 1);
    return after(now, this.#options.interval * spread);
  }
}

function hostFailureOf(error: unknown, now: Date): HostFailure | undefined {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { kind: 'unavailable', retryAt: undefined };
  }
  const problem = problemOfError(error, undefined, now);
  return problem && { kind: problem.kind, retryAt: problem.retryAt };
}

/** A stop is no failure of the repository. Another replica may take it up at once. */
async function releaseClaim(tx: Knex.Transaction, claim: Claim): Promise<void> {
  const now = await databaseNow(tx);
  const nextReadAt = claim.work === 'read' ? now : claim.readAt;
  await releaseRepository({ tx, claim, now, nextReadAt, changes: {} });
}
