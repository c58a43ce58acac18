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
export { ruleWaivers } from './waived';
