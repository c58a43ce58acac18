import type { Verdict } from '../verdict';
import type { Build } from '../questions/build';
import type { Rule } from './types';

/** A rule with its check. */
export interface RuleDefinition extends Rule {
  check(build: Build, options: Readonly<Record<string, unknown>>): Verdict;
}

/** Puts the parts of a rule in one place: what a person reads and what the engine runs. */
export function defineRule(rule: RuleDefinition): RuleDefinition {
  return rule;
}
