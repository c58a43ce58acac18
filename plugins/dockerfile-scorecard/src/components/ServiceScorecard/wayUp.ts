import type {
  Evaluation,
  Level,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { OpenQuestion } from 'dockerfile-scorecard-engine';
import type { RuleBook } from '../../data';
import { count, levelName } from '../../words';
import { stepsToLevels } from '../SidePanel';

/** `Bronze, as far as can be told. The base image acme/base:1 is not known; …` */
function asFarAsCanBeTold(level: Level, open: readonly OpenQuestion[]): string {
  const reasons = [...new Set(open.map(({ reason }) => reason))];
  return `${levelName[level]}, as far as can be told. ${reasons
    .slice(0, 2)
    .join(' ')}`;
}

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
  const open = evaluation.nextLevel?.open ?? [];
  if (open.length > 0 && evaluation.nextLevel?.missing.length === 0)
    return asFarAsCanBeTold(evaluation.level, open);
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
