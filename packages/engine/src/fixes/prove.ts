import { evaluateDockerfile } from '../scorecard/evaluate';
import type { Evaluation, JudgedEvaluation } from '../scorecard/types';
import { compareLevels, type Check, type Finding } from '../verdict';
import { withAdditions } from './additions';
import { applyEdits } from './edits';
import type { Candidate, FixInput } from './types';

/** What a candidate makes of its input. */
export function afterFix(
  input: FixInput,
  {
    edits,
    dockerignore,
    additions,
  }: Pick<Candidate, 'edits' | 'dockerignore' | 'additions'>,
): FixInput {
  return {
    ...input,
    text: applyEdits(input.text, edits),
    context: {
      ...input.context,
      ...(dockerignore !== undefined && { dockerignore }),
      ...(additions && {
        manifests: withAdditions(input.context?.manifests ?? {}, additions),
      }),
    },
  };
}

function byRule(evaluation: JudgedEvaluation): Map<string, Check> {
  return new Map(evaluation.checks.map(check => [check.rule, check]));
}

function countOf(check: Check | undefined): number {
  return check?.state === 'fail' ? check.findings.length : 0;
}

/** Whether a check is worse than before: it fails where it did not, fails more often, or is no longer decided. */
function isWorse(before: Check | undefined, after: Check): boolean {
  if (after.state === 'unknown')
    return before?.state === 'pass' || before?.state === 'fail';
  return countOf(after) > countOf(before);
}

/**
 * Whether a change ends a finding and harms nothing: the text is read by BuildKit, the rule has fewer findings, no other check is
 * worse, no level falls.
 */
export function isProven(
  before: JudgedEvaluation,
  after: Evaluation,
  { rule }: Pick<Finding, 'rule'>,
): after is JudgedEvaluation {
  if (after.kind !== 'judged') return false;
  const then = byRule(before);
  const now = byRule(after);
  return (
    countOf(now.get(rule)) < countOf(then.get(rule)) &&
    now.get(rule)?.state !== 'unknown' &&
    compareLevels(after.level, before.level) >= 0 &&
    after.problems.filter(({ severity }) => severity === 'error').length <=
      before.problems.filter(({ severity }) => severity === 'error').length &&
    after.checks.every(check => !isWorse(then.get(check.rule), check))
  );
}

/** The evaluation after a candidate, where the candidate is proven. */
export function prove(
  input: FixInput,
  before: JudgedEvaluation,
  candidate: Candidate,
  finding: Finding,
): JudgedEvaluation | undefined {
  let changed: FixInput;
  try {
    changed = afterFix(input, candidate);
  } catch {
    // edits that cross each other fix nothing
    return undefined;
  }
  const after = evaluateDockerfile(changed);
  return isProven(before, after, finding) ? after : undefined;
}
