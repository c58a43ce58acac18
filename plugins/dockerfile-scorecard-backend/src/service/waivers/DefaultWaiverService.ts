import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  dockerfileScorecardWaiverApprovePermission,
  dockerfileScorecardWaiverCreatePermission,
  type Waiver,
  type WaiverList,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { Rule } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { WaiverRow } from '../../database';
import {
  addWaiver,
  decideWaiver,
  getService,
  getWaiver,
  listWaivers,
  reevaluate,
  type WaiverFilters,
} from '../../database/operations';
import type { CatalogVisibility } from '../permissions';
import { callerOf } from '../caller';
import { checkLastDay } from '../request';
import { toWaiver } from '../response';
import type { CallOptions } from '../types';

export interface DefaultWaiverServiceOptions {
  knex: Knex;
  permissions: PermissionsService;
  visibility: CatalogVisibility;
  rules: readonly Rule[];
  /** UTC date of now, ISO. */
  today(): string;
  /** Called when there is something to evaluate at once. */
  onChanged(): void;
}

/** What may be done with a waiver, and in which states. */
const decisions = {
  approve: { from: ['requested'], to: 'approved' },
  reject: { from: ['requested'], to: 'rejected' },
  revoke: { from: ['requested', 'approved'], to: 'revoked' },
} as const satisfies Record<
  string,
  { from: readonly WaiverRow['state'][]; to: WaiverRow['state'] }
>;

export type WaiverDecision = keyof typeof decisions;

/** Waivers of rules, asked for and decided in the portal. */
export class DefaultWaiverService {
  readonly #options: DefaultWaiverServiceOptions;

  constructor(options: DefaultWaiverServiceOptions) {
    this.#options = options;
  }

  async list(
    query: { filters: WaiverFilters; limit: number; offset: number },
    { credentials }: CallOptions,
  ): Promise<WaiverList> {
    const { knex, visibility, today } = this.#options;
    const { rows, total } = await listWaivers({
      knex,
      visibility: await visibility.of(credentials),
      today: today(),
      ...query,
    });
    return {
      items: rows.map(row => toWaiver(row, today())),
      totalItems: total,
    };
  }

  async request(
    request: { entityRef: string; rule: string; reason: string; until: string },
    { credentials }: CallOptions,
  ): Promise<Waiver> {
    const { knex, rules, today } = this.#options;
    const { rule, reason, until } = request;
    const entityRef = request.entityRef.toLocaleLowerCase('en-US');
    await this.#checkVisible(entityRef, credentials);
    await this.#check(
      dockerfileScorecardWaiverCreatePermission,
      entityRef,
      credentials,
    );
    if (!rules.some(({ id }) => id === rule)) {
      throw new InputError(`There is no rule ${rule}`);
    }
    if (reason.trim() === '') {
      throw new InputError('Give the reason for the waiver');
    }
    checkLastDay(until, today(), 'The waiver');
    const outcome = await addWaiver({
      knex,
      today: today(),
      waiver: {
        id: randomUUID(),
        entity_ref: entityRef,
        rule,
        reason: reason.trim(),
        until,
        requested_by: callerOf(credentials),
      },
    });
    if (outcome.kind === 'exists') {
      throw new ConflictError(
        `There is a waiver of ${rule} for ${entityRef} already; it is ${outcome.row.state}`,
      );
    }
    return toWaiver(outcome.row, today());
  }

  async decide(
    id: string,
    decision: WaiverDecision,
    comment: string | undefined,
    { credentials }: CallOptions,
  ): Promise<Waiver> {
    const { knex, today, onChanged } = this.#options;
    const row = await getWaiver({ knex, id });
    if (!row || !(await this.#isVisible(row.entity_ref, credentials))) {
      throw new NotFoundError(`There is no waiver ${id}`);
    }
    const decidedBy = callerOf(credentials);
    const isOwn = decision === 'revoke' && decidedBy === row.requested_by;
    if (!isOwn) {
      await this.#check(
        dockerfileScorecardWaiverApprovePermission,
        row.entity_ref,
        credentials,
      );
    }
    const { from, to } = decisions[decision];
    const isOpen =
      (from as readonly string[]).includes(row.state) &&
      (await decideWaiver({
        knex,
        id,
        from: row.state,
        to,
        decidedBy,
        comment,
      }));
    const now = await getWaiver({ knex, id });
    if (!now) {
      throw new NotFoundError(`There is no waiver ${id}`);
    }
    if (!isOpen) {
      throw new ConflictError(`The waiver is ${now.state}`);
    }
    if (to === 'approved' || row.state === 'approved') {
      await reevaluate({ knex, entityRef: row.entity_ref });
      onChanged();
    }
    return toWaiver(now, today());
  }

  async #isVisible(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return this.#options.visibility.includes(entityRef, credentials);
  }

  async #checkVisible(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { knex } = this.#options;
    const row = await getService({ knex, entityRef });
    if (!row || !(await this.#isVisible(entityRef, credentials))) {
      throw new NotFoundError(
        `There is no service ${entityRef}, or you may not see it`,
      );
    }
  }

  async #check(
    permission: ResourcePermission,
    resourceRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not do this for ${resourceRef}; it needs the permission ${permission.name}`,
      );
    }
  }
}
