import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { Evaluation, PolicyConfig } from 'dockerfile-scorecard-engine';
import type {
  DockerfileScorecardApi,
  DockerfileScorecardCampaignApi,
  DockerfileScorecardFleetApi,
  ListScorecardsQuery,
  RequestOptions,
  ScorecardFilters,
  ServiceReference,
} from '../api';
import { DefaultApiClient, TypedResponse } from '../schema/openapi';
import type {
  BaseImageImpact,
  BaseImageList,
  Campaign,
  CampaignDetails,
  CampaignList,
  CampaignRequest,
  FleetMovement,
  FleetSummary,
  FixList,
  FleetTrend,
  HistoryList,
  PolicyDryRun,
  RewriteList,
  RuleDetails,
  RuleList,
  SummaryGroup,
  Waiver,
  WaiverList,
  WaiverState,
  ScanTicket,
  ScansStatus,
  Scorecard,
  ScorecardList,
} from '../types';

/**
 * @public
 */
export interface DockerfileScorecardClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Adds the caller's token; a plain `fetch` unless given. */
  fetchApi?: { fetch: typeof fetch };
}

/**
 * Talks to the backend plugin over HTTP.
 *
 * @public
 */
export class DockerfileScorecardClient
  implements
    DockerfileScorecardApi,
    DockerfileScorecardFleetApi,
    DockerfileScorecardCampaignApi
{
  readonly #options: DockerfileScorecardClientOptions;

  constructor(options: DockerfileScorecardClientOptions) {
    this.#options = options;
  }

  async listScorecards(
    query: ListScorecardsQuery,
    options?: RequestOptions,
  ): Promise<ScorecardList> {
    const { orderBy, cursor, ...rest } = query;
    return answer<ScorecardList>(
      this.#client(options).listScorecards(
        {
          query: {
            ...withoutEmpty(rest),
            cursor: cursor || undefined,
            orderBy: orderBy && `${orderBy.field}:${orderBy.order}`,
          },
        },
        options,
      ),
    );
  }

  async getScorecard(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<Scorecard> {
    return answer<Scorecard>(
      this.#client(options).getScorecard({ path: partsOf(service) }, options),
    );
  }

  async listFixes(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<FixList> {
    return answer<FixList>(
      this.#client(options).listFixes({ path: partsOf(service) }, options),
    );
  }

  async listRewrites(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<RewriteList> {
    return answer<RewriteList>(
      this.#client(options).listRewrites({ path: partsOf(service) }, options),
    );
  }

  async requestScan(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<ScanTicket> {
    return answer<ScanTicket>(
      this.#client(options).requestScan({ path: partsOf(service) }, options),
    );
  }

  async getScans(options?: RequestOptions): Promise<ScansStatus> {
    return answer<ScansStatus>(this.#client(options).getScans({}, options));
  }

  async listRules(options?: RequestOptions): Promise<RuleList> {
    return answer<RuleList>(this.#client(options).listRules({}, options));
  }

  async getHistory(
    service: ServiceReference,
    query: { limit?: number; cursor?: string } = {},
    options?: RequestOptions,
  ): Promise<HistoryList> {
    return answer<HistoryList>(
      this.#client(options).getHistory(
        { path: partsOf(service), query },
        options,
      ),
    );
  }

  async getFleetSummary(
    query: ScorecardFilters & { groupBy: SummaryGroup },
    options?: RequestOptions,
  ): Promise<FleetSummary> {
    return answer<FleetSummary>(
      this.#client(options).getFleetSummary(
        { query: withoutEmpty(query) },
        options,
      ),
    );
  }

  async getFleetTrend(
    query: ScorecardFilters & { days?: number } = {},
    options?: RequestOptions,
  ): Promise<FleetTrend> {
    return answer<FleetTrend>(
      this.#client(options).getFleetTrend(
        { query: withoutEmpty(query) },
        options,
      ),
    );
  }

  async getFleetMovement(
    query: ScorecardFilters & { days?: number; limit?: number } = {},
    options?: RequestOptions,
  ): Promise<FleetMovement> {
    return answer<FleetMovement>(
      this.#client(options).getFleetMovement(
        { query: withoutEmpty(query) },
        options,
      ),
    );
  }

  async listBaseImages(
    query: ScorecardFilters & { limit?: number; offset?: number } = {},
    options?: RequestOptions,
  ): Promise<BaseImageList> {
    return answer<BaseImageList>(
      this.#client(options).listBaseImages(
        { query: withoutEmpty(query) },
        options,
      ),
    );
  }

  async getBaseImageImpact(
    query: ScorecardFilters & {
      ban?: string[];
      allow?: string[];
      limit?: number;
    },
    options?: RequestOptions,
  ): Promise<BaseImageImpact> {
    return answer<BaseImageImpact>(
      this.#client(options).getBaseImageImpact(
        { query: withoutEmpty(query) },
        options,
      ),
    );
  }

  async getRule(id: string, options?: RequestOptions): Promise<RuleDetails> {
    return answer<RuleDetails>(
      this.#client(options).getRule({ path: { id } }, options),
    );
  }

  async evaluate(
    request: { text: string; path?: string; target?: string },
    options?: RequestOptions,
  ): Promise<Evaluation> {
    const { evaluation } = await answer<{ evaluation: Evaluation }>(
      this.#client(options).evaluate({ body: request }, options),
    );
    return evaluation;
  }

  async startPolicyDryRun(
    policy: PolicyConfig,
    query: ScorecardFilters = {},
    options?: RequestOptions,
  ): Promise<PolicyDryRun> {
    return answer<PolicyDryRun>(
      this.#client(options).startPolicyDryRun(
        { query: withoutEmpty(query), body: { policy } },
        options,
      ),
    );
  }

  async getPolicyDryRun(
    id: string,
    options?: RequestOptions,
  ): Promise<PolicyDryRun> {
    return answer<PolicyDryRun>(
      this.#client(options).getPolicyDryRun({ path: { id } }, options),
    );
  }

  async listCampaigns(options?: RequestOptions): Promise<CampaignList> {
    return answer<CampaignList>(
      this.#client(options).listCampaigns({}, options),
    );
  }

  async getCampaign(
    id: string,
    query: { limit?: number } = {},
    options?: RequestOptions,
  ): Promise<CampaignDetails> {
    return answer<CampaignDetails>(
      this.#client(options).getCampaign({ path: { id }, query }, options),
    );
  }

  async createCampaign(
    request: CampaignRequest,
    options?: RequestOptions,
  ): Promise<Campaign> {
    return answer<Campaign>(
      this.#client(options).createCampaign({ body: request }, options),
    );
  }

  async closeCampaign(id: string, options?: RequestOptions): Promise<Campaign> {
    return answer<Campaign>(
      this.#client(options).closeCampaign({ path: { id } }, options),
    );
  }

  async listWaivers(
    query: {
      entity?: string[];
      rule?: string[];
      waiverState?: WaiverState[];
      limit?: number;
      offset?: number;
    } = {},
    options?: RequestOptions,
  ): Promise<WaiverList> {
    return answer<WaiverList>(
      this.#client(options).listWaivers({ query }, options),
    );
  }

  async requestWaiver(
    request: Pick<Waiver, 'entityRef' | 'rule' | 'reason' | 'until'>,
    options?: RequestOptions,
  ): Promise<Waiver> {
    return answer<Waiver>(
      this.#client(options).requestWaiver({ body: request }, options),
    );
  }

  async decideWaiver(
    id: string,
    decision: 'approve' | 'reject' | 'revoke',
    comment?: string,
    options?: RequestOptions,
  ): Promise<Waiver> {
    const request = { path: { id }, body: { comment } };
    const client = this.#client(options);
    switch (decision) {
      case 'approve':
        return answer<Waiver>(client.approveWaiver(request, options));
      case 'reject':
        return answer<Waiver>(client.rejectWaiver(request, options));
      default:
        return answer<Waiver>(client.revokeWaiver(request, options));
    }
  }

  async exportScorecards(
    query: ScorecardFilters & Pick<ListScorecardsQuery, 'orderBy'> = {},
    options?: RequestOptions,
  ): Promise<Blob> {
    const { orderBy, ...rest } = query;
    const response = await this.#client(options).exportScorecards(
      {
        query: {
          ...withoutEmpty(rest),
          orderBy: orderBy && `${orderBy.field}:${orderBy.order}`,
        },
      },
      options,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (response as unknown as Response).blob();
  }

  /** The generated client knows no abort signal, so it is added to each request on its way out. */
  #client(options?: RequestOptions): DefaultApiClient {
    const { discoveryApi, fetchApi } = this.#options;
    const signal = options?.signal;
    if (!signal) {
      return new DefaultApiClient({ discoveryApi, fetchApi });
    }
    const inner = fetchApi?.fetch ?? fetch;
    return new DefaultApiClient({
      discoveryApi,
      fetchApi: { fetch: (input, init) => inner(input, { ...init, signal }) },
    });
  }
}

async function answer<T>(request: Promise<TypedResponse<unknown>>): Promise<T> {
  const response = await request;
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  // The generated models and the hand-kept types say the same, but the latter are precise where OpenAPI 3.0 is not.
  return (await response.json()) as T;
}

/** The generated client would send an empty text, which is not a filter. */
function withoutEmpty<T extends ScorecardFilters>(query: T): T {
  return { ...query, q: query.q || undefined };
}

function partsOf(service: ServiceReference) {
  return typeof service === 'string'
    ? parseEntityRef(service, { defaultKind: 'component' })
    : service;
}
