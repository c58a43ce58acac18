import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  DockerfileScorecardApi,
  FixList,
  ListScorecardsQuery,
  RuleList,
  ScanTicket,
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

function matches(item: ScorecardSummary, query: ListScorecardsQuery): boolean {
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

/** Stands in for the backend in the development app. */
export class InMemoryScorecards implements DockerfileScorecardApi {
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

  #set(entityRef: string, change: Partial<Scorecard>) {
    const known = this.#services.get(entityRef);
    if (known) this.#services.set(entityRef, { ...known, ...change });
  }
}
