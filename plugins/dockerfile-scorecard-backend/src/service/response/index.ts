export { proposedRewrite } from './proposedRewrite';
export { toWaiver } from './toWaiver';
export { toHistoryEntry } from './toHistoryEntry';
export { toScan } from './toScan';
export { parseOptional, toSummary } from './toSummary';
export { viewUrl } from './viewUrl';
