import type { Draft, Finding } from './finding';
import type { EarnedLevel } from './levels';

/** @public */
export type CheckState =
  | 'pass'
  | 'fail'
  | 'not-applicable'
  | 'unknown'
  | 'waived';

/** A rule applied to one Dockerfile. @public */
export interface Check {
  rule: string;
  state: CheckState;
  findings: Finding[];
  /** Why the state is unknown, not applicable or waived. */
  reason?: string;
  /** The level that an unknown keeps open, where that is not the rule's. */
  level?: EarnedLevel;
}

/** What a rule says of a Dockerfile. */
export type Verdict =
  | { state: 'pass' }
  | { state: 'not-applicable'; reason: string }
  | { state: 'unknown'; reason: string; level?: EarnedLevel }
  | { state: 'fail'; findings: Draft[] };

export const pass: Verdict = { state: 'pass' };

export function notApplicable(reason: string): Verdict {
  return { state: 'not-applicable', reason };
}

/** @param level - the level that stays open until it is known, where that is not the rule's */
export function unknown(reason: string, level?: EarnedLevel): Verdict {
  return { state: 'unknown', reason, ...(level && { level }) };
}

/** Fails with findings; passes without any. */
export function failWith(findings: readonly Draft[]): Verdict {
  return findings.length ? { state: 'fail', findings: [...findings] } : pass;
}
