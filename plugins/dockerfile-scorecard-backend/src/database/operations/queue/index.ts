export { claimRepository, MAX_ATTEMPTS, type Claim } from './claimRepository';
export { joinEvaluation, type EvaluationRole } from './joinEvaluation';
export {
  pauseAfter,
  recordHostFailure,
  unblockHost,
  type HostFailure,
} from './hostPauses';
export { getQueueState, type QueueState } from './getQueueState';
export { markChanged } from './markChanged';
export { markForEvaluation, markForReading } from './markOutdated';
export { LeaseLostError, releaseRepository } from './releaseRepository';
export { renewLease } from './renewLease';
export { requestScan, type RequestOutcome } from './requestScan';
