import type { Policy } from '../policy';
import type { NextLevel } from './types';
import {
  EARNED_LEVELS,
  levelAbove,
  type Check,
  type EarnedLevel,
  type Level,
} from '../verdict';

/** A rule that fails, gates and is in force. */
function gatesNow(check: Check, policy: Policy, today: string): boolean {
  const { from } = policy.rules[check.rule];
  // a finding that the rule itself calls low or a note does not keep a level away
  const weighty = check.findings.some(
    ({ severity }) => severity !== 'low' && severity !== 'info',
  );
  return (
    check.state === 'fail' && weighty && (from === undefined || from <= today)
  );
}

function isCritical(check: Check): boolean {
  return check.findings.some(({ severity }) => severity === 'critical');
}

/** Failing rules that keep a level away. A critical finding keeps every level away. */
export function missingFor(
  level: EarnedLevel,
  checks: readonly Check[],
  policy: Policy,
  today: string,
): string[] {
  return checks
    .filter(
      check =>
        gatesNow(check, policy, today) &&
        (policy.rules[check.rule].level === level ||
          (level === 'bronze' && isCritical(check))),
    )
    .map(({ rule }) => rule);
}

/** The highest level whose rules, and those of all levels below, do not fail. */
export function levelOf(
  checks: readonly Check[],
  policy: Policy,
  today: string,
): Level {
  let reached: Level = 'none';
  for (const level of EARNED_LEVELS) {
    if (missingFor(level, checks, policy, today).length > 0) break;
    reached = level;
  }
  return reached;
}

/** The next level and what is missing for it; null at the top. */
export function nextLevelOf(
  level: Level,
  checks: readonly Check[],
  policy: Policy,
  today: string,
): NextLevel | null {
  const next = levelAbove(level);
  return next === undefined
    ? null
    : { level: next, missing: missingFor(next, checks, policy, today) };
}
