import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  BaseImageImpact,
  BaseImageList,
  FleetMovement,
  FleetSummary,
  FleetTrend,
  LevelCounts,
  RuleDetails,
  SummaryGroup,
  SummaryItem,
} from 'backstage-plugin-dockerfile-scorecard-common';
import {
  rankOfLevel,
  type Evaluation,
  type Level,
} from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import { databaseNow, levelOf, type FullServiceRow } from '../../database';
import {
  getImpact,
  getMovement,
  getRuleCounts,
  getSummary,
  getTrend,
  listImages,
  listServices,
  noFilters,
  type ServiceFilters,
  type ServiceOrder,
  type ServiceScope,
  type SummaryRow,
} from '../../database/operations';
import type { Engine } from '../../evaluation';
import type { CatalogVisibility } from '../permissions';
import { toSummary } from '../response';
import type { CallOptions } from '../types';

export interface DefaultFleetServiceOptions {
  knex: Knex;
  visibility: CatalogVisibility;
  engine: Engine;
  /** UTC date of now, ISO. */
  today(): string;
}

const DAY_MS = 24 * 60 * 60_000;

/** The rule that a ban or a list of allowed images is enforced by. */
const IMAGE_RULE = 'image-not-allowed';

/** Rows of the export that are read at once. */
const EXPORT_PAGE = 500;

/** Looks at the fleet as a whole. Everything covers the services that the caller may see. */
export class DefaultFleetService {
  readonly #options: DefaultFleetServiceOptions;

  constructor(options: DefaultFleetServiceOptions) {
    this.#options = options;
  }

