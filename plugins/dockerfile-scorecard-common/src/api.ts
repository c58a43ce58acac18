import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { Level } from 'dockerfile-scorecard-engine';
import type {
  RuleList,
  ScanTicket,
  ScansStatus,
  Scorecard,
  ScorecardList,
  ServiceState,
} from './types';

/**
 * Columns that the fleet can be ordered by.
 *
 * @public
 */
export const scorecardOrderFields = [
  'name',
  'level',
  'score',
  'owner',
  'changedAt',
] as const;

/**
 * See {@link scorecardOrderFields}.
 *
 * @public
 */
export type ScorecardOrderField = (typeof scorecardOrderFields)[number];

/**
 * Which services of the fleet to list. Values of one filter are alternatives, filters are combined.
 *
 * @public
 */
export interface ListScorecardsQuery {
  level?: Level[];
  state?: ServiceState[];
  /** Entity refs of users or groups; services of nested groups count. */
  owner?: string[];
  /** Entity refs. */
  system?: string[];
  lifecycle?: string[];
  tag?: string[];
  /** Ids of rules, of which at least one fails. */
  rule?: string[];
  /** Part of the name or title, any case. */
  q?: string;
  /** `name:asc` unless told otherwise. */
  orderBy?: { field: ScorecardOrderField; order: 'asc' | 'desc' };
  /** 1–500, 50 unless told otherwise. */
  limit?: number;
  /** From `pageInfo.nextCursor` of the page before; the filters and the order must be the same. */
  cursor?: string;
}

/**
 * @public
 */
export interface RequestOptions {
  /** A Backstage token, for callers without a fetchApi that adds one. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * A service by its entity ref, as text or in parts.
 *
 * @public
 */
export type ServiceReference = string | CompoundEntityRef;

/**
 * What the backend offers. Every method throws a `ResponseError` from `\@backstage/errors` when the backend refuses.
 *
 * @public
 */
export interface DockerfileScorecardApi {
  listScorecards(
    query: ListScorecardsQuery,
    options?: RequestOptions,
  ): Promise<ScorecardList>;
  getScorecard(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<Scorecard>;
  requestScan(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<ScanTicket>;
  getScans(options?: RequestOptions): Promise<ScansStatus>;
  listRules(options?: RequestOptions): Promise<RuleList>;
}
