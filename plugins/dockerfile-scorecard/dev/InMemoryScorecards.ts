import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  BaseImageImpact,
  BaseImageItem,
  BaseImageList,
  DockerfileScorecardApi,
  FixList,
  RewriteList,
  DockerfileScorecardFleetApi,
  FleetMovement,
  FleetSummary,
  FleetTrend,
  HistoryList,
  ListScorecardsQuery,
  RuleList,
  ScanTicket,
  ScorecardFilters,
  SummaryGroup,
  SummaryItem,
  WaiverList,
  ScansStatus,
  Scorecard,
  ScorecardList,
  ScorecardSummary,
  ServiceReference,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { compareLevels } from 'dockerfile-scorecard-engine/verdict';
import { sampleRules, sampleServices } from './samples';

const SCAN_MS = 5_000;

function refOf(reference: ServiceReference): string {
  return stringifyEntityRef(
    typeof reference === 'string' ? parseEntityRef(reference) : reference,
  );
}

function matches(item: ScorecardSummary, query: ScorecardFilters): boolean {
  const has = (wanted: readonly string[] | undefined, value?: string) =>
    !wanted?.length || (value !== undefined && wanted.includes(value));
  return (
    has(query.level, item.level) &&
    has(query.state, item.state) &&
    has(query.owner, item.owner) &&
    has(query.system, item.system) &&
    has(query.lifecycle, item.lifecycle) &&
    (!query.rule?.length ||
      query.rule.some(rule => item.failingRules.includes(rule))) &&
    (!query.q || item.name.includes(query.q.toLocaleLowerCase('en-US')))
  );
}

function compare(a: ScorecardSummary, b: ScorecardSummary, field: string) {
  switch (field) {
    case 'score':
      return (a.score ?? 101) - (b.score ?? 101);
    case 'level':
      return compareLevels(a.level, b.level);
    case 'owner':
      return (a.owner ?? '').localeCompare(b.owner ?? '');
    default:
      return a.name.localeCompare(b.name);
  }
}

/** For calls that nothing in the development app makes. */
async function notInSamples(): Promise<never> {
  throw new NotFoundError('The sample data does not have this.');
}

function keysOf(item: ScorecardSummary, group: SummaryGroup): string[] {
  if (group === 'rule') return item.failingRules;
  return [item[group === 'direct-owner' ? 'owner' : group] ?? ''];
}

function summaryOf(
  key: string,
  items: readonly ScorecardSummary[],
): SummaryItem {
  const scored = items.filter(({ state }) => state === 'scored');
  const amount = (level: string) =>
    scored.filter(item => item.level === level).length;
  return {
    key,
    services: items.length,
    levels: {
      none: amount('none'),
      bronze: amount('bronze'),
      silver: amount('silver'),
      gold: amount('gold'),
    },
    notScored: items.length - scored.length,
    averageScore: null,
  };
}

