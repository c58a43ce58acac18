import type { Edit } from 'dockerfile-scorecard-engine';

/** The text after the edits, which must not overlap. Columns count UTF-16 code units. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  const offset = (position: { line: number; column: number }) =>
    Math.min(
      (starts[position.line - 1] ?? text.length) + position.column,
      text.length,
    );
  return edits
    .map(edit => ({
      start: offset(edit.range.start),
      end: offset(edit.range.end),
      text: edit.text,
    }))
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (result, edit) =>
        result.slice(0, edit.start) + edit.text + result.slice(edit.end),
      text,
    );
}
