import { HASH, skipSpaces, SPACE, TAB } from './characters';
import type { LineMap } from './lineMap';
import type { PhysicalLines } from './physicalLines';

/** An instruction's line with its continuations joined. */
export interface LogicalLine {
  text: string;
  map: LineMap;
  startLine: number;
  /** Numbers of the empty lines inside the continuation. */
  emptyLines: number[];
}

/**
 * Offset of the continuation character that ends `text[start, end)`, or -1: the escape character, not itself escaped, followed
 * by nothing but blanks.
 */
function continuationAt(
  text: string,
  start: number,
  end: number,
  escape: number,
): number {
  let index = end - 1;
  while (index >= start) {
    const code = text.charCodeAt(index);
    if (code !== SPACE && code !== TAB) {
      break;
    }
    index--;
  }
  if (index < start || text.charCodeAt(index) !== escape) {
    return -1;
  }
  return index > start && text.charCodeAt(index - 1) === escape ? -1 : index;
}

const NO_LINES: number[] = [];

/**
 * Joins the current physical line, whose content starts at `start`, with its continuations. Comments and empty lines inside
 * are dropped. Source: https://docs.docker.com/reference/dockerfile/#format
 */
export function readLogicalLine(
  lines: PhysicalLines,
  start: number,
  escape: number,
): LogicalLine {
  const { text } = lines;
  const startLine = lines.number;
  const firstColumn = start - lines.start;
  let cut = continuationAt(text, start, lines.end, escape);
  if (cut < 0) {
    return {
      text: text.slice(start, lines.end),
      map: [0, startLine, firstColumn],
      startLine,
      emptyLines: NO_LINES,
    };
  }
  const pieces: string[] = [text.slice(start, cut)];
  const map: number[] = cut > start ? [0, startLine, firstColumn] : [];
  const emptyLines: number[] = [];
  let length = cut - start;
  while (cut >= 0 && lines.advance()) {
    const content = skipSpaces(text, lines.start, lines.end);
    if (content === lines.end) {
      emptyLines.push(lines.number);
      continue;
    }
    if (text.charCodeAt(content) === HASH) {
      continue;
    }
    cut = continuationAt(text, lines.start, lines.end, escape);
    const end = cut < 0 ? lines.end : cut;
    if (end > lines.start) {
      pieces.push(text.slice(lines.start, end));
      map.push(length, lines.number, 0);
      length += end - lines.start;
    }
  }
  if (map.length === 0) {
    map.push(0, startLine, firstColumn);
  }
  return { text: pieces.join(''), map, startLine, emptyLines };
}
