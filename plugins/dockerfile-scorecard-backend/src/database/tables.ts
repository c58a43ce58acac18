import type {
  BaseImageUse,
  RuleState,
  ServiceState,
  WaiverState,
} from 'backstage-plugin-dockerfile-scorecard-common';

/** PostgreSQL gives dates; SQLite the number of milliseconds that knex stored. */
export type DbTime = Date | number | string;

export interface RepositoryRow {
  id: string;
  url: string;
  host: string;
  priority: number;
  due_at: DbTime;
  read_at: DbTime;
  lease: string | null;
  ticket: string;
  requested_at: DbTime | null;
  etag: string | null;
  revision: string | null;
  evaluated_under: string | null;
  selected_under: string | null;
  failures: number;
  last_error: string | null;
  last_error_at: DbTime | null;
  attempts: number;
  scan_started_at: DbTime | null;
  scan_finished_at: DbTime | null;
  scan_outcome: ScanOutcome | null;
  emptied_at: DbTime | null;
  /** ISO date. */
  reevaluate_on: string | null;
}

/** How a reading of a repository ended. */
export type ScanOutcome = 'changed' | 'unchanged' | 'failed';

export interface HostRow {
  host: string;
  blocked_until: DbTime;
  /** Pauses in a row; 0 while the host is only suspected. */
  failures: number;
  reason: string;
  blocked_at: DbTime | null;
  suspects: string;
}

export interface EvaluationSettingsRow {
  id: string;
  value: string;
  seen_at: DbTime;
  changed_at: DbTime;
}

export interface SyncAttemptRow {
  id: string;
  succeeded_at: DbTime | null;
  failed_at: DbTime | null;
  error: string | null;
  skipped: number;
  emptied_at: DbTime | null;
}

export interface ServiceRow {
  entity_ref: string;
  kind: string;
  namespace: string;
  name: string;
  sort_name: string;
  search_text: string;
  owner: string;
  system: string | null;
  lifecycle: string | null;
  type: string | null;
  catalog_hash: string;
  repository_id: string | null;
  folder: string;
  paths: string | null;
  state: ServiceState;
  /** SQLite has no booleans. */
  stale: boolean | number;
  failed_at: DbTime | null;
  unscored: number;
  level: number;
  score: number;
  changed_at: DbTime;
}

/** What is shown of a service, and nothing is found by. */
export interface ServiceDetailsRow {
  entity_ref: string;
  title: string | null;
  tags: string;
  reason: string | null;
  dockerfile_count: number;
  first_finding: string | null;
  failing_rules: string;
  base_images: string;
  next_level: string | null;
  revision: string | null;
  scanned_at: DbTime | null;
  failing_since: DbTime | null;
}

/** Both tables joined. */
export type FullServiceRow = ServiceRow & ServiceDetailsRow;

/** A count of the fleet. PostgreSQL gives large numbers as texts. */
export interface FleetCountRow {
  dimension: string;
  key: string;
  level: number;
  services: number | string;
  scores: number | string;
  scored: number | string;
}

export interface DockerfileRow {
  entity_ref: string;
  path: string;
  evaluated_path: string;
  content_hash: string;
  context_hash: string;
  evaluation_hash: string;
}

export interface FailingRuleRow {
  entity_ref: string;
  path: string;
  rule: string;
  since: DbTime;
}

export interface EvaluationRow {
  hash: string;
  evaluation: string;
  evaluated_on: string;
  used_at: DbTime;
}

export interface HistoryRow {
  id: number | string;
  entity_ref: string;
  at: DbTime;
  revision: string | null;
  state: ServiceState;
  level: number;
  score: number;
  /** Null when there was no row before. */
  previous_level: number | null;
  previous_score: number | null;
  turned: string;
}

export interface WaiverRow {
  id: string;
  entity_ref: string;
  rule: string;
  reason: string;
  /** ISO date. */
  until: string;
  state: Exclude<WaiverState, 'expired'>;
  requested_by: string;
  requested_at: DbTime;
  decided_by: string | null;
  decided_at: DbTime | null;
  comment: string | null;
}

export interface CampaignRow {
  id: string;
  title: string;
  description: string | null;
  goal: 'level' | 'rule';
  goal_value: string;
  /** JSON */
  filters: string;
  /** ISO date. */
  due: string;
  created_by: string;
  created_at: DbTime;
  closed_at: DbTime | null;
}

export interface ServiceImageRow {
  entity_ref: string;
  use: BaseImageUse['use'];
  image: string;
  /** 1 for one of the uses of an image by a service. */
  is_first: number;
}

export interface BaseImageRow {
  image: string;
  name: string | null;
  tag: string | null;
  family: string | null;
  end_of_life: string | null;
  unknown: string | null;
}

export interface ServiceCheckRow {
  entity_ref: string;
  rule: string;
  state: RuleState;
}

/** What `turned` of the history holds. */
export interface TurnedRules {
  failing: string[];
  mended: string[];
}
