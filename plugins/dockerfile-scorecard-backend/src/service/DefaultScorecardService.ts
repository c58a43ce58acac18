import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  dockerfileScorecardScanCreatePermission,
  dockerfileScorecardWaiverApprovePermission,
  dockerfileScorecardWaiverCreatePermission,
  type AllowedOperations,
  type FixList,
  type HistoryList,
  type RewriteList,
  type RuleList,
  type ScanTicket,
  type ScansStatus,
  type Scorecard,
  type ScorecardList,
  type ScorecardSummary,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { NextLevel } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { readTransaction, type FullServiceRow } from '../database';
import {
  getDockerfiles,
  getHistory,
  getHosts,
  getPreviousResult,
  getQueueState,
  getRepository,
  getScans,
  getService,
  listServices,
  listWaivers,
  loadDockerfilesOf,
  loadWaivers,
  requestScan,
  type QueueState,
} from '../database/operations';
import { hashJson, ruleWaivers, type Engine } from '../evaluation';
import { shownFixes } from '../secrets';
import { TooManyRequestsError } from './errors';
import type { CatalogVisibility } from './permissions';
import { createCursor, createHistoryCursor, type ListQuery } from './request';
import {
  parseOptional,
  proposedRewrite,
  toHistoryEntry,
  toScan,
  toSummary,
  toWaiver,
  viewUrl,
} from './response';
import type { CallOptions, ScorecardService } from './types';

export interface DefaultScorecardServiceOptions {
  knex: Knex;
  permissions: PermissionsService;
  visibility: CatalogVisibility;
  integrations: ScmIntegrationRegistry;
  engine: Engine;
  /** UTC date of now, ISO. */
  today(): string;
  /** Milliseconds between two scans of a service that people ask for. */
  cooldown: number;
  /** Scans that one user may ask for in an hour. */
  requestsPerUser: number;
  /** Milliseconds between two readings of the catalog, if that is regular. */
  syncFrequency: number | undefined;
  /** Called when there is something to scan at once. */
  onScanRequested(): void;
}

/** The newest ones of a service. */
const WAIVERS_SHOWN = 100;

export class DefaultScorecardService implements ScorecardService {
  readonly #options: DefaultScorecardServiceOptions;

  constructor(options: DefaultScorecardServiceOptions) {
    this.#options = options;
  }

  async list(
    query: ListQuery,
    { credentials }: CallOptions,
  ): Promise<ScorecardList> {
    const { knex, visibility } = this.#options;
    const { rows, total, end } = await listServices({
      knex,
      visibility: await visibility.of(credentials),
      ...query,
    });
    return {
      items: rows.map(toSummary),
      totalItems: total,
      pageInfo: end ? { nextCursor: createCursor(end, query) } : {},
    };
  }

