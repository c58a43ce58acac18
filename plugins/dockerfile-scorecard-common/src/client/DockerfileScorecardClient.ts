import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  DockerfileScorecardApi,
  ListScorecardsQuery,
  RequestOptions,
  ServiceReference,
} from '../api';
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
  /** Adds the caller's token; the global `fetch` unless given. */
  fetchApi?: { fetch: typeof fetch };
}

/**
 * Talks to the backend plugin over HTTP.
 *
 * @public
 */
export class DockerfileScorecardClient implements DockerfileScorecardApi {
  readonly #discoveryApi: DockerfileScorecardClientOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: DockerfileScorecardClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? {
      fetch: (...args) => globalThis.fetch(...args),
    };
  }

  async listScorecards(
    query: ListScorecardsQuery,
    options?: RequestOptions,
  ): Promise<ScorecardList> {
    const { orderBy, limit, cursor, q, ...filters } = query;
    const params = new URLSearchParams();
    for (const [name, values] of Object.entries(filters)) {
      for (const value of values ?? []) {
        params.append(name, value);
      }
    }
    if (q) params.set('q', q);
    if (orderBy) params.set('orderBy', `${orderBy.field}:${orderBy.order}`);
    if (limit !== undefined) params.set('limit', String(limit));
    if (cursor) params.set('cursor', cursor);
    const search = params.toString();
    return this.#request('GET', `/scorecards${search && `?${search}`}`, options);
  }

  async getScorecard(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<Scorecard> {
    return this.#request('GET', servicePath(service), options);
  }

  async requestScan(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<ScanTicket> {
    return this.#request('POST', `${servicePath(service)}/scan`, options);
  }

  async getScans(options?: RequestOptions): Promise<ScansStatus> {
    return this.#request('GET', '/scans', options);
  }

  async listRules(options?: RequestOptions): Promise<RuleList> {
    return this.#request('GET', '/rules', options);
  }

  async #request<T>(
    method: 'GET' | 'POST',
    path: string,
    options?: RequestOptions,
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('dockerfile-scorecard');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      signal: options?.signal,
      headers: options?.token
        ? { Authorization: `Bearer ${options.token}` }
        : undefined,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function servicePath(service: ServiceReference): string {
  const { kind, namespace, name } =
    typeof service === 'string'
      ? parseEntityRef(service, { defaultKind: 'component' })
      : service;
  return `/scorecards/${[kind, namespace, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/')}`;
}
