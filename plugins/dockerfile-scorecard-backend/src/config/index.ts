export { defaultExclude } from './defaults';
export { readScorecardConfig } from './readScorecardConfig';
export type { ScorecardConfig, StoredAs } from './types';
