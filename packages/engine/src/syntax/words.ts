import {
  BACKSLASH,
  DASH,
  DOUBLE_QUOTE,
  isBlank,
  isSpace,
  SINGLE_QUOTE,
} from './characters';

/** A part of the logical line, `[start, end)`, with the text BuildKit makes of it. */
export interface Piece {
  value: string;
  start: number;
  end: number;
}

/** Splits `line[start, end)` at runs of blanks. Blanks at an end give an empty word there, as splitting does. */
export function splitAtBlanks(
  line: string,
  start: number,
  end: number,
): Piece[] {
  const words: Piece[] = [];
  let wordStart = start;
  let index = start;
  while (index < end) {
    if (!isBlank(line.charCodeAt(index))) {
      index++;
      continue;
    }
    words.push({
      value: line.slice(wordStart, index),
      start: wordStart,
      end: index,
    });
    while (index < end && isBlank(line.charCodeAt(index))) {
      index++;
    }
    wordStart = index;
  }
  words.push({ value: line.slice(wordStart, end), start: wordStart, end });
  return words;
}

/**
 * Index behind the quoted text that starts at `start`; it is past `end` where the line stops at an escape character.
 * An escape counts only between double quotes.
 */
function skipQuoted(
  line: string,
  start: number,
  end: number,
  escape: number,
): number {
  const quote = line.charCodeAt(start);
  let index = start + 1;
  while (index < end) {
    const code = line.charCodeAt(index);
    if (code === quote) {
      return index + 1;
    }
    index += code === escape && quote !== SINGLE_QUOTE ? 2 : 1;
  }
  return index;
}

/**
 * The words of ENV, LABEL and ARG: separated by white space outside quotes; quotes and escapes stay in the word.
 * An escape character at the very end of the line is dropped.
 */
export function splitQuotedWords(
  line: string,
  start: number,
  end: number,
  escape: number,
): Piece[] {
  const words: Piece[] = [];
  let index = start;
  while (index < end) {
    if (isSpace(line.charCodeAt(index))) {
      index++;
      continue;
    }
    const wordStart = index;
    while (index < end) {
      const code = line.charCodeAt(index);
      if (isSpace(code)) {
        break;
      }
      if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
        index = skipQuoted(line, index, end, escape);
      } else {
        index += code === escape ? 2 : 1;
      }
    }
    const wordEnd = index > end ? end - 1 : index;
    if (wordEnd > wordStart) {
      words.push({
        value: line.slice(wordStart, wordEnd),
        start: wordStart,
        end: wordEnd,
      });
    }
  }
  return words;
}

/** The flags in front of an instruction's arguments and where the arguments start. */
export interface FlagsAndRest {
  flags: Piece[];
  rest: number;
}

/**
 * Takes `--name=value` words off the front. Quotes are removed and a backslash (whatever the escape character) makes the next
 * character literal; `--` alone ends the flags.
 */
export function takeFlags(
  line: string,
  start: number,
  end: number,
): FlagsAndRest {
  const flags: Piece[] = [];
  let index = start;
  for (;;) {
    while (index < end && isSpace(line.charCodeAt(index))) {
      index++;
    }
    if (
      index + 1 >= end ||
      line.charCodeAt(index) !== DASH ||
      line.charCodeAt(index + 1) !== DASH
    ) {
      return { flags, rest: index };
    }
    const flag = readFlag(line, index, end);
    index = flag.end;
    if (flag.value === '--') {
      return { flags, rest: index };
    }
    flags.push(flag);
  }
}

function readFlag(line: string, start: number, end: number): Piece {
  let quote = 0;
  let value = '';
  let copied = start;
  let index = start;
  while (index < end) {
    const code = line.charCodeAt(index);
    if (code >= 0x80) {
      value += line.slice(copied, index);
      const character = String.fromCodePoint(line.codePointAt(index) ?? code);
      const bytes = readAsBytes(character, quote !== 0);
      value += bytes.value;
      index += character.length;
      copied = index;
      if (bytes.ends) {
        break;
      }
    } else if (quote === 0 && isSpace(code)) {
      break;
    } else if (
      code === quote ||
      (quote === 0 && (code === SINGLE_QUOTE || code === DOUBLE_QUOTE))
    ) {
      value += line.slice(copied, index);
      quote = quote === 0 ? code : 0;
      index++;
      copied = index;
    } else if (code === BACKSLASH) {
      value += line.slice(copied, index);
      copied = index + 1;
      // A character outside ASCII is left for the next round: only its first byte is escaped.
      index += line.charCodeAt(index + 1) >= 0x80 ? 1 : 2;
    } else {
      index++;
    }
  }
  index = Math.min(index, end);
  value += line.slice(Math.min(copied, index), index);
  return { value, start, end: index };
}

/**
 * BuildKit reads flags byte by byte and takes each byte for a character, so that `é` becomes `Ã©`, and a byte that would be a
 * space on its own ends the flag.
 */
function readAsBytes(
  character: string,
  quoted: boolean,
): { value: string; ends: boolean } {
  let value = '';
  for (const byte of utf8Bytes(character.codePointAt(0) ?? 0)) {
    if (!quoted && isSpace(byte)) {
      return { value, ends: true };
    }
    value += String.fromCharCode(byte);
  }
  return { value, ends: false };
}

function utf8Bytes(code: number): number[] {
  const last = 0x80 | (code & 0x3f);
  if (code < 0x800) {
    return [0xc0 | (code >> 6), last];
  }
  const middle = 0x80 | ((code >> 6) & 0x3f);
  if (code < 0x10000) {
    return [0xe0 | (code >> 12), middle, last];
  }
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), middle, last];
}
