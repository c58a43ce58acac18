export { defaultExclude } from './defaults';
export { readScorecardConfig } from './readScorecardConfig';
export type { ScorecardConfig } from './types';
