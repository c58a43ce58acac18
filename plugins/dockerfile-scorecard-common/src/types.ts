import type {
  Evaluation,
  ProvenFix,
  Level,
  NextLevel,
  RewriteLanguage,
  Rule,
  Severity,
} from 'dockerfile-scorecard-engine';

/**
 * Where a service stands with its Dockerfiles.
 *
 * `not-judged`: it has Dockerfiles, but none that can be judged. `pending`: not scanned yet. `failed`: never scanned with success, `reason` says why; a service whose newest scan failed
 * but that has an older result stays `scored` and is marked `stale`.
 *
 * @public
 */
export type ServiceState =
  | 'scored'
  | 'not-judged'
  | 'no-dockerfile'
  | 'pending'
  | 'failed'
  | 'excluded';

/**
 * The finding that a reader should look at first.
 *
 * @public
 */
export interface FirstFinding {
  rule: string;
  title: string;
  message: string;
  severity: Severity;
  /** Path of the Dockerfile, relative to the root of the repository. */
  path: string;
  /** Counted from 1. */
  line: number;
}

/**
 * A base image in use by a service.
 *
 * @public
 */
export interface BaseImageUse {
  reference: string;
  family?: string;
  /** ISO date. */
  endOfLife?: string;
  use: 'final' | 'build' | 'copy';
}

/**
 * What a rule says of a service: the worst of its Dockerfiles. A rule that applies to none of them has no state.
 *
 * @public
 */
export type RuleState = 'fail' | 'unknown' | 'waived' | 'pass';

/**
 * One row of the fleet: a service and its result, without the Dockerfiles.
 *
 * @public
 */
export interface ScorecardSummary {
  /** In the catalog's normal form, lower case: `component:default/my-service`. */
  entityRef: string;
  kind: string;
  namespace: string;
  name: string;
  title?: string;
  state: ServiceState;
  /** Why the state is failed or excluded; for a stale result, why the newest scan failed. */
  reason?: string;
  /** The level of the worst Dockerfile; `none` unless the state is `scored`. */
  level: Level;
  /** The lowest score of the Dockerfiles, 0–100; null when nothing applies. */
  score: number | null;
  /** Entity ref of the owner. */
  owner?: string;
  /** Entity ref of the system. */
  system?: string;
  lifecycle?: string;
  type?: string;
  tags: string[];
  dockerfileCount: number;
  firstFinding?: FirstFinding;
  /** Ids of the rules that fail in at least one Dockerfile, sorted. */
  failingRules: string[];
  baseImages: BaseImageUse[];
  /** What the result was read from: a commit, or a hash of the content. */
  revision?: string;
  /** When the repository was last read with success, ISO date and time. */
  scannedAt?: string;
  /** When level, score or failing rules last changed, ISO date and time. */
  changedAt?: string;
  /** Since when the level is below what the policy's highest level asks for: the oldest `since` of the failing rules. */
  failingSince?: string;
  /** The last good result is shown although the newest scan failed. */
  stale: boolean;
}

/**
 * A page of the fleet.
 *
 * @public
 */
export interface ScorecardList {
  items: ScorecardSummary[];
  /** All services that match the filters and that the caller may see. */
  totalItems: number;
  pageInfo: {
    /** Absent on the last page. */
    nextCursor?: string;
  };
}

/**
 * One Dockerfile of a service with its verdict.
 *
 * @public
 */
export interface DockerfileScorecard {
  /** Relative to the root of the repository. */
  path: string;
  /** Where to look at it in the browser. */
  url?: string;
  /** With `•` for each character of a masked value; empty when no text is kept. */
  text: string;
  /** How much of the text is kept, as `dockerfileScorecard.store` says. */
  storedAs?: 'full' | 'masked' | 'findings';
  evaluation: Evaluation;
  /** Rule id → ISO date and time since which it fails without a break. */
  failingSince: Record<string, string>;
}

/**
 * Fixes for the findings of one Dockerfile, each applied and evaluated before it is offered.
 *
 * @public
 */
