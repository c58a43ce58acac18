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
  decided: number;
  applicable: number;
  isLost: boolean;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Points and how much of them rests on answers. */
export interface Score {
  /** 0–100; null when nothing was decided. */
  score: number | null;
  /** 0–1; null when nothing applies. */
  certainty: number | null;
  categories: CategoryScore[];
}

function sumUp(
  checks: readonly Check[],
  policy: Policy,
  today: string,
): ReadonlyMap<Category, Sum> {
  const broken = new Set(missingFor('bronze', checks, policy, today));
  const sums = new Map<Category, Sum>();
  for (const { rule, state, findings } of checks) {
    const definition = RULE_BY_ID.get(rule);
    if (!definition || definition.weight === 0 || !policy.rules[rule]) continue;
    if (state === 'not-applicable') continue;
    const sum = sums.get(definition.category) ?? {
      passed: 0,
      decided: 0,
      applicable: 0,
      isLost: false,
    };
    sum.applicable += definition.weight;
    if (state !== 'unknown') sum.decided += definition.weight;
    if (
      state === 'pass' ||
      state === 'waived' ||
      (state === 'fail' &&
        findings.every(({ severity }) => severity === 'info'))
    )
      sum.passed += definition.weight;
    if (broken.has(rule)) sum.isLost = true;
    sums.set(definition.category, sum);
  }
  return sums;
}

/**
 * Points earned of the points that were decided, as a share of 100 and by part. A part is worth the same however many of its
 * rules apply; what is unknown takes its share out of both sides, so it neither earns nor costs. A finding that keeps bronze away
 * takes all points of its part: an image that does not start earns nothing for how it was put together.
 */
export function scoreOf(
  checks: readonly Check[],
  policy: Policy,
  today: string,
): Score {
  const sums = sumUp(checks, policy, today);
  let earned = 0;
  let decided = 0;
  let applicable = 0;
  const categories = CATEGORIES.map(category => {
    const sum = sums.get(category);
    if (!sum) return { category, earned: 0, applicable: 0 };
    const points = CATEGORY_WEIGHTS[category];
    const got = sum.isLost ? 0 : (points * sum.passed) / sum.applicable;
    const known = (points * sum.decided) / sum.applicable;
    earned += got;
    decided += known;
    applicable += points;
    return {
      category,
      earned: round(got, 1),
      applicable: round(known, 1),
    };
  });
  return {
    // rounded down, so that 100 means that nothing failed
    score: decided === 0 ? null : Math.floor((100 * earned) / decided + 1e-9),
    certainty: applicable === 0 ? null : round(decided / applicable, 2),
    categories,
  };
}
