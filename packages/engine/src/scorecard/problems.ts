import { baseImagesDate } from '../images';
import type { Build } from '../questions/build';
import type { EvaluationProblem } from '../verdict';

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** What keeps the file from being read or judged in part. */
export function readProblems(build: Build): EvaluationProblem[] {
  const { syntax, graph, today } = build;
  const problems: EvaluationProblem[] = [
    ...syntax.errors.map(problem => ({
      ...problem,
      severity: 'error' as const,
    })),
    ...graph.problems.map(problem => ({
      ...problem,
      severity: 'error' as const,
    })),
    ...syntax.warnings.map(problem => ({
      ...problem,
      severity: 'warning' as const,
    })),
  ];
  const age = Date.parse(today) - Date.parse(baseImagesDate);
  if (age > YEAR) {
    problems.push({
      code: 'base-image-data-old',
      severity: 'warning',
      message: `What is known of base images is from ${baseImagesDate}, more than a year ago. Update the engine: newer releases and end-of-life dates are missing.`,
    });
  }
  return problems;
}
