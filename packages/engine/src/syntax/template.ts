import type { Instruction, SourceKind } from './types';

/** Placeholder until the rules are in. */
export function recogniseTemplate(
  _text: string,
  _instructions: readonly Instruction[],
  _lineStarts: readonly number[],
): SourceKind {
  return { kind: 'dockerfile' };
}
