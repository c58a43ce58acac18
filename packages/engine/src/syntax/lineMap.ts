import type { Position, Range } from '../verdict';

/**
 * Where the pieces of a logical line stand in the file: triples of (offset in the logical line, line, column), by rising offset.
 * A logical line without continuations has one triple.
 *
 * @public
 */
export type LineMap = readonly number[];

/** Index of the triple whose piece holds `offset`. */
function pieceAt(map: LineMap, offset: number): number {
  let low = 0;
  let high = map.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (map[middle * 3] <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low * 3;
}

/**
 * The place in the file of a character of the logical line.
 *
 * @example
 * ```ts
 * const [run] = parseDockerfile('RUN a \\\n && b').instructions;
 * expect(positionAt(run.lineMap, run.original.indexOf('b'))).toEqual({ line: 2, column: 4 });
 * ```
 *
 * @public
 */
export function positionAt(map: LineMap, offset: number): Position {
  const piece = map.length === 3 ? 0 : pieceAt(map, offset);
  return { line: map[piece + 1], column: map[piece + 2] + offset - map[piece] };
}

/**
 * The place behind the last character of a span, on the line of that character: a span that ends where a continuation
 * starts must not reach to the next line.
 */
function endPositionAt(map: LineMap, start: number, end: number): Position {
  if (end <= start || map.length === 3) {
    return positionAt(map, end);
  }
  const last = positionAt(map, end - 1);
  return { line: last.line, column: last.column + 1 };
}

/**
 * The place in the file of `[start, end)` of the logical line.
 *
 * @example
 * ```ts
 * const [run] = parseDockerfile('RUN a \\\n && b').instructions;
 * expect(rangeAt(run.lineMap, 4, run.original.length)).toEqual({
 *   start: { line: 1, column: 4 },
 *   end: { line: 2, column: 5 },
 * });
 * ```
 *
 * @public
 */
export function rangeAt(map: LineMap, start: number, end: number): Range {
  return {
    start: positionAt(map, start),
    end: endPositionAt(map, start, end),
  };
}

/** The map of the part of the logical line that starts at `offset`. */
export function mapFrom(map: LineMap, offset: number): LineMap {
  if (offset === 0) {
    return map;
  }
  const first = map.length === 3 ? 0 : pieceAt(map, offset);
  const part: number[] = [
    0,
    map[first + 1],
    map[first + 2] + offset - map[first],
  ];
  for (let piece = first + 3; piece < map.length; piece += 3) {
    part.push(map[piece] - offset, map[piece + 1], map[piece + 2]);
  }
  return part;
}
