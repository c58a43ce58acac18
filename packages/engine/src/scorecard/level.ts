import type { Policy } from '../policy';
import { RULES } from '../rules/registry';
import {
  compareLevels,
  EARNED_LEVELS,
  levelAbove,
  LEVELS,
  rankOfLevel,
  type Check,
  type EarnedLevel,
  type Finding,
  type Level,
} from '../verdict';
import type { NextLevel, OpenQuestion } from './types';

const RULE_BY_ID = new Map(RULES.map(rule => [rule.id, rule]));

/**
 * The lowest level that a finding keeps away. A critical one keeps every level away; only findings of critical and high
 * severity keep bronze away, medium ones the levels above it; low ones and notes keep none away.
 */
function levelKeptAway(
  { severity, level: own }: Finding,
  ofRule: EarnedLevel | undefined,
): EarnedLevel | undefined {
  if (severity === 'low' || severity === 'info') return undefined;
  if (severity === 'critical') return 'bronze';
  const level = own ?? ofRule;
  return severity === 'medium' && level === 'bronze' ? 'silver' : level;
}

/** The lowest level that a check keeps away on a day. */
function keepsAway(
  { rule, state, findings }: Check,
  policy: Policy,
  today: string,
): EarnedLevel | undefined {
  const { from, level } = policy.rules[rule];
  if (state !== 'fail' || (from !== undefined && from > today))
    return undefined;
  return findings
    .flatMap(finding => levelKeptAway(finding, level) ?? [])
    .sort(compareLevels)[0];
}

/** Failing rules that keep a level away and not already the one below it. */
export function missingFor(
  level: EarnedLevel,
  checks: readonly Check[],
  policy: Policy,
  today: string,
): string[] {
  return checks
    .filter(check => keepsAway(check, policy, today) === level)
    .map(({ rule }) => rule);
}

/** The highest level that no failing rule keeps away. */
function levelWithoutFailure(
  checks: readonly Check[],
  policy: Policy,
  today: string,
): Level {
  const [lowest] = checks
    .flatMap(check => keepsAway(check, policy, today) ?? [])
    .sort(compareLevels);
  return lowest === undefined ? 'gold' : LEVELS[rankOfLevel(lowest) - 1];
}

/** The lowest level that an unanswered question keeps open. Bronze is what a file has as long as nothing is found. */
function keptOpen(level: EarnedLevel): EarnedLevel {
  return level === 'bronze' ? 'silver' : level;
}

/** The questions that levels rest on and that have no answer, with the level that each of them keeps open. */
function openQuestions(
  checks: readonly Check[],
  policy: Policy,
): (OpenQuestion & { level: EarnedLevel })[] {
  return checks.flatMap(({ rule, state, reason, level: own }) => {
    const question = RULE_BY_ID.get(rule)?.settles;
    const { level } = policy.rules[rule];
    return state === 'unknown' && question && level
      ? [
          {
            question,
            rule,
            reason: reason ?? '',
            level: keptOpen(own ?? level),
          },
        ]
      : [];
  });
}

/** What a Dockerfile has reached, and what stands between it and the next level. */
export interface Standing {
  level: Level;
  nextLevel: NextLevel | null;
}

/**
 * The highest level that nothing found keeps away and whose questions are answered: an unknown neither earns a level nor costs
 * the ones below.
 */
export function standingOf(
  checks: readonly Check[],
  policy: Policy,
  today: string,
): Standing {
  const reachable = levelWithoutFailure(checks, policy, today);
  const open = openQuestions(checks, policy);
  const level =
    EARNED_LEVELS.filter(
      earned =>
        compareLevels(earned, reachable) <= 0 &&
        open.every(question => compareLevels(earned, question.level) < 0),
    ).pop() ?? 'none';
  const next = levelAbove(level);
  return {
    level,
    nextLevel: next
      ? {
          level: next,
          missing: missingFor(next, checks, policy, today),
          open: open
            .filter(question => question.level === next)
            .map(({ question, rule, reason }) => ({ question, rule, reason })),
        }
      : null,
  };
}
