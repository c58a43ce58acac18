export { canonicalJson, hashJson, hashText } from './hash';
export {
  decisive,
  failingRulesOf,
  summarize,
  type ServiceResult,
} from './summarize';
export type { Engine, EvaluatedDockerfile, EvaluationInput } from './types';
export {
  checkStatesOf,
  imagesOf,
  ruleStates,
  type ImageUse,
} from './inventory';
export { datesIn, nextVerdictDay, verdictDay } from './verdictDays';
export { ruleWaivers } from './waived';
