import type { Range } from 'dockerfile-scorecard-engine';

/** The last line that a range touches; its end is exclusive. */
export function lastLine(range: Range): number {
  const { start, end } = range;
  return end.column === 0 && end.line > start.line ? end.line - 1 : end.line;
}

/** `①` to `⑳`, then the bare number. */
export function stepSign(step: number): string {
  return step <= 20 ? String.fromCodePoint(0x245f + step) : String(step);
}