export interface DockerfileFixes {
  /** Relative to the root of the repository. */
  path: string;
  fixes: ProvenFix[];
}

/**
 * Fixes by Dockerfile.
 *
 * @public
 */
export interface FixList {
  items: DockerfileFixes[];
}

/**
 * Level and score of a text.
 *
 * @public
 */
export interface Standing {
  level: Level;
  score: number | null;
}

/**
 * A multi-stage Dockerfile that is proposed in place of another, or the reasons why none is.
 *
 * @public
 */
export type ProposedRewrite =
  | {
      kind: 'offered';
      language: RewriteLanguage;
      text: string;
      /** The .dockerignore, where it changes. */
      dockerignore?: string;
      /** What could not be carried over, and what a person has to check; one sentence each. */
      notes: string[];
      /** Hash of the text that it takes the place of. */
      contentHash: string;
      before: Standing;
      after: Standing;
    }
  | {
      kind: 'not-offered';
      /** What is missing; one sentence each. */
      reasons: string[];
    };

/**
 * What is proposed in place of one Dockerfile.
 *
 * @public
 */
export interface DockerfileRewrite {
  /** Relative to the root of the repository. */
  path: string;
  rewrite: ProposedRewrite;
}

/**
 * Rewrites by Dockerfile.
 *
 * @public
 */
export interface RewriteList {
  items: DockerfileRewrite[];
}

/**
 * What the caller may do with a service.
 *
 * @public
 */
export interface AllowedOperations {
  rescan: boolean;
  requestWaiver: boolean;
  approveWaiver: boolean;
}

/**
 * Everything that is known of one service.
 *
 * @public
 */
export interface Scorecard extends ScorecardSummary {
  /** Of the worst Dockerfile; null at the highest level, or without a result. */
  nextLevel: NextLevel | null;
  dockerfiles: DockerfileScorecard[];
  /** Asked for in the portal, the newest first. Those in the file are in the evaluations. */
  waivers: Waiver[];
  repository?: { url: string; revision?: string };
  allowed: AllowedOperations;
  scan: {
    status: 'idle' | 'queued' | 'running';
    /** Place in the queue, from 1; only when queued. */
    position?: number;
    /** When somebody last asked for a scan, ISO date and time. */
    requestedAt?: string;
    lastScan?: LastScan;
  };
  /** What the service had before its result last changed. */
  previous?: PreviousResult;
}

/**
 * The newest reading that has finished. It answers every request made until it started: to wait for a scan, ask until
 * `startedAt` is not before `requestedAt` of the ticket.
 *
 * @public
 */
export interface LastScan {
  /** ISO date and time. */
  startedAt: string;
  finishedAt: string;
  outcome: 'changed' | 'unchanged' | 'failed';
  revision?: string;
}

/**
 * A result that has been replaced.
 *
 * @public
 */
export interface PreviousResult {
  level: Level | null;
  score: number | null;
  revision?: string;
  /** ISO date and time. */
  at: string;
}

/**
 * The answer to "scan this service now".
 *
 * @public
 */
export interface ScanTicket {
  entityRef: string;
  status: 'queued' | 'running';
  /** Place in the queue, from 1; 0 when it is running. */
  position: number;
  /** A scan that started at this time or later answers the request; see {@link LastScan}. */
  requestedAt?: string;
}

/**
 * A scan that did not succeed.
 *
 * @public
 */
export interface FailedScan {
  entityRef: string;
  reason: string;
  /** ISO date and time. */
  at: string;
}

/**
 * How scanning gets on.
 *
 * @public
 */
export interface ScansStatus {
  /** Services that are scanned (excluded ones are not counted). */
  services: number;
  /** Services waiting for their turn now. */
  due: number;
  running: number;
  /** Services that have been scanned with success or found to have no Dockerfile. */
  done: number;
  /** The newest failures first, at most 100. */
  failed: FailedScan[];
  /** When the services were last read from the catalog, ISO date and time. */
  lastSync?: string;
  nextSync?: string;
  /** Why the newest attempt to read the catalog failed; absent when it succeeded. */
  lastSyncFailure?: { at: string; reason: string };
  /** Entities that could not be stored; the log says why. */
  notStored?: number;
  /** Hosts that are left alone for now, with services that the caller may see. */
  hosts?: BlockedHost[];
}

