export { blockHost, pauseAfter, unblockHost } from './blockHost';
export { claimRepository, type Claim } from './claimRepository';
export { getQueueState, type QueueState } from './getQueueState';
export { markForEvaluation, markForReading } from './markOutdated';
export { LeaseLostError, releaseRepository } from './releaseRepository';
export { requestScan, type RequestOutcome } from './requestScan';
