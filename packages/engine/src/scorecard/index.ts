export * from './types';
export { evaluateDockerfile, type EvaluationInput } from './evaluate';
export { asJudged, checksOf, findingsOf } from './findings';
export { waiveRules, type RuleWaiver } from './waiveRules';
export { LARGEST_DOCKERFILE } from './notJudged';
export { purposeOf, type DockerfilePurpose } from './purpose';
