import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  DryRunResult,
  LevelCounts,
  PolicyDryRun,
} from 'backstage-plugin-dockerfile-scorecard-common';
import {
  resolvePolicy,
  type Level,
  type Policy,
  type PolicyConfig,
} from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { levelOf, type FullServiceRow } from '../database';
import {
  addDryRun,
  getDryRun,
  loadServiceRows,
  updateDryRun,
  type DryRunRow,
  type ServiceFilters,
} from '../database/operations';
import { hashJson, type Engine } from '../evaluation';
import type { CatalogVisibility } from '../service/permissions';
import { TooManyRequestsError } from '../service/errors';
import { changeOf, evaluateFleet, type ServiceVerdict } from './evaluateFleet';

export interface DryRunsOptions {
  knex: Knex;
  logger: LoggerService;
  visibility: CatalogVisibility;
  /** The engine under another policy. */
  engineFor(policy: Policy): Engine;
  /** UTC date of now, ISO. */
  today(): string;
}

/** Services that are listed with their change; all are counted. */
const CHANGES_SHOWN = 500;

/** Milliseconds until a caller who comes when another dry run is at work may try again. */
const BUSY_MS = 30_000;

/** Tries out policies on the stored fleet, one at a time in each replica. Nothing is read or changed. */
export class DryRuns {
  readonly #options: DryRunsOptions;
  readonly #shutdown = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: DryRunsOptions) {
    this.#options = options;
  }

  /**
   * Begins a dry run over the services that the caller may see.
   *
   * @throws InputError that lists everything that is wrong with the policy; TooManyRequestsError while another one is at work
   */
  async start(
    request: { policy: PolicyConfig; filters: ServiceFilters },
    credentials: BackstageCredentials,
  ): Promise<PolicyDryRun> {
    const { knex, visibility } = this.#options;
    const policy = readPolicy(request.policy);
    if (this.#running) {
      throw new TooManyRequestsError('Another dry run is at work', {
        retryAt: new Date(Date.now() + BUSY_MS),
      });
    }
    const id = randomUUID();
    const requester = hashJson(credentials.principal);
    const work = async () => {
      const scope = {
        knex,
        filters: request.filters,
        visibility: await visibility.of(credentials),
      };
      await addDryRun({ knex, id, requester });
      return scope;
    };
    const scoped = work();
    this.#running = scoped
      .then(scope => this.#run(id, policy, scope))
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
    await scoped;
    return this.get(id, credentials);
  }

  /** @throws NotFoundError when it does not exist, or another caller began it */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<PolicyDryRun> {
    const { knex } = this.#options;
    const requester = hashJson(credentials.principal);
    const row = await getDryRun({ knex, id, requester });
    if (!row) {
      throw new NotFoundError(`There is no dry run ${id}`);
    }
    return toDryRun(row);
  }

  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('The backend stops'));
    await this.#running;
  }

  async #run(
    id: string,
    policy: Policy,
    scope: Parameters<typeof evaluateFleet>[0]['scope'],
  ): Promise<void> {
    const { knex, logger, engineFor, today } = this.#options;
    try {
      const { services, notEvaluated } = await evaluateFleet({
        knex,
        scope,
        engine: engineFor(policy),
        today: today(),
        onProgress: (evaluated, total) =>
          updateDryRun({ knex, id, changes: { evaluated, total } }),
        signal: this.#shutdown.signal,
      });
      const rows = await loadServiceRows({
        knex,
        entityRefs: services.map(({ entityRef }) => entityRef),
      });
      const result = compare(services, rows, notEvaluated);
      await updateDryRun({
        knex,
        id,
        changes: { status: 'done', result: JSON.stringify(result) },
      });
    } catch (error) {
      logger.error(
        `Dry run ${id} failed`,
        error instanceof Error ? error : new Error(String(error)),
      );
      await updateDryRun({ knex, id, changes: { status: 'failed' } });
    }
  }
}

function readPolicy(config: PolicyConfig): Policy {
  try {
    return resolvePolicy(config);
  } catch (error) {
    throw new InputError(
      error instanceof Error ? error.message : String(error),
    );
  }
}

function toDryRun(row: DryRunRow): PolicyDryRun {
  return {
    id: row.id,
    status: row.status,
    evaluated: row.evaluated,
    total: row.total,
    result: row.result === null ? undefined : JSON.parse(row.result),
  };
}

interface Change {
  service: FullServiceRow;
  before: Level;
  after: Level;
  failing: string[];
  fixed: string[];
}

/** What the policy changes, the greatest loss first. */
function compare(
  verdicts: readonly ServiceVerdict[],
  rows: ReadonlyMap<string, FullServiceRow>,
  notEvaluated: number,
): DryRunResult {
  const before: LevelCounts = { none: 0, bronze: 0, silver: 0, gold: 0 };
  const after: LevelCounts = { none: 0, bronze: 0, silver: 0, gold: 0 };
  const owners = new Map<string, { gains: number; losses: number }>();
  const rules = new Map<string, number>();
  const changes: Change[] = [];
  for (const { entityRef, level, failing } of verdicts) {
    const service = rows.get(entityRef);
    if (!service || level === null || service.level < 0) continue;
    const now = levelOf(service.level);
    before[now] += 1;
    after[level] += 1;
    const failingNow: string[] = JSON.parse(service.failing_rules);
    const added = failing.filter(rule => !failingNow.includes(rule));
    added.forEach(rule => rules.set(rule, (rules.get(rule) ?? 0) + 1));
    const change = changeOf(now, level);
    if (change === 0) continue;
    const owner = owners.get(service.owner) ?? { gains: 0, losses: 0 };
    owner[change > 0 ? 'gains' : 'losses'] += 1;
    owners.set(service.owner, owner);
    changes.push({
      service,
      before: now,
      after: level,
      failing: added,
      fixed: failingNow.filter(rule => !failing.includes(rule)),
    });
  }
  changes.sort(
    (a, b) =>
      changeOf(a.before, a.after) - changeOf(b.before, b.after) ||
      (a.service.sort_name < b.service.sort_name ? -1 : 1),
  );
  const sum = (key: 'gains' | 'losses') =>
    [...owners.values()].reduce((total, owner) => total + owner[key], 0);
  return {
    before,
    after,
    gains: sum('gains'),
    losses: sum('losses'),
    notEvaluated,
    owners: [...owners]
      .map(([owner, counts]) => ({ owner, ...counts }))
      .sort((a, b) => b.losses - a.losses || (a.owner < b.owner ? -1 : 1)),
    rules: [...rules]
      .map(([rule, services]) => ({ rule, services }))
      .sort((a, b) => b.services - a.services),
    items: changes.slice(0, CHANGES_SHOWN).map(change => ({
      entityRef: change.service.entity_ref,
      title: change.service.title ?? change.service.name,
      owner: change.service.owner || undefined,
      before: change.before,
      after: change.after,
      failing: change.failing,
      fixed: change.fixed,
    })),
  };
}
