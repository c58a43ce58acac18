import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  DockerfileScorecardApi,
  ListScorecardsQuery,
  RequestOptions,
  ServiceReference,
} from '../api';
import { DefaultApiClient, TypedResponse } from '../schema/openapi';
import type {
  RuleList,
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
export class DockerfileScorecardClient implements DockerfileScorecardApi {
  readonly #options: DockerfileScorecardClientOptions;

  constructor(options: DockerfileScorecardClientOptions) {
    this.#options = options;
  }

  async listScorecards(
    query: ListScorecardsQuery,
    options?: RequestOptions,
  ): Promise<ScorecardList> {
    const { orderBy, q, cursor, ...rest } = query;
    return answer<ScorecardList>(
      this.#client(options).listScorecards(
        {
          query: {
            ...rest,
            q: q || undefined,
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

function partsOf(service: ServiceReference) {
  return typeof service === 'string'
    ? parseEntityRef(service, { defaultKind: 'component' })
    : service;
}
