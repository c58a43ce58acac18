/** More words than this are not written out. */
const MAX_WORDS = 256;
/** Longer words are nobody's; the limit also bounds the recursion. */
const MAX_LENGTH = 4096;

/** Index of the brace that closes the one at `open`, or -1. Quotes and escapes are stepped over. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') {
      index++;
    } else if (character === "'" || character === '"') {
      const quote = text.indexOf(character, index + 1);
      index = quote < 0 ? text.length : quote;
    } else if (character === '{') {
      depth++;
    } else if (character === '}' && --depth === 0) {
      return index;
    }
  }
  return -1;
}

/** The alternatives between two braces, split at the commas of the outer level. */
function splitAlternatives(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') {
      index++;
    } else if (character === '{') {
      depth++;
    } else if (character === '}') {
      depth--;
    } else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** `1..3` and `a..c`; undefined if it is no sequence that is written out here. */
function sequence(text: string): string[] | undefined {
  const numbers = /^(-?\d{1,9})\.\.(-?\d{1,9})$/.exec(text);
  if (numbers !== null) {
    const padded = /^-?0\d/.test(numbers[1]) || /^-?0\d/.test(numbers[2]);
    return padded
      ? undefined
      : range(Number(numbers[1]), Number(numbers[2])).map(String);
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])$/.exec(text);
  return letters === null
    ? undefined
    : range(letters[1].charCodeAt(0), letters[2].charCodeAt(0)).map(code =>
        String.fromCharCode(code),
      );
}

function range(from: number, to: number): number[] {
  const step = from <= to ? 1 : -1;
  const count = Math.min(Math.abs(to - from) + 1, MAX_WORDS + 1);
  return Array.from({ length: count }, (_, index) => from + index * step);
}

/**
 * Writes out the braces of a word as the shell does before anything else; the results still hold quotes and variables.
 * Undefined where that is too much or beyond what is understood.
 */
export function expandBraces(text: string): string[] | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const open = nextBrace(text);
  if (open < 0) {
    return [text];
  }
  const close = closingBrace(text, open);
  if (close < 0) {
    return undefined;
  }
  const words = alternatives(text.slice(open + 1, close));
  const tails = expandBraces(text.slice(close + 1));
  if (words === undefined || tails === undefined) {
    return undefined;
  }
  if (words.length * tails.length > MAX_WORDS) {
    return undefined;
  }
  const before = text.slice(0, open);
  return words.flatMap(word => tails.map(tail => before + word + tail));
}

/** What stands between two braces, written out. */
function alternatives(inner: string): string[] | undefined {
  const parts = splitAlternatives(inner);
  if (parts.length === 1) {
    return sequence(inner);
  }
  const words: string[] = [];
  for (const part of parts) {
    const expanded = expandBraces(part);
    if (expanded === undefined) {
      return undefined;
    }
    words.push(...expanded);
  }
  return words;
}

/** Index of the next brace that is neither quoted nor that of `${`. */
function nextBrace(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') {
      index++;
    } else if (character === "'" || character === '"') {
      const quote = text.indexOf(character, index + 1);
      index = quote < 0 ? text.length : quote;
    } else if (character === '$' && text[index + 1] === '{') {
      const close = closingBrace(text, index + 1);
      index = close < 0 ? text.length : close;
    } else if (character === '{') {
      return index;
    }
  }
  return -1;
}
