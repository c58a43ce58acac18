import type { LexValue } from '../syntax/lexText';
import type { Heredoc } from '../syntax/types';
import { WordLexer } from '../syntax/wordLexer';
import type { Resolved } from './types';

/**
 * The variables of a word expansion; a plain object or a function.
 *
 * @public
 */
export type Environment =
  | Readonly<Record<string, string>>
  | ((name: string) => string | undefined);

/**
 * How a word is read.
 *
 * @public
 */
export interface ExpandOptions {
  /** The escape character in force; a backslash unless told. */
  escape?: '\\' | '`';
  /** `literal` leaves quotes alone, as in the content of a here-document; removed unless told. */
  quotes?: 'removed' | 'literal';
}

function lookupIn(
  environment: Environment,
): (name: string) => LexValue | undefined {
  return name => {
    let value: string | undefined;
    if (typeof environment === 'function') {
      value = environment(name);
    } else if (Object.hasOwn(environment, name)) {
      value = environment[name];
    }
    return value === undefined ? undefined : { known: true, value };
  };
}

/** Longest value that is followed: more than any variable of a real build, little enough to keep for 100,000 instructions. */
const MAX_VALUE = 16_384;
/** Longest result of an expansion whose variables are all given. */
const MAX_RESULT = 1 << 26;

function lexer(
  word: string,
  lookup: (name: string) => LexValue | undefined,
  options: ExpandOptions | undefined,
  maxLength: number,
): WordLexer {
  return new WordLexer(word, {
    escape: options?.escape ?? '\\',
    lookup,
    rawQuotes: false,
    plainQuotes: options?.quotes === 'literal',
    rawEscapes: false,
    keepUnset: false,
    maxLength,
  });
}

/**
 * Expands variables and removes quotes as BuildKit does in the arguments of instructions. It knows `$name`, `${name}`, the
 * modifiers `-`, `:-`, `+`, `:+`, `?`, `:?`, `#`, `##`, `%`, `%%`, `/`, `//`, and nesting of them.
 *
 * Source: https://docs.docker.com/reference/dockerfile/#environment-replacement
 *
 * @example
 * ```ts
 * expect(expandWord('${BASE:-python}:${TAG%-*}', { TAG: '3.13-slim' })).toEqual({ value: 'python:3.13' });
 * expect(expandWord('${}', {})).toEqual({ error: 'syntax error: bad substitution' });
 * ```
 *
 * @public
 */
export function expandWord(
  word: string,
  environment: Environment,
  options?: ExpandOptions,
): { value: string } | { error: string } {
  const { text, error } = lexer(
    word,
    lookupIn(environment),
    options,
    MAX_RESULT,
  ).readText();
  if (error !== undefined) {
    return { error };
  }
  return text.known ? { value: text.value } : { error: text.reason };
}

/**
 * Like {@link expandWord}, split at white space outside quotes; an empty word is dropped even where quotes stood.
 *
 * Source: https://docs.docker.com/reference/dockerfile/#environment-replacement
 *
 * @example
 * ```ts
 * expect(expandWords('$PORTS "9 9"', { PORTS: '80 443' })).toEqual({ words: ['80', '443', '9 9'] });
 * ```
 *
 * @public
 */
export function expandWords(
  word: string,
  environment: Environment,
  options?: ExpandOptions,
): { words: string[] } | { error: string } {
  const { words, error } = lexer(
    word,
    lookupIn(environment),
    options,
    MAX_RESULT,
  ).readWords();
  if (error !== undefined) {
    return { error };
  }
  const texts: string[] = [];
  for (const text of words) {
    if (!text.known) {
      return { error: text.reason };
    }
    texts.push(text.value);
  }
  return { words: texts };
}

/**
 * Like {@link expandWord} with variables whose value is not known: the text is then unknown, with the reason and the beginning
 * that is known. `undefined` from `lookup` means that the variable is certainly not set.
 *
 * @example
 * ```ts
 * const word = resolveWord('python:$TAG', name =>
 *   name === 'TAG' ? { known: false, reason: 'TAG has no default', prefix: '' } : undefined,
 * );
 * expect(word).toEqual({ known: false, reason: 'TAG has no default', prefix: 'python:' });
 * ```
 *
 * @public
 */
export function resolveWord(
  word: string,
  lookup: (name: string) => Resolved | undefined,
  options?: ExpandOptions,
): Resolved {
  const { text, error } = lexer(word, lookup, options, MAX_VALUE).readText();
  return error === undefined
    ? text
    : { known: false, reason: `cannot be expanded: ${error}`, prefix: '' };
}

/**
 * {@link expandWords} with variables whose value is not known. A word list behind an unknown variable ends with an unknown
 * word that stands for one or more.
 *
 * @example
 * ```ts
 * expect(resolveWords('a "b c"', () => undefined)).toEqual([
 *   { known: true, value: 'a' },
 *   { known: true, value: 'b c' },
 * ]);
 * ```
 *
 * @public
 */
export function resolveWords(
  word: string,
  lookup: (name: string) => Resolved | undefined,
  options?: ExpandOptions,
): Resolved[] {
  const { words, error } = lexer(word, lookup, options, MAX_VALUE).readWords();
  return error === undefined
    ? words
    : [{ known: false, reason: `cannot be expanded: ${error}`, prefix: '' }];
}

/**
 * The file that a here-document of COPY or ADD becomes: variables are expanded unless its delimiter was quoted, quotes stay,
 * and `<<-` takes leading tabs away.
 *
 * Source: https://docs.docker.com/reference/dockerfile/#here-documents
 *
 * @example
 * ```ts
 * const [copy] = parseDockerfile('COPY <<-E /a\n\t"$NAME"\n\tE\n').instructions;
 * const content = resolveHeredoc(copy.heredocs[0], () => ({ known: true, value: 'me' }));
 * expect(content).toEqual({ known: true, value: '"me"\n' });
 * ```
 *
 * @public
 */
export function resolveHeredoc(
  heredoc: Pick<Heredoc, 'content' | 'expand' | 'chomp'>,
  lookup: (name: string) => Resolved | undefined,
  options?: Pick<ExpandOptions, 'escape'>,
): Resolved {
  const content = heredoc.chomp
    ? heredoc.content.replace(/^\t+/gm, '')
    : heredoc.content;
  if (!heredoc.expand) {
    return { known: true, value: content };
  }
  const { text, error } = lexer(
    content,
    lookup,
    { ...options, quotes: 'literal' },
    MAX_RESULT,
  ).readText();
  return error === undefined
    ? text
    : { known: false, reason: `cannot be expanded: ${error}`, prefix: '' };
}
