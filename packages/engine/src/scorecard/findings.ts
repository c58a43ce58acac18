import type { Check, Finding } from '../verdict';
import type { Evaluation, JudgedEvaluation } from './types';

/** The checks of a file; none of a file that cannot be judged. @public */
export function checksOf(evaluation: Evaluation): readonly Check[] {
  return evaluation.kind === 'judged' ? evaluation.checks : [];
}

/** Every finding of the failing checks, waived ones left out. @public */
export function findingsOf(evaluation: Evaluation): Finding[] {
  return checksOf(evaluation)
    .filter(({ state }) => state === 'fail')
    .flatMap(({ findings }) => findings);
}

/**
 * The verdict of a file that has one.
 *
 * @throws Error that says why the file cannot be judged.
 * @public
 */
export function asJudged(evaluation: Evaluation): JudgedEvaluation {
  if (evaluation.kind === 'not-judged')
    throw new Error(
      `${evaluation.path} cannot be judged: ${evaluation.message}`,
    );
  return evaluation;
}
