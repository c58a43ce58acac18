/** Code units that the parser compares with. */
export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const SINGLE_QUOTE = 39;
export const DASH = 45;
export const BACKSLASH = 92;

/**
 * White space as Go's `unicode.IsSpace` sees it. It differs from `String.prototype.trim`: U+0085 counts, U+FEFF does not,
 * which decides whether a stray byte order mark becomes part of an instruction's name.
 */
export function isSpace(code: number): boolean {
  if (code <= 0x20) {
    return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
  }
  if (code < 0x85) {
    return false;
  }
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The narrower class at which BuildKit splits an instruction into words: tab, vertical tab, form feed, carriage return, space. */
export function isBlank(code: number): boolean {
  return (
    code === SPACE ||
    code === TAB ||
    code === CARRIAGE_RETURN ||
    code === 11 ||
    code === 12
  );
}

/** First index at or after `start` that is not white space (at most `end`). */
export function skipSpaces(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isSpace(text.charCodeAt(index))) {
    index++;
  }
  return index;
}

/** Index behind the last character of `text[start, end)` that is not white space. */
export function trimSpacesEnd(
  text: string,
  start: number,
  end: number,
): number {
  let index = end;
  while (index > start && isSpace(text.charCodeAt(index - 1))) {
    index--;
  }
  return index;
}

/** `text` without white space (in Go's sense) at both ends. */
export function trimSpaces(text: string): string {
  const start = skipSpaces(text, 0, text.length);
  return text.slice(start, trimSpacesEnd(text, start, text.length));
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