  async summary(
    query: { filters: ServiceFilters; groupBy: SummaryGroup },
    { credentials }: CallOptions,
  ): Promise<FleetSummary> {
    const scope = await this.#scope(query.filters, credentials);
    const rows = await getSummary({ ...scope, groupBy: query.groupBy });
    const all =
      query.groupBy === 'level'
        ? rows
        : await getSummary({ ...scope, groupBy: 'level' });
    const groups = new Map<string, SummaryRow[]>();
    for (const row of rows) {
      const key = query.groupBy === 'level' ? levelKey(row.level) : row.key;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return {
      total: toItem('', all),
      items: [...groups]
        .map(([key, members]) => toItem(key, members))
        .sort((a, b) => b.services - a.services || (a.key < b.key ? -1 : 1)),
    };
  }

  async trend(
    query: { filters: ServiceFilters; days: number },
    { credentials }: CallOptions,
  ): Promise<FleetTrend> {
    const scope = await this.#scope(query.filters, credentials);
    const now = await databaseNow(scope.knex);
    const days = await getTrend({ ...scope, days: query.days, now });
    return {
      items: days.map(({ date, levels }) => ({
        date,
        levels: countsOf(levels.map((count, level) => ({ level, count }))),
      })),
    };
  }

  async movement(
    query: { filters: ServiceFilters; days: number; limit: number },
    { credentials }: CallOptions,
  ): Promise<FleetMovement> {
    const scope = await this.#scope(query.filters, credentials);
    const now = await databaseNow(scope.knex);
    const { worse, better, rows } = await getMovement({
      ...scope,
      since: new Date(now.getTime() - query.days * DAY_MS),
      limit: query.limit,
    });
    return {
      worse,
      better,
      items: rows.map(({ service, previous, turned }) => ({
        service: toSummary(service),
        previousLevel: levelOf(previous.level),
        previousScore: previous.score < 0 ? null : previous.score,
        failing: turned.failing,
        fixed: turned.mended,
      })),
    };
  }

  async baseImages(
    query: { filters: ServiceFilters; limit: number; offset: number },
    { credentials }: CallOptions,
  ): Promise<BaseImageList> {
    const { limit, offset } = query;
    const scope = await this.#scope(query.filters, credentials);
    const { rows, total } = await listImages({ ...scope, limit, offset });
    return {
      items: rows.map(row => ({
        image: row.image,
        name: row.name ?? undefined,
        tag: row.tag ?? undefined,
        family: row.family ?? undefined,
        endOfLife: row.end_of_life ?? undefined,
        unknown: row.unknown ?? undefined,
        services: row.services,
        final: row.final,
        build: row.build,
        copy: row.copy,
      })),
      totalItems: total,
    };
  }

  async impact(
    query: {
      filters: ServiceFilters;
      ban: string[];
      allow: string[];
      limit: number;
    },
    { credentials }: CallOptions,
  ): Promise<BaseImageImpact> {
    const { ban, allow, limit } = query;
    if (ban.length + allow.length === 0) {
      throw new InputError('Give the images to ban or to allow');
    }
    const scope = await this.#scope(query.filters, credentials);
    const { levels, rows } = await getImpact({ ...scope, ban, allow, limit });
    const after = (level: number) => Math.min(level, this.#levelWithoutImage());
    return {
      affected: levels.reduce((sum, { count }) => sum + count, 0),
      before: countsOf(levels),
      after: countsOf(
        levels.map(({ level, count }) => ({ level: after(level), count })),
      ),
      items: rows.map(({ service, images }) => ({
        service: toSummary(service),
        levelAfter: levelOf(after(service.level)),
        images,
      })),
    };
  }

  async rule(id: string, { credentials }: CallOptions): Promise<RuleDetails> {
    const rule = this.#options.engine.rules.find(each => each.id === id);
    if (!rule) {
      throw new NotFoundError(`There is no rule ${id}`);
    }
    const scope = await this.#scope(noFilters, credentials);
    const services = await getRuleCounts({ ...scope, rule: id });
    const decided = services.pass + services.fail;
    return {
      rule: { ...rule, aliases: [...rule.aliases] },
      services,
      passRate: decided > 0 ? services.pass / decided : null,
    };
  }

  /** Of a text that somebody typed in. Nothing is stored. */
  evaluate(request: {
    text: string;
    path?: string;
    target?: string;
  }): Evaluation {
    const { engine, today } = this.#options;
    return engine.evaluate({
      path: request.path ?? 'Dockerfile',
      text: request.text,
      context: request.target ? { target: request.target } : {},
      today: today(),
    });
  }

  /** All services that match, page by page. */
  async *export(
    query: { filters: ServiceFilters; order: ServiceOrder },
    { credentials }: CallOptions,
  ): AsyncGenerator<FullServiceRow[]> {
    const scope = await this.#scope(query.filters, credentials);
    let after;
    do {
      const page: Awaited<ReturnType<typeof listServices>> = await listServices(
        { ...scope, order: query.order, limit: EXPORT_PAGE, after },
      );
      yield page.rows;
      after = page.end;
    } while (after);
  }

  async #scope(
    filters: ServiceFilters,
    credentials: BackstageCredentials,
  ): Promise<ServiceScope> {
    const { knex, visibility } = this.#options;
    return { knex, filters, visibility: await visibility.of(credentials) };
  }

  /** The best level, as a rank, of a service that uses an image that is not allowed. */
  #levelWithoutImage(): number {
    const { engine } = this.#options;
    const configured = engine.policy.rules[IMAGE_RULE]?.level;
    const rule = engine.rules.find(({ id }) => id === IMAGE_RULE);
    const level: Level = configured ?? rule?.level ?? 'none';
    // A rule without a level gates nothing.
    return level === 'none' ? Number.MAX_SAFE_INTEGER : rankOfLevel(level) - 1;
  }
}

function levelKey(level: number): string {
  return level < 0 ? '' : levelOf(level);
}

function countsOf(
  rows: readonly { level: number; count: number }[],
): LevelCounts {
  const counts: LevelCounts = { none: 0, bronze: 0, silver: 0, gold: 0 };
  for (const { level, count } of rows) {
    if (level >= 0) counts[levelOf(level)] += count;
  }
  return counts;
}

function toItem(key: string, rows: readonly SummaryRow[]): SummaryItem {
  const sum = (field: 'services' | 'scores' | 'scored') =>
    rows.reduce((total, row) => total + row[field], 0);
  const scored = sum('scored');
  return {
    key,
    services: sum('services'),
    levels: countsOf(
      rows.map(({ level, services }) => ({ level, count: services })),
    ),
    notScored: rows
      .filter(({ level }) => level < 0)
      .reduce((total, row) => total + row.services, 0),
    averageScore:
      scored > 0 ? Math.round((sum('scores') / scored) * 10) / 10 : null,
  };
}
