export * from './types';
export { evaluateDockerfile, type EvaluationInput } from './evaluate';
export { CATEGORY_WEIGHTS } from './score';
