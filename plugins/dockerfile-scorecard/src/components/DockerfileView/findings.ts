import type {
  Evaluation,
  Finding,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { EvaluationProblem } from 'dockerfile-scorecard-engine';
import { compareSeverities } from 'dockerfile-scorecard-engine/verdict';

/** Errors in the text that no finding speaks of. */
export function problemsWithoutFinding(
  evaluation: Evaluation,
): EvaluationProblem[] {
  const told = new Set(worstFirst(evaluation).map(finding => finding.message));
  return evaluation.problems.filter(
    problem => problem.severity === 'error' && !told.has(problem.message),
  );
}

/** The findings of the failing checks: worst first, then from top to bottom. */
export function worstFirst(evaluation: Evaluation): Finding[] {
  const checks = evaluation.kind === 'judged' ? evaluation.checks : [];
  return checks
    .filter(check => check.state === 'fail')
    .flatMap(check => check.findings)
    .sort(
      (a, b) =>
        compareSeverities(a.severity, b.severity) ||
        a.range.start.line - b.range.start.line,
    );
}

/** Tells the findings of one Dockerfile apart. */
export function findingKey(finding: Finding): string {
  const { start } = finding.range;
  return `${finding.rule}:${start.line}:${
    start.column
  }:${finding.message.replaceAll('\n', ' ')}`;
}

/** The findings to show unfolded at first: the critical ones, else the worst one. */
export function openFindings(evaluation: Evaluation): Set<string> {
  const findings = worstFirst(evaluation);
  const critical = findings.filter(finding => finding.severity === 'critical');
  return new Set(
    (critical.length > 0 ? critical : findings.slice(0, 1)).map(findingKey),
  );
}
