import type { Policy } from '../policy';
import { RULES } from '../rules/registry';
import { missingFor } from './level';
import type { CategoryScore } from './types';
import {
  CATEGORIES,
  CATEGORY_WEIGHTS,
  type Category,
  type Check,
} from '../verdict';

const RULE_BY_ID = new Map(RULES.map(rule => [rule.id, rule]));

/** Weights of the rules of a part. */
interface Sum {
  passed: number;
  applicable: number;
  isLost: boolean;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * Points earned of the points that apply, as a share of 100 and by part. Each part keeps its points however many of
 * its rules apply, and loses all of them to a finding that keeps bronze away: an image that does not start
 * earns nothing for how it was put together. A part without an applicable rule leaves the sum. Unknown and not applicable do not count.
 */
export function scoreOf(
  checks: readonly Check[],
  policy: Policy,
  today: string,
): { score: number | null; categories: CategoryScore[] } {
  const broken = new Set(missingFor('bronze', checks, policy, today));
  const sums = new Map<Category, Sum>();
  for (const { rule, state, findings } of checks) {
    const definition = RULE_BY_ID.get(rule);
    if (!definition || definition.weight === 0 || !policy.rules[rule]) continue;
    if (state === 'unknown' || state === 'not-applicable') continue;
    const sum = sums.get(definition.category) ?? {
      passed: 0,
      applicable: 0,
      isLost: false,
    };
    sum.applicable += definition.weight;
    if (
      state !== 'fail' ||
      findings.every(({ severity }) => severity === 'info')
    )
      sum.passed += definition.weight;
    else if (broken.has(rule)) sum.isLost = true;
    sums.set(definition.category, sum);
  }
  let earned = 0;
  let applicable = 0;
  const categories = CATEGORIES.map(category => {
    const sum = sums.get(category);
    if (!sum) return { category, earned: 0, applicable: 0 };
    const points = CATEGORY_WEIGHTS[category];
    const got = sum.isLost ? 0 : (points * sum.passed) / sum.applicable;
    earned += got;
    applicable += points;
    return { category, earned: round(got), applicable: points };
  });
  // rounded down, so that 100 means that nothing failed
  return {
    score:
      applicable === 0 ? null : Math.floor((100 * earned) / applicable + 1e-9),
    categories,
  };
}
