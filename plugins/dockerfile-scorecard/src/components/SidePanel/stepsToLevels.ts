import type {
  Check,
  JudgedEvaluation,
  Level,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { levels } from '../../words';

/** What has to be fixed to reach a level, or what is worth fixing though no level needs it. */
export interface Step {
  level: Level | undefined;
  checks: Check[];
}

/**
 * Failing checks by the level that needs them, nearest level first. The evaluation names those of the next level, as the policy in
 * force has it; for the levels above it the rules are asked.
 */
export function stepsToLevels(
  evaluation: JudgedEvaluation,
  rules: RuleBook,
): Step[] {
  const failing = evaluation.checks.filter(check => check.state === 'fail');
  const reached = levels.indexOf(evaluation.level);
  const next = evaluation.nextLevel;
  const levelOf = (check: Check): Level | undefined => {
    if (next?.missing.includes(check.rule)) return next.level;
    const level = rules.get(check.rule)?.level;
    return level && levels.indexOf(level) > reached ? level : undefined;
  };
  const wanted: (Level | undefined)[] = [
    ...levels.slice(reached + 1),
    undefined,
  ];
  return wanted
    .map(level => ({
      level,
      checks: failing.filter(check => levelOf(check) === level),
    }))
    .filter(step => step.checks.length > 0);
}
