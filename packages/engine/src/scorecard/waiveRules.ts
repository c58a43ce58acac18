import type { Policy } from '../policy';
import { standingOf } from './level';
import { scoreOf } from './score';
import type { Evaluation } from './types';

/** A waiver that is kept outside of the file. @public */
export interface RuleWaiver {
  rule: string;
  reason: string;
}

/**
 * An evaluation in which failing rules are waived, with the level and the score that follow from it. The rest stays as it is.
 *
 * @example
 * ```ts
 * const policy = resolvePolicy();
 * const today = '2026-11-23';
 * const text = 'FROM python:3.9-slim-buster\nCMD ["python", "app.py"]\n';
 * const evaluation = evaluateDockerfile({ path: 'Dockerfile', text, policy, today });
 * const waivers = [{ rule: 'eol-base', reason: 'replaced in March' }];
 * const waived = waiveRules({ evaluation, waivers, policy, today });
 * expect(checksOf(waived).find(check => check.rule === 'eol-base')?.state).toBe('waived');
 * ```
 * @public
 */
export function waiveRules(options: {
  evaluation: Evaluation;
  waivers: readonly RuleWaiver[];
  policy: Policy;
  /** The day of the verdict as an ISO date. */
  today: string;
}): Evaluation {
  const { evaluation, policy, today } = options;
  const reasons = new Map(
    options.waivers.map(({ rule, reason }) => [rule, reason]),
  );
  if (
    evaluation.kind !== 'judged' ||
    !evaluation.checks.some(
      check => check.state === 'fail' && reasons.has(check.rule),
    )
  )
    return evaluation;
  const checks = evaluation.checks.map(check => {
    const reason = reasons.get(check.rule);
    return check.state === 'fail' && reason !== undefined
      ? { ...check, state: 'waived' as const, reason }
      : check;
  });
  const inForce = {
    ...policy,
    rules: { ...policy.rules, ...evaluation.settings?.rules },
  };
  return {
    ...evaluation,
    checks,
    ...standingOf(checks, inForce, today),
    ...scoreOf(checks, inForce, today),
  };
}