/**
 * A host that is left alone because it limits the rate or does not answer.
 *
 * @public
 */
export interface BlockedHost {
  host: string;
  /** ISO date and time. */
  blockedUntil: string;
  /** Only for callers who may see all services: it may name a repository. */
  reason?: string;
}

/**
 * What the portal shows of a rule.
 *
 * @public
 */
export interface RuleInfo extends Rule {}

/**
 * All rules that the backend knows.
 *
 * @public
 */
export interface RuleList {
  items: RuleInfo[];
}

/**
 * Services on each level.
 *
 * @public
 */
export type LevelCounts = Record<Level, number>;

/**
 * A change of a scorecard.
 *
 * @public
 */
export interface HistoryEntry {
  /** ISO date and time. */
  at: string;
  revision?: string;
  state: ServiceState;
  level: Level | null;
  score: number | null;
  previousLevel: Level | null;
  previousScore: number | null;
  /** Rules that began to fail. */
  failing: string[];
  /** Rules that ceased to fail. */
  fixed: string[];
}

/**
 * Changes of a scorecard, the newest first.
 *
 * @public
 */
export interface HistoryList {
  items: HistoryEntry[];
  pageInfo: { nextCursor?: string };
}

/**
 * What a summary groups services by. `owner` counts a service for its owner and for every group above it.
 *
 * @public
 */
export type SummaryGroup =
  | 'owner'
  | 'direct-owner'
  | 'system'
  | 'lifecycle'
  | 'type'
  | 'level'
  | 'rule';

/**
 * Services of one group by level.
 *
 * @public
 */
export interface SummaryItem {
  /** Entity ref, value, level or id of a rule; empty for services without a value. */
  key: string;
  services: number;
  levels: LevelCounts;
  /** Services without a level. */
  notScored: number;
  averageScore: number | null;
}

/**
 * @public
 */
export interface FleetSummary {
  total: SummaryItem;
  /** The largest group first. */
  items: SummaryItem[];
}

/**
 * Services by level at the end of each day, the oldest day first.
 *
 * @public
 */
export interface FleetTrend {
  /** `date` is an ISO date, UTC. */
  items: { date: string; levels: LevelCounts }[];
}

/**
 * Services whose level or score has changed, the worst change first.
 *
 * @public
 */
export interface FleetMovement {
  worse: number;
  better: number;
  items: {
    service: ScorecardSummary;
    previousLevel: Level;
    previousScore: number | null;
    /** Rules that fail now and did not before. */
    failing: string[];
    /** Rules that no longer fail. */
    fixed: string[];
  }[];
}

/**
 * A base image and how many services use it.
 *
 * @public
 */
export interface BaseImageItem {
  /** Name and tag in full; empty for images that cannot be resolved. */
  image: string;
  name?: string;
  tag?: string;
  family?: string;
  /** ISO date. */
  endOfLife?: string;
  /** Why the image or what it holds is not known. */
  unknown?: string;
  services: number;
  /** Services whose final image builds on it. */
  final: number;
  /** Services that use it in an earlier stage. */
  build: number;
  /** Services that copy from it. */
  copy: number;
}

/**
 * Base images in use, those of most services first.
 *
 * @public
 */
export interface BaseImageList {
  items: BaseImageItem[];
  totalItems: number;
}

/**
 * What a ban of images, or a list of allowed ones, would do.
 *
 * @public
 */
export interface BaseImageImpact {
  /** Services that use the images. */
  affected: number;
  before: LevelCounts;
  after: LevelCounts;
  /** The best level first. */
  items: { service: ScorecardSummary; levelAfter: Level; images: string[] }[];
}

