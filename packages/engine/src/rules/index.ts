import { RULES } from './registry';
import type { Rule } from './types';

export * from './types';

/** Every rule, without its check: what a person reads. @public */
export const rules: readonly Rule[] = RULES;
