import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { Level } from 'dockerfile-scorecard-engine';
import type { Evaluation, PolicyConfig } from 'dockerfile-scorecard-engine';
import type {
  FixList,
  BaseImageImpact,
  BaseImageList,
  Campaign,
  CampaignDetails,
  CampaignList,
  CampaignRequest,
  BaseImageUse,
  FleetMovement,
  FleetSummary,
  FleetTrend,
  HistoryList,
  PolicyDryRun,
  RewriteList,
  RuleDetails,
  RuleState,
  SummaryGroup,
  RuleList,
  ScanTicket,
  ScansStatus,
  Scorecard,
  ScorecardList,
  ServiceState,
  Waiver,
  WaiverList,
  WaiverState,
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
 * Which services of the fleet are meant. Values of one filter are alternatives, filters are combined.
 *
 * @public
 */
export interface ScorecardFilters {
  level?: Level[];
  state?: ServiceState[];
  /** Entity refs of users or groups; services of nested groups count. */
  owner?: string[];
  /** Entity refs. */
  system?: string[];
  lifecycle?: string[];
  tag?: string[];
  /** Ids of rules, of which at least one fails, or is in one of the states in `ruleState`. */
  rule?: string[];
  /** Without `rule`, any rule. */
  ruleState?: RuleState[];
  /** Base images in use, with `*` for any text: `python:3.9*`. All filters of images have to hold for the same image. */
  image?: string[];
  imageFamily?: string[];
  imageUse?: BaseImageUse['use'][];
  /** A base image is past its end of life before this ISO date. */
  endOfLifeBefore?: string;
  /** What a base image holds is not known. */
  unknownImage?: boolean;
  /** The result has changed since this ISO date and time. */
  changedSince?: string;
  /** Part of the name or title, any case. */
  q?: string;
}

/**
 * Which services of the fleet to list, and in which order.
 *
 * @public
 */
export interface ListScorecardsQuery extends ScorecardFilters {
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
  /** Fixes for the findings of a service, proven under the policy in force. */
  listFixes(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<FixList>;
  /** Multi-stage Dockerfiles in place of those of a service, evaluated under the policy in force. */
  listRewrites(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<RewriteList>;

  requestScan(
    service: ServiceReference,
    options?: RequestOptions,
  ): Promise<ScanTicket>;
  getScans(options?: RequestOptions): Promise<ScansStatus>;
  listRules(options?: RequestOptions): Promise<RuleList>;
}

/**
 * What the backend offers to look at the fleet as a whole. Everything covers the services that the caller may see.
 *
 * @public
 */
export interface DockerfileScorecardFleetApi {
  getHistory(
    service: ServiceReference,
    query?: { limit?: number; cursor?: string },
    options?: RequestOptions,
  ): Promise<HistoryList>;
  getFleetSummary(
    query: ScorecardFilters & { groupBy: SummaryGroup },
    options?: RequestOptions,
  ): Promise<FleetSummary>;
  getFleetTrend(
    query?: ScorecardFilters & { days?: number },
    options?: RequestOptions,
  ): Promise<FleetTrend>;
  getFleetMovement(
    query?: ScorecardFilters & { days?: number; limit?: number },
    options?: RequestOptions,
  ): Promise<FleetMovement>;
  /** The image filters choose the images, all others the services. */
  listBaseImages(
    query?: ScorecardFilters & { limit?: number; offset?: number },
    options?: RequestOptions,
  ): Promise<BaseImageList>;
  getBaseImageImpact(
    query: ScorecardFilters & {
      /** Images that would be banned, with `*`. */
      ban?: string[];
      /** Images that alone would be allowed, with `*`. */
      allow?: string[];
      limit?: number;
    },
    options?: RequestOptions,
  ): Promise<BaseImageImpact>;
  getRule(id: string, options?: RequestOptions): Promise<RuleDetails>;
  /** Evaluates a Dockerfile under the policy in force. Nothing is stored. */
  evaluate(
    request: { text: string; path?: string; target?: string },
    options?: RequestOptions,
  ): Promise<Evaluation>;
  /** Tries out a policy on the stored fleet; ask for its progress with {@link DockerfileScorecardFleetApi.getPolicyDryRun}. */
  startPolicyDryRun(
    policy: PolicyConfig,
    query?: ScorecardFilters,
    options?: RequestOptions,
  ): Promise<PolicyDryRun>;
  getPolicyDryRun(id: string, options?: RequestOptions): Promise<PolicyDryRun>;
  listWaivers(
    query?: {
      /** Entity refs. */
      entity?: string[];
      rule?: string[];
      waiverState?: WaiverState[];
      limit?: number;
      offset?: number;
    },
    options?: RequestOptions,
  ): Promise<WaiverList>;
  /** Asks for a waiver; it holds once it is approved. */
  requestWaiver(
    request: Pick<Waiver, 'entityRef' | 'rule' | 'reason' | 'until'>,
    options?: RequestOptions,
  ): Promise<Waiver>;
  /** Who asked for a waiver may revoke it; everything else takes the permission to approve. */
  decideWaiver(
    id: string,
    decision: 'approve' | 'reject' | 'revoke',
    comment?: string,
    options?: RequestOptions,
  ): Promise<Waiver>;
  /** The fleet as CSV, in full. */
  exportScorecards(
    query?: ScorecardFilters & Pick<ListScorecardsQuery, 'orderBy'>,
    options?: RequestOptions,
  ): Promise<Blob>;
}

/**
 * Goals with a date for the services of the fleet.
 *
 * @public
 */
export interface DockerfileScorecardCampaignApi {
  listCampaigns(options?: RequestOptions): Promise<CampaignList>;
  getCampaign(
    id: string,
    query?: { limit?: number },
    options?: RequestOptions,
  ): Promise<CampaignDetails>;
  createCampaign(
    request: CampaignRequest,
    options?: RequestOptions,
  ): Promise<Campaign>;
  closeCampaign(id: string, options?: RequestOptions): Promise<Campaign>;
}
