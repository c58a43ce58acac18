import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  FixList,
  HistoryList,
  RewriteList,
  RuleList,
  ScanTicket,
  ScansStatus,
  Scorecard,
  ScorecardList,
  ScorecardSummary,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { ListQuery } from './request';

export interface CallOptions {
  credentials: BackstageCredentials;
}

/** What the API offers, seen from behind HTTP. A service that the caller may not see in the catalog does not exist for it. */
export interface ScorecardService {
  list(query: ListQuery, options: CallOptions): Promise<ScorecardList>;
  /** @throws NotFoundError */
  get(ref: CompoundEntityRef, options: CallOptions): Promise<Scorecard>;
  /** Proven fixes for its findings. @throws NotFoundError */
  fixes(ref: CompoundEntityRef, options: CallOptions): Promise<FixList>;
  /** Multi-stage Dockerfiles in place of its own. @throws NotFoundError */
  rewrites(ref: CompoundEntityRef, options: CallOptions): Promise<RewriteList>;
  /** @throws NotFoundError, NotAllowedError, ConflictError when it is not scanned at all, TooManyRequestsError */
  requestScan(
    ref: CompoundEntityRef,
    options: CallOptions,
  ): Promise<ScanTicket>;
  /** One service without its Dockerfiles. @throws NotFoundError */
  summary(
    ref: CompoundEntityRef,
    options: CallOptions,
  ): Promise<ScorecardSummary>;
  /** @throws NotFoundError */
  history(
    ref: CompoundEntityRef,
    query: { limit: number; before: string | undefined },
    options: CallOptions,
  ): Promise<HistoryList>;
  scans(options: CallOptions): Promise<ScansStatus>;
  rules(): RuleList;
}