  async get(
    ref: CompoundEntityRef,
    { credentials }: CallOptions,
  ): Promise<Scorecard> {
    const { knex, integrations, engine } = this.#options;
    const today = this.#options.today();
    const entityRef = (await this.#visibleService(ref, credentials)).entity_ref;
    // All of it from one moment: a scan that ends in between must not give a new result with an old state, or the other way round.
    const found = await readTransaction(knex, async tx => {
      const row = await getService({ knex: tx, entityRef });
      return (
        row && {
          row,
          repository: row.repository_id
            ? await getRepository({ knex: tx, id: row.repository_id })
            : undefined,
          dockerfiles: await getDockerfiles({ knex: tx, entityRef }),
          previous: await getPreviousResult({ knex: tx, entityRef }),
          scan: await this.#scanState(tx, row),
          waivers: await listWaivers({
            knex: tx,
            visibility: { kind: 'all' },
            filters: { entityRefs: [entityRef], rules: [], states: [] },
            today,
            limit: WAIVERS_SHOWN,
            offset: 0,
          }),
          inForce: await loadWaivers({
            knex: tx,
            entityRefs: [entityRef],
            today,
          }),
        }
      );
    });
    if (!found) {
      throw notFound(entityRef);
    }
    const { row, repository, dockerfiles, previous, scan, waivers } = found;
    const waived = ruleWaivers(found.inForce.get(entityRef) ?? []);
    return {
      ...toSummary(row),
      nextLevel: parseOptional<NextLevel>(row.next_level) ?? null,
      dockerfiles: dockerfiles.map(dockerfile => ({
        ...dockerfile,
        evaluation: engine.waive(dockerfile.evaluation, waived, today),
        url:
          repository &&
          viewUrl({
            integrations,
            repositoryUrl: repository.url,
            path: dockerfile.path,
          }),
      })),
      waivers: waivers.rows.map(each => toWaiver(each, today)),
      repository: repository && {
        url: repository.url,
        revision: repository.revision ?? undefined,
      },
      previous,
      allowed: await this.#allowed(row, credentials),
      scan: toScan(scan, repository?.revision ?? undefined),
    };
  }

  async summary(
    ref: CompoundEntityRef,
    { credentials }: CallOptions,
  ): Promise<ScorecardSummary> {
    return toSummary(await this.#visibleService(ref, credentials));
  }

  async history(
    ref: CompoundEntityRef,
    query: { limit: number; before: string | undefined },
    { credentials }: CallOptions,
  ): Promise<HistoryList> {
    const { knex } = this.#options;
    const { entity_ref: entityRef } = await this.#visibleService(
      ref,
      credentials,
    );
    const { rows, next } = await getHistory({ knex, entityRef, ...query });
    return {
      items: rows.map(toHistoryEntry),
      pageInfo: next ? { nextCursor: createHistoryCursor(next) } : {},
    };
  }

  async fixes(
    ref: CompoundEntityRef,
    { credentials }: CallOptions,
  ): Promise<FixList> {
    const { knex, engine, today } = this.#options;
    const { entity_ref: entityRef } = await this.#visibleService(
      ref,
      credentials,
    );
    const dockerfiles = await loadDockerfilesOf({ knex, entityRef });
    return {
      items: dockerfiles.map(
        ({ path, evaluated_path, text, context, stored_as, masked }) => ({
          path,
          fixes:
            stored_as === 'findings'
              ? []
              : shownFixes(
                  engine.proposeFixes({
                    path: evaluated_path,
                    text,
                    context: JSON.parse(context),
                    today: today(),
                  }),
                  text,
                  JSON.parse(masked ?? '[]'),
                ),
        }),
      ),
    };
  }

