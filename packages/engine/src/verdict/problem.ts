import type { Range } from './range';

/** Something that keeps the Dockerfile from being judged in part or at all. @public */
export interface EvaluationProblem {
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  range?: Range;
}