/** Stands in for the backend in the development app. */
export class InMemoryScorecards
  implements DockerfileScorecardApi, DockerfileScorecardFleetApi
{
  readonly #services = new Map<string, Scorecard>(
    sampleServices.map(one => [one.entityRef, one]),
  );

  async listScorecards(query: ListScorecardsQuery): Promise<ScorecardList> {
    const { field, order } = query.orderBy ?? { field: 'name', order: 'asc' };
    const found = [...this.#services.values()]
      .filter(item => matches(item, query))
      .sort((a, b) => compare(a, b, field) * (order === 'asc' ? 1 : -1));
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 50);
    return {
      items: found.slice(start, end),
      totalItems: found.length,
      pageInfo: end < found.length ? { nextCursor: String(end) } : {},
    };
  }

  async getScorecard(reference: ServiceReference): Promise<Scorecard> {
    const found = this.#services.get(refOf(reference));
    if (!found) throw new NotFoundError('No such service');
    return found;
  }

  async requestScan(reference: ServiceReference): Promise<ScanTicket> {
    const entityRef = refOf(reference);
    this.#set(entityRef, { scan: { status: 'queued', position: 1 } });
    setTimeout(
      () => this.#set(entityRef, { scan: { status: 'running' } }),
      SCAN_MS / 2,
    );
    setTimeout(
      () =>
        this.#set(entityRef, {
          scan: { status: 'idle' },
          scannedAt: new Date().toISOString(),
        }),
      SCAN_MS,
    );
    return { entityRef, status: 'queued', position: 1 };
  }

  /** The samples carry their fixes themselves. */
  async listFixes(): Promise<FixList> {
    return { items: [] };
  }

  async listRewrites(): Promise<RewriteList> {
    return {
      items: [...this.#services.values()].flatMap(({ dockerfiles }) =>
        dockerfiles.map(({ path }) => ({
          path,
          rewrite: { kind: 'not-offered', reasons: ['This is a sample.'] },
        })),
      ),
    };
  }

  async getScans(): Promise<ScansStatus> {
    return {
      services: this.#services.size,
      due: 2,
      running: 1,
      done: this.#services.size - 4,
      failed: [],
      lastSync: new Date(Date.now() - 90_000).toISOString(),
    };
  }

  async listRules(): Promise<RuleList> {
    return { items: sampleRules };
  }

  async getFleetSummary(
    query: ScorecardFilters & { groupBy: SummaryGroup },
  ): Promise<FleetSummary> {
    const found = [...this.#services.values()].filter(
      item =>
        item.state !== 'excluded' &&
        matches(item, { ...query, level: undefined, state: undefined }),
    );
    const groups = new Map<string, ScorecardSummary[]>();
    for (const item of found)
      for (const key of keysOf(item, query.groupBy))
        groups.set(key, [...(groups.get(key) ?? []), item]);
    return {
      total: summaryOf('', found),
      items: [...groups]
        .map(([key, items]) => summaryOf(key, items))
        .sort((x, y) => y.services - x.services),
    };
  }

  async getFleetTrend(): Promise<FleetTrend> {
    const { levels: counts } = summaryOf('', [...this.#services.values()]);
    return { items: [{ date: '2026-11-25', levels: counts }] };
  }

  async getFleetMovement(): Promise<FleetMovement> {
    const service = this.#services.get('component:default/orders-api')!;
    return {
      worse: 1,
      better: 0,
      items: [
        {
          service,
          previousLevel: 'silver',
          previousScore: 97,
          failing: ['deps-not-copied'],
          fixed: [],
        },
      ],
    };
  }

  async listBaseImages(): Promise<BaseImageList> {
    const items = new Map<string, BaseImageItem>();
    for (const { baseImages } of this.#services.values())
      for (const { reference, family, endOfLife, use } of baseImages) {
        const item = items.get(reference) ?? {
          image: reference,
          family,
          endOfLife,
          services: 0,
          final: 0,
          build: 0,
          copy: 0,
        };
        item.services += 1;
        item[use] += 1;
        items.set(reference, item);
      }
    return { items: [...items.values()], totalItems: items.size };
  }

  async getBaseImageImpact(query: {
    ban?: string[];
  }): Promise<BaseImageImpact> {
    const banned = (reference: string) =>
      query.ban?.some(one => reference.includes(one.replaceAll('*', '')));
    const hit = [...this.#services.values()].filter(({ baseImages }) =>
      baseImages.some(({ reference }) => banned(reference)),
    );
    const { levels: before } = summaryOf('', [...this.#services.values()]);
    return {
      affected: hit.length,
      before,
      after: before,
      items: hit.map(service => ({
        service,
        levelAfter: 'none',
        images: service.baseImages
          .map(({ reference }) => reference)
          .filter(reference => banned(reference)),
      })),
    };
  }

  async getHistory(): Promise<HistoryList> {
    return {
      items: [
        {
          at: '2026-10-12T08:00:00Z',
          revision: 'a91e0f7d4be07755c1a2e0f8d6b9c3a1e4f50712',
          state: 'scored',
          level: 'none',
          score: 48,
          previousLevel: 'silver',
          previousScore: 97,
          failing: ['deps-not-copied'],
          fixed: [],
        },
      ],
      pageInfo: {},
    };
  }

  async listWaivers(): Promise<WaiverList> {
    return { items: [], totalItems: 0 };
  }

  getRule = notInSamples;
  evaluate = notInSamples;
  startPolicyDryRun = notInSamples;
  getPolicyDryRun = notInSamples;
  requestWaiver = notInSamples;
  decideWaiver = notInSamples;
  exportScorecards = notInSamples;

  #set(entityRef: string, change: Partial<Scorecard>) {
    const known = this.#services.get(entityRef);
    if (known) this.#services.set(entityRef, { ...known, ...change });
  }
}
