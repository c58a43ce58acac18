import type { Draft, Finding } from './finding';

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
}

/** What a rule says of a Dockerfile. */
export type Verdict =
  | { state: 'pass' }
  | { state: 'not-applicable'; reason: string }
  | { state: 'unknown'; reason: string }
  | { state: 'fail'; findings: Draft[] };

export const pass: Verdict = { state: 'pass' };

export function notApplicable(reason: string): Verdict {
  return { state: 'not-applicable', reason };
}

export function unknown(reason: string): Verdict {
  return { state: 'unknown', reason };
}

/** Fails with findings; passes without any. */
export function failWith(findings: readonly Draft[]): Verdict {
  return findings.length ? { state: 'fail', findings: [...findings] } : pass;
}
