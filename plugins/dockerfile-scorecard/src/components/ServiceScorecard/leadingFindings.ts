import type {
  Finding,
  JudgedEvaluation,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { worstFirst } from '../DockerfileView';

/**
 * What leads the page, worst first: the critical findings, else those of the rules that the next level needs. Who cannot read the
 * file cannot say much of the image, so nothing leads then.
 */
export function leadingFindings(evaluation: JudgedEvaluation): Finding[] {
  if (evaluation.problems.some(({ severity }) => severity === 'error'))
    return [];
  const findings = worstFirst(evaluation);
  const critical = findings.filter(({ severity }) => severity === 'critical');
  if (critical.length > 0) return critical;
  const missing = new Set(evaluation.nextLevel?.missing);
  return findings.filter(({ rule }) => missing.has(rule));
}
