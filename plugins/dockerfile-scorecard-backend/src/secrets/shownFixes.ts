import type { ProvenFix } from 'dockerfile-scorecard-engine';
import { hashText } from '../evaluation/hash';
import { shownText, type Span } from './spans';

/**
 * Fixes of a stored text, for the text that people see. Both have the same lines and columns. A fix that would write a mask into
 * the file is left out.
 */
export function shownFixes(
  fixes: readonly ProvenFix[],
  text: string,
  masked: readonly Span[],
): ProvenFix[] {
  if (masked.length === 0) {
    return [...fixes];
  }
  const masks = masked.map(([offset, length]) =>
    text.slice(offset, offset + length),
  );
  const contentHash = hashText(shownText(text, masked));
  return fixes
    .filter(fix =>
      fix.edits.every(edit => !masks.some(mask => edit.text.includes(mask))),
    )
    .map(fix => ({ ...fix, contentHash }));
}
