import { isAsciiLetter, isDigit } from './characters';

/** `name=value` behind the comment sign of a directive; offsets are those of the text it was read from. */
export interface DirectiveText {
  name: string;
  value: string;
}

const KNOWN = new Set(['syntax', 'escape', 'check']);

/** The blanks of Go's regular expressions. */
function isDirectiveBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13 && code !== 11);
}

/**
 * Reads `name = value` from `text[start, end)`. Undefined if it is no directive that BuildKit knows.
 * Source: https://docs.docker.com/reference/dockerfile/#parser-directives
 */
export function readDirective(
  text: string,
  start: number,
  end: number,
): DirectiveText | undefined {
  let index = skipBlanks(text, start, end);
  const nameStart = index;
  while (index < end) {
    const code = text.charCodeAt(index);
    if (!isAsciiLetter(code) && !(isDigit(code) && index > nameStart)) {
      break;
    }
    index++;
  }
  const name = text.slice(nameStart, index).toLowerCase();
  index = skipBlanks(text, index, end);
  if (!KNOWN.has(name) || text.charCodeAt(index) !== 61 || index >= end) {
    return undefined;
  }
  const valueStart = skipBlanks(text, index + 1, end);
  let valueEnd = end;
  while (
    valueEnd > valueStart &&
    isDirectiveBlank(text.charCodeAt(valueEnd - 1))
  ) {
    valueEnd--;
  }
  if (valueEnd === valueStart) {
    return undefined;
  }
  return { name, value: text.slice(valueStart, valueEnd) };
}

function skipBlanks(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isDirectiveBlank(text.charCodeAt(index))) {
    index++;
  }
  return index;
}
