/** A part of a text: offset and length in UTF-16 code units. */
export type Span = readonly [offset: number, length: number];

/** What people see where a value is masked. */
const DOT = '•';

/** Sorted, without overlaps. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: [number, number][] = [];
  for (const [offset, length] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && offset <= last[0] + last[1]) {
      last[1] = Math.max(last[1], offset + length - last[0]);
    } else if (length > 0) {
      merged.push([offset, length]);
    }
  }
  return merged;
}

/** Replaces each span by a text of the same length, so that lines and columns stay. */
export function replaceSpans(
  text: string,
  spans: readonly Span[],
  replacement: (value: string) => string,
): string {
  let at = 0;
  let result = '';
  for (const [offset, length] of spans) {
    result += text.slice(at, offset);
    result += replacement(text.slice(offset, offset + length));
    at = offset + length;
  }
  return result + text.slice(at);
}

/** A stored text as it is shown: what stands for a masked value in the store would look like one. */
export function shownText(text: string, spans: readonly Span[]): string {
  return replaceSpans(text, spans, value => value.replace(/[^\n\r]/g, DOT));
}
