import type { Evaluation } from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { count, levelName } from '../../words';
import { stepsToLevels } from '../SidePanel';

/** `1 finding keeps it from Bronze, 3 more keep it from Silver.` */
export function wayUp(evaluation: Evaluation, rules: RuleBook): string {
  if (evaluation.kind === 'not-judged') return 'It cannot be judged.';
  if (evaluation.score === null) return 'Nothing in it could be judged.';
  const steps = stepsToLevels(evaluation, rules).flatMap(
    ({ level, checks }) => {
      const findings = checks.reduce(
        (sum, check) => sum + Math.max(1, check.findings.length),
        0,
      );
      return level ? [{ level, findings }] : [];
    },
  );
  if (steps.length === 0) {
    return evaluation.level === 'gold'
      ? 'Nothing is missing.'
      : 'No finding stands between it and the next level.';
  }
  const parts = steps.map(({ level, findings }, index) => {
    const keeps = findings === 1 ? 'keeps' : 'keep';
    return index === 0
      ? `${count(findings, 'finding')} ${keeps} it from ${levelName[level]}`
      : `${findings} more from ${levelName[level]}`;
  });
  return `${parts.join(', ')}.`;
}
