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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  dockerfileScorecardCampaignManagePermission,
  type Campaign,
  type CampaignDetails,
  type CampaignFilters,
  type CampaignList,
  type CampaignRequest,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { Rule } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { databaseNow, type CampaignRow } from '../../database';
import {
  addCampaign,
  closeCampaign,
  getCampaign,
  listCampaigns,
  listServices,
  type Visibility,
} from '../../database/operations';
import { callerOf } from '../caller';
import type { CatalogVisibility } from '../permissions';
import { checkLastDay, checkText, parseFilters } from '../request';
import { toSummary } from '../response';
import type { CallOptions } from '../types';
import {
  burnDownOf,
  filtersOf,
  parseGoal,
  progressOf,
  remainingFilters,
  toCampaign,
} from './goals';

export interface DefaultCampaignServiceOptions {
  knex: Knex;
  permissions: PermissionsService;
  visibility: CatalogVisibility;
  rules: readonly Rule[];
  /** UTC date of now, ISO. */
  today(): string;
}

/** Goals with a date. Figures and lists cover the services that the caller may see. */
export class DefaultCampaignService {
  readonly #options: DefaultCampaignServiceOptions;

  constructor(options: DefaultCampaignServiceOptions) {
    this.#options = options;
  }

  async list({ credentials }: CallOptions): Promise<CampaignList> {
    const { knex, visibility } = this.#options;
    const visible = await visibility.of(credentials);
    const items: Campaign[] = [];
    for (const row of await listCampaigns({ knex })) {
      const campaign = await this.#show(row, visible);
      if (isShown(campaign, credentials)) items.push(campaign);
    }
    return { items };
  }

  async get(
    id: string,
    { limit }: { limit: number },
    { credentials }: CallOptions,
  ): Promise<CampaignDetails> {
    const { knex, visibility } = this.#options;
    const visible = await visibility.of(credentials);
    const row = await this.#find(id);
    const campaign = await this.#show(row, visible);
    if (!isShown(campaign, credentials)) throw notFound(id);
    const { rows } = await listServices({
      knex,
      visibility: visible,
      filters: remainingFilters(row),
      order: { field: 'owner', order: 'asc' },
      limit,
      after: undefined,
    });
    return {
      campaign,
      burnDown: await burnDownOf(
        { knex, visibility: visible, filters: filtersOf(row) },
        row,
        await databaseNow(knex),
      ),
      items: rows.map(toSummary),
    };
  }

  async create(
    request: CampaignRequest,
    { credentials }: CallOptions,
  ): Promise<Campaign> {
    const { knex, rules, today, visibility } = this.#options;
    await this.#checkMayManage(credentials);
    const title = checkText('title', request.title).trim();
    if (title === '') {
      throw new InputError('Give the campaign a title');
    }
    checkLastDay(request.due, today(), 'The campaign');
    const { owners, systems, lifecycles, tags } = parseFilters(
      request.filters ?? {},
    );
    const filters: CampaignFilters = {
      owner: owners as string[],
      system: systems as string[],
      lifecycle: lifecycles as string[],
      tag: tags as string[],
    };
    const row = await addCampaign({
      knex,
      campaign: {
        id: randomUUID(),
        title,
        description: request.description
          ? checkText('description', request.description)
          : null,
        ...parseGoal(request.goal, rules),
        filters: JSON.stringify(filters),
        due: request.due,
        created_by: callerOf(credentials),
      },
    });
    return this.#show(row, await visibility.of(credentials));
  }

  async close(id: string, { credentials }: CallOptions): Promise<Campaign> {
    const { knex, visibility } = this.#options;
    await this.#checkMayManage(credentials);
    await this.#find(id);
    if (!(await closeCampaign({ knex, id }))) {
      throw new ConflictError('The campaign is closed already');
    }
    return this.#show(await this.#find(id), await visibility.of(credentials));
  }

  async #find(id: string): Promise<CampaignRow> {
    const row = await getCampaign({ knex: this.#options.knex, id });
    if (!row) throw notFound(id);
    return row;
  }

  async #show(row: CampaignRow, visibility: Visibility): Promise<Campaign> {
    const { knex } = this.#options;
    const scope = { knex, visibility, filters: filtersOf(row) };
    return toCampaign(row, await progressOf(scope, row));
  }

  async #checkMayManage(credentials: BackstageCredentials): Promise<void> {
    const permission = dockerfileScorecardCampaignManagePermission;
    const [decision] = await this.#options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not set goals; it needs the permission ${permission.name}`,
      );
    }
  }
}

/** Titles and filters may name teams: a campaign is for those who see at least one of its services. */
function isShown(
  { total, createdBy }: Campaign,
  credentials: BackstageCredentials,
): boolean {
  return total > 0 || createdBy === callerOf(credentials);
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(
    `There is no campaign ${id}, or you may see none of its services`,
  );
}