  async rewrites(
    ref: CompoundEntityRef,
    { credentials }: CallOptions,
  ): Promise<RewriteList> {
    const { knex, engine, today } = this.#options;
    const { entity_ref: entityRef } = await this.#visibleService(
      ref,
      credentials,
    );
    const dockerfiles = await loadDockerfilesOf({ knex, entityRef });
    return {
      items: dockerfiles.map(
        ({ path, evaluated_path, text, context, stored_as, masked }) => ({
          path,
          rewrite: proposedRewrite({
            storedAs: stored_as,
            masked: JSON.parse(masked ?? '[]'),
            rewrite: () =>
              engine.rewrite({
                path: evaluated_path,
                text,
                context: JSON.parse(context),
                today: today(),
              }),
          }),
        }),
      ),
    };
  }

  async requestScan(
    ref: CompoundEntityRef,
    { credentials }: CallOptions,
  ): Promise<ScanTicket> {
    const { knex, cooldown, requestsPerUser, onScanRequested } = this.#options;
    const row = await this.#visibleService(ref, credentials);
    if (!(await this.#mayScan(row.entity_ref, credentials))) {
      throw new NotAllowedError(
        `You may not ask for a scan of ${row.entity_ref}; it needs the permission ${dockerfileScorecardScanCreatePermission.name}`,
      );
    }
    const { repository_id: repositoryId } = row;
    if (row.state === 'excluded' || repositoryId === null) {
      throw new ConflictError(
        `${row.entity_ref} is not scanned: ${
          row.reason ?? 'its repository is not known'
        }`,
      );
    }
    const outcome = await requestScan({
      knex,
      repositoryId,
      cooldownMs: cooldown,
      requester: {
        id: hashJson(credentials.principal),
        mostPerHour: requestsPerUser,
      },
    });
    if (outcome.kind === 'unknown-repository') {
      throw new ConflictError(`The repository of ${row.entity_ref} is gone`);
    }
    if (outcome.kind === 'too-soon') {
      throw new TooManyRequestsError(
        `A scan of ${
          row.entity_ref
        } was asked for a moment ago; ask again after ${outcome.retryAt.toISOString()}`,
        outcome,
      );
    }
    if (outcome.kind === 'too-many') {
      throw new TooManyRequestsError(
        `You have asked for ${requestsPerUser} scans in an hour (dockerfileScorecard.scan.requestsPerUser); ask again after ${outcome.retryAt.toISOString()}`,
        outcome,
      );
    }
    onScanRequested();
    const state = await getQueueState({ knex, repositoryId });
    return {
      entityRef: row.entity_ref,
      status: state.status === 'queued' ? 'queued' : 'running',
      position: state.status === 'queued' ? state.position : 0,
      requestedAt: outcome.requestedAt.toISOString(),
    };
  }

  async scans({ credentials }: CallOptions): Promise<ScansStatus> {
    const { knex, visibility, syncFrequency } = this.#options;
    const visible = await visibility.of(credentials);
    const { counts, failed, sync } = await getScans({
      knex,
      visibility: visible,
    });
    const hosts = await getHosts({ knex, visibility: visible });
    return {
      ...counts,
      failed,
      lastSync: sync.succeededAt?.toISOString(),
      nextSync:
        sync.succeededAt && syncFrequency
          ? new Date(sync.succeededAt.getTime() + syncFrequency).toISOString()
          : undefined,
      lastSyncFailure:
        sync.failedAt && sync.error
          ? { at: sync.failedAt.toISOString(), reason: sync.error }
          : undefined,
      notStored: sync.skipped,
      hosts: hosts.map(({ host, blockedUntil, reason }) => ({
        host,
        blockedUntil: blockedUntil.toISOString(),
        reason,
      })),
    };
  }

  rules(): RuleList {
    return { items: [...this.#options.engine.rules] };
  }

  async #visibleService(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<FullServiceRow> {
    const { knex, visibility } = this.#options;
    const entityRef = stringifyEntityRef(ref);
    const row = await getService({ knex, entityRef });
    if (!row || !(await visibility.includes(entityRef, credentials))) {
      throw notFound(entityRef);
    }
    return row;
  }

  async #allowed(
    row: FullServiceRow,
    credentials: BackstageCredentials,
  ): Promise<AllowedOperations> {
    const scannable = row.state !== 'excluded' && row.repository_id !== null;
    const permissions = [
      dockerfileScorecardScanCreatePermission,
      dockerfileScorecardWaiverCreatePermission,
      dockerfileScorecardWaiverApprovePermission,
    ];
    const [rescan, requestWaiver, approveWaiver] = (
      await this.#options.permissions.authorize(
        permissions.map(permission => ({
          permission,
          resourceRef: row.entity_ref,
        })),
        { credentials },
      )
    ).map(({ result }) => result === AuthorizeResult.ALLOW);
    return { rescan: scannable && rescan, requestWaiver, approveWaiver };
  }

  async #mayScan(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#options.permissions.authorize(
      [
        {
          permission: dockerfileScorecardScanCreatePermission,
          resourceRef: entityRef,
        },
      ],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  async #scanState(knex: Knex, row: FullServiceRow): Promise<QueueState> {
    if (row.state === 'excluded' || row.repository_id === null) {
      return { status: 'idle' };
    }
    return getQueueState({ knex, repositoryId: row.repository_id });
  }
}

function notFound(entityRef: string): NotFoundError {
  return new NotFoundError(
    `There is no service ${entityRef}, or you may not see it`,
  );
}
