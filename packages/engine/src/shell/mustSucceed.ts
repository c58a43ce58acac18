import type { CommandStep } from './types';

/** A command certainly runs, and the build goes on only if it succeeds. */
export function mustSucceed({
  certainty,
  outcome,
}: Pick<CommandStep, 'certainty' | 'outcome'>): boolean {
  return certainty === 'always' && outcome === 'succeeded';
}
