import type { Range } from '../syntax/types';
import type { Finding, Fix, Severity, TraceStep } from '../scorecard/types';
import type { Build } from './build';
import type { Rule } from './types';

/** What a rule says of a Dockerfile. */
export type Verdict =
  | { state: 'pass' }
  | { state: 'not-applicable'; reason: string }
  | { state: 'unknown'; reason: string }
  | { state: 'fail'; findings: Draft[] };

/** A finding before the rule's id and severity are put on it. */
export interface Draft {
  message: string;
  range: Range;
  trace?: TraceStep[];
  fixes?: Fix[];
  /** Where it differs from the rule's. */
  severity?: Severity;
}

/** A rule with its check. */
export interface RuleDefinition extends Rule {
  check(build: Build, options: Readonly<Record<string, unknown>>): Verdict;
}

/** Puts the parts of a rule in one place: what a person reads and what the engine runs. */
export function defineRule(rule: RuleDefinition): RuleDefinition {
  return rule;
}

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

/** A message starts like a sentence, unless it starts with code, a path or a name. */
export function asSentence(message: string): string {
  return /^[a-z]+ /.test(message)
    ? message[0].toUpperCase() + message.slice(1)
    : message;
}

/** A reason is a sentence too. */
export function asReason(reason: string): string {
  const sentence = asSentence(reason);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

export function toFinding(
  rule: Rule,
  severity: Severity,
  draft: Draft,
): Finding {
  return {
    rule: rule.id,
    severity: draft.severity ?? severity,
    message: asSentence(draft.message),
    range: draft.range,
    trace: draft.trace ?? [],
    fixes: draft.fixes ?? [],
  };
}
