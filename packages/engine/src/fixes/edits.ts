import type { DockerfileSyntax } from '../syntax';
import { hashOf, type Edit, type Position, type Range } from '../verdict';

/** Offsets at which lines start. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
  return starts;
}

function offsetOf(
  { line, column }: Position,
  starts: readonly number[],
  length: number,
): number {
  return Math.min((starts[line - 1] ?? length) + column, length);
}

interface Span {
  start: number;
  end: number;
  text: string;
}

/** Edits as spans of the text, in its order; the same edit twice counts once. */
function spansOf(text: string, edits: readonly Edit[]): Span[] {
  const starts = lineStarts(text);
  const spans = edits.map(edit => ({
    start: offsetOf(edit.range.start, starts, text.length),
    end: offsetOf(edit.range.end, starts, text.length),
    text: edit.text,
  }));
  return spans
    .filter(
      (span, i) =>
        spans.findIndex(
          other =>
            other.start === span.start &&
            other.end === span.end &&
            other.text === span.text,
        ) === i,
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The text after some edits.
 *
 * @throws Error when two of them change the same place, or when the text is not the one that they were made for
 * @param contentHash - hash of the text that the edits are for; left out, it is not compared
 */
export function applyEdits(
  text: string,
  edits: readonly Edit[],
  contentHash?: string,
): string {
  if (contentHash !== undefined && contentHash !== hashOf(text))
    throw new Error(
      'The Dockerfile has changed since this fix was made. Check it again.',
    );
  let result = '';
  let at = 0;
  for (const span of spansOf(text, edits)) {
    if (span.start < at)
      throw new Error(
        'These fixes change the same place. Apply one, check again, then apply the other.',
      );
    result += text.slice(at, span.start) + span.text;
    at = span.end;
  }
  return result + text.slice(at);
}

/** How the lines of a text end. */
function lineEnd({ text }: DockerfileSyntax): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function pointAt(line: number, column = 0): Range {
  const position = { line, column };
  return { start: position, end: position };
}

export function replace(range: Range, text: string): Edit {
  return { range, text };
}

/** Whether every instruction of a file is written in lower case. */
export function isLowerCase(syntax: DockerfileSyntax): boolean {
  return syntax.instructions.every(({ keywordRange }) =>
    /^[a-z]+$/.test(textAt(syntax, keywordRange)),
  );
}

/** Instructions in the case that the file has. */
function inItsCase(
  syntax: DockerfileSyntax,
  lines: readonly string[],
): readonly string[] {
  return isLowerCase(syntax)
    ? lines.map(line =>
        line.replace(/^(?:COPY|ENV|FROM|USER)(?= )/, word =>
          word.toLowerCase(),
        ),
      )
    : lines;
}

/** Puts lines in front of a line. */
export function insertBefore(
  syntax: DockerfileSyntax,
  line: number,
  lines: readonly string[],
): Edit {
  const end = lineEnd(syntax);
  const texts = inItsCase(syntax, lines);
  return { range: pointAt(line), text: texts.map(text => text + end).join('') };
}

/** Puts lines behind a line. */
export function insertAfter(
  syntax: DockerfileSyntax,
  line: number,
  lines: readonly string[],
): Edit {
  const end = lineEnd(syntax);
  if (line < syntax.lineStarts.length)
    return insertBefore(syntax, line + 1, lines);
  const column = syntax.text.length - syntax.lineStarts[line - 1];
  const isOpen = !syntax.text.endsWith('\n');
  return {
    range: pointAt(line, column),
    // a last line without an end of its own stays without one
    text: inItsCase(syntax, lines)
      .map(text => (isOpen ? end + text : text + end))
      .join(''),
  };
}

/** Takes lines out. */
export function removeLines(first: number, last: number): Edit {
  return {
    range: {
      start: { line: first, column: 0 },
      end: { line: last + 1, column: 0 },
    },
    text: '',
  };
}

/** The text of a range as it is written. */
export function textAt({ text }: DockerfileSyntax, range: Range): string {
  const starts = lineStarts(text);
  return text.slice(
    offsetOf(range.start, starts, text.length),
    offsetOf(range.end, starts, text.length),
  );
}
