import type { CommandStep } from './types';

/**
 * A command certainly runs, and the build goes on only if it succeeds.
 *
 * @example
 * ```ts
 * expect(mustSucceed({ certainty: 'always', outcome: 'may-fail' })).toBe(false);
 * ```
 */
export function mustSucceed({
  certainty,
  outcome,
}: Pick<CommandStep, 'certainty' | 'outcome'>): boolean {
  return certainty === 'always' && outcome === 'succeeded';
}
