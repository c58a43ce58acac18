import { DASH, isDigit } from './characters';
import { WordLexer } from './wordLexer';

/** The opener of a here-document, e.g. `3<<-"EOF"`. */
export interface HeredocOpener {
  name: string;
  fileDescriptor: number;
  expand: boolean;
  chomp: boolean;
}

const nothingSet = (): undefined => undefined;

/** The words of a text, quotes and escapes kept or removed; none where BuildKit's lexer gives up. */
function lexWords(
  text: string,
  keep: { quotes: boolean; escapes: boolean },
): string[] {
  // The escape directive does not apply here: BuildKit always reads openers with the backslash.
  const result = new WordLexer(text, {
    escape: '\\',
    lookup: nothingSet,
    rawQuotes: keep.quotes,
    rawEscapes: keep.escapes,
    plainQuotes: false,
    keepUnset: true,
    maxLength: Infinity,
  }).readWords();
  return result.words.map(word => (word.known ? word.value : word.prefix));
}

/**
 * Reads one word as an opener: digits, `<<`, an optional `-`, a delimiter that may be quoted. Undefined if it is none.
 * Source: https://docs.docker.com/reference/dockerfile/#here-documents
 */
export function readHeredocOpener(word: string): HeredocOpener | undefined {
  let index = 0;
  while (index < word.length && isDigit(word.charCodeAt(index))) {
    index++;
  }
  if (!word.startsWith('<<', index)) {
    return undefined;
  }
  const digits = word.slice(0, index);
  index += 2;
  const chomp = word.charCodeAt(index) === DASH;
  const delimiter = word.slice(chomp ? index + 1 : index);
  if (delimiter === '' || delimiter.includes('<')) {
    return undefined;
  }
  const unquoted = lexWords(delimiter, { quotes: false, escapes: false });
  const quoted = lexWords(delimiter, { quotes: true, escapes: false });
  if (unquoted.length !== 1 || quoted.length !== 1) {
    return undefined;
  }
  return {
    name: unquoted[0],
    fileDescriptor: digits === '' ? 0 : Number(digits),
    expand: unquoted[0] === quoted[0],
    chomp,
  };
}

/** `<<` or `<<-` on its own: the delimiter is the next word. */
function isOpenerAlone(word: string): boolean {
  let index = 0;
  while (index < word.length && isDigit(word.charCodeAt(index))) {
    index++;
  }
  const rest = word.slice(index);
  return rest === '<<' || rest === '<<-';
}

/** The here-documents that a logical line opens, in order. */
export function findHeredocs(line: string): HeredocOpener[] {
  const openers: HeredocOpener[] = [];
  const words = lexWords(line, { quotes: true, escapes: true });
  for (let index = 0; index < words.length; index++) {
    let word = words[index];
    if (isOpenerAlone(word) && index + 1 < words.length) {
      word += words[++index];
    }
    const opener = readHeredocOpener(word);
    if (opener !== undefined) {
      openers.push(opener);
    }
  }
  return openers;
}
