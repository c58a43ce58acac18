import type {
  Position as EnginePosition,
  Range as EngineRange,
} from 'dockerfile-scorecard-engine';
import type { Position, Range } from 'vscode-languageserver/node.js';

/** The protocol counts lines from 0, the engine from 1; both count UTF-16 code units in a line. */
function position({ line, column }: EnginePosition): Position {
  return { line: Math.max(0, line - 1), character: column };
}

export function rangeOf({ start, end }: EngineRange): Range {
  return { start: position(start), end: position(end) };
}

/** A whole line, without its end. */
export function lineRange(line: number): Range {
  return rangeOf({
    start: { line, column: 0 },
    end: { line: line + 1, column: 0 },
  });
}