/**
 * One rule and how the fleet does.
 *
 * @public
 */
export interface RuleDetails {
  rule: RuleInfo;
  services: Record<RuleState, number>;
  /** Of the services for which the rule was decided; null when there are none. */
  passRate: number | null;
}

/**
 * A policy that is tried out on the stored fleet.
 *
 * @public
 */
export interface PolicyDryRun {
  id: string;
  status: 'running' | 'done' | 'failed';
  /** Different Dockerfiles that have been evaluated. */
  evaluated: number;
  total: number;
  /** When it is done. */
  result?: DryRunResult;
}

/**
 * What another policy would make of the fleet.
 *
 * @public
 */
export interface DryRunResult {
  before: LevelCounts;
  after: LevelCounts;
  /** Services that would reach a better level. */
  gains: number;
  /** Services that would fall to a worse level. */
  losses: number;
  /** Services whose text is not stored. */
  notEvaluated: number;
  /** `owner` is empty for services without one. */
  owners: { owner: string; gains: number; losses: number }[];
  /** Rules that would begin to fail, and in how many services. */
  rules: { rule: string; services: number }[];
  /** Services with another level, the greatest loss first; at most 500. */
  items: {
    entityRef: string;
    title: string;
    owner?: string;
    before: Level;
    after: Level;
    failing: string[];
    fixed: string[];
  }[];
}

/**
 * `expired`: approved, but its last day has passed.
 *
 * @public
 */
export type WaiverState =
  | 'requested'
  | 'approved'
  | 'rejected'
  | 'revoked'
  | 'expired';

/**
 * A waiver of a rule for one service, asked for in the portal.
 *
 * @public
 */
export interface Waiver {
  id: string;
  entityRef: string;
  rule: string;
  reason: string;
  /** ISO date of the last day on which it holds. */
  until: string;
  state: WaiverState;
  /** Entity ref. */
  requestedBy: string;
  /** ISO date and time. */
  requestedAt: string;
  /** Entity ref of who approved, rejected or revoked it. */
  decidedBy?: string;
  decidedAt?: string;
  /** Of the one who decided. */
  comment?: string;
}

/**
 * Waivers, the newest first.
 *
 * @public
 */
export interface WaiverList {
  items: Waiver[];
  totalItems: number;
}

/**
 * Either the level that services are to reach or the rule that they are to pass.
 *
 * @public
 */
export interface CampaignGoal {
  level?: Level;
  rule?: string;
}

/**
 * Which services a campaign is about; values of one filter are alternatives, an empty one does not filter.
 *
 * @public
 */
export interface CampaignFilters {
  /** Entity refs; groups stand for the groups below them too. */
  owner?: string[];
  system?: string[];
  lifecycle?: string[];
  tag?: string[];
}

/**
 * A goal to be set.
 *
 * @public
 */
export interface CampaignRequest {
  title: string;
  description?: string;
  goal: CampaignGoal;
  filters?: CampaignFilters;
  /** ISO date of the last day. */
  due: string;
}

/**
 * A goal with a date. The figures cover the services that the caller may see.
 *
 * @public
 */
export interface Campaign {
  id: string;
  title: string;
  description?: string;
  goal: CampaignGoal;
  filters: CampaignFilters;
  /** ISO date of the last day. */
  due: string;
  /** Entity ref. */
  createdBy: string;
  createdAt: string;
  closedAt?: string;
  /** Services that it is about. */
  total: number;
  /** Those of them that have yet to reach the goal. */
  remaining: number;
}

/**
 * Campaigns, the next due one first, closed ones last.
 *
 * @public
 */
export interface CampaignList {
  items: Campaign[];
}

/**
 * A campaign with its burn-down and the services that are left.
 *
 * @public
 */
export interface CampaignDetails {
  campaign: Campaign;
  /** From the day on which it began until today, a year at most. */
  burnDown: { date: string; remaining: number }[];
  /** By owner, as many as were asked for. */
  items: ScorecardSummary[];
}
