import { isDigit } from './characters';
import {
  isFailure,
  known,
  type LexFailure,
  type LexValue,
  TextBuilder,
  WordCollector,
} from './lexText';
import {
  applyConditional,
  applyRemoval,
  applyReplacement,
} from './wordModifiers';

/** How {@link WordLexer} reads a word. */
export interface LexOptions {
  /** The escape character in force. */
  escape: string;
  /** Looks a variable up; undefined means not set. */
  lookup: (name: string) => LexValue | undefined;
  /** Quotes stay in the result. */
  rawQuotes: boolean;
  /** Quotes are characters like others, as in a here-document. */
  plainQuotes: boolean;
  /** Escape characters stay in the result. */
  rawEscapes: boolean;
  /** Variables that are not set stay as written. */
  keepUnset: boolean;
  /** A longer text becomes unknown, so that `A=$A$A` repeated cannot fill the memory. */
  maxLength: number;
}

const SPECIAL_PARAMETERS = '@*#?-$!';
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

function isNameCharacter(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code < 128) {
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      isDigit(code) ||
      code === 95
    );
  }
  return LETTER_OR_DIGIT.test(character);
}

/**
 * BuildKit's word expansion: the one grammar behind variables in instructions and the words of here-document openers.
 * Source of the rules: https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export class WordLexer {
  private index = 0;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly options: LexOptions,
  ) {}

  /** The word as one text. Splitting it looks at every character of every value, so it is left out here. */
  readText(): { text: LexValue; error: string | undefined } {
    const text = this.readUntil(undefined, this.options.rawEscapes, undefined);
    return isFailure(text)
      ? { text: known(''), error: text.error }
      : { text, error: undefined };
  }

  /** The words that unquoted white space separates. */
  readWords(): { words: LexValue[]; error: string | undefined } {
    const collector = new WordCollector(this.options.maxLength);
    const text = this.readUntil(undefined, this.options.rawEscapes, collector);
    if (isFailure(text)) {
      return { words: [], error: text.error };
    }
    collector.finishWord();
    return { words: collector.words, error: undefined };
  }

  private peek(): string | undefined {
    return this.index < this.source.length
      ? this.source[this.index]
      : undefined;
  }

  private isQuote(character: string): boolean {
    return (
      (character === "'" || character === '"') && !this.options.plainQuotes
    );
  }

  private readUntil(
    stop: string | undefined,
    rawEscapes: boolean,
    collector: WordCollector | undefined,
  ): LexValue | LexFailure {
    const text = new TextBuilder(this.options.maxLength);
    while (this.index < this.source.length) {
      const character = this.source[this.index];
      if (character === stop) {
        this.index++;
        return text.build();
      }
      if (character === '$') {
        const value = this.readDollar();
        if (isFailure(value)) {
          return value;
        }
        text.add(value);
        collector?.addUnquoted(value);
      } else if (this.isQuote(character)) {
        const value =
          character === "'"
            ? this.readSingleQuoted()
            : this.readDoubleQuoted(rawEscapes);
        if (isFailure(value)) {
          return value;
        }
        text.add(value);
        collector?.addQuoted(value);
      } else if (character === this.options.escape) {
        const value = this.readEscaped(rawEscapes);
        text.add(value);
        collector?.addQuoted(value);
      } else {
        const value = known(this.readPlain(stop));
        text.add(value);
        collector?.addUnquoted(value);
      }
    }
    return stop === undefined
      ? text.build()
      : {
          error: `unexpected end of statement while looking for matching ${stop}`,
        };
  }

  /** Everything up to the next character that means something. */
  private readPlain(stop: string | undefined): string {
    const start = this.index;
    while (this.index < this.source.length) {
      const character = this.source[this.index];
      if (
        character === '$' ||
        this.isQuote(character) ||
        character === this.options.escape ||
        character === stop
      ) {
        break;
      }
      this.index++;
    }
    return this.source.slice(start, this.index);
  }

  /** The escape character makes the next one literal; at the end it vanishes. */
  private readEscaped(rawEscapes: boolean): LexValue {
    this.index++;
    const escaped = this.peek() ?? '';
    this.index += escaped.length;
    return known((rawEscapes ? this.options.escape : '') + escaped);
  }

  private readSingleQuoted(): LexValue | LexFailure {
    const start = this.index;
    const end = this.source.indexOf("'", start + 1);
    if (end < 0) {
      this.index = this.source.length;
      return {
        error:
          'unexpected end of statement while looking for matching single-quote',
      };
    }
    this.index = end + 1;
    return known(
      this.options.rawQuotes
        ? this.source.slice(start, end + 1)
        : this.source.slice(start + 1, end),
    );
  }

  private readDoubleQuoted(rawEscapes: boolean): LexValue | LexFailure {
    const text = new TextBuilder(this.options.maxLength);
    const quote = this.options.rawQuotes ? '"' : '';
    text.addText(quote);
    this.index++;
    while (this.index < this.source.length) {
      const character = this.source[this.index];
      if (character === '"') {
        this.index++;
        text.addText(quote);
        return text.build();
      }
      if (character === '$') {
        const value = this.readDollar();
        if (isFailure(value)) {
          return value;
        }
        text.add(value);
      } else {
        text.addText(this.readInsideDoubleQuotes(rawEscapes));
      }
    }
    return {
      error:
        'unexpected end of statement while looking for matching double-quote',
    };
  }

  /** One character between double quotes; the escape works only in front of `"`, `$` and itself. */
  private readInsideDoubleQuotes(rawEscapes: boolean): string {
    const character = this.source[this.index++];
    if (character !== this.options.escape) {
      return character;
    }
    const kept = rawEscapes ? character : '';
    const next = this.peek();
    if (next === undefined) {
      return kept;
    }
    if (next === '"' || next === '$' || next === this.options.escape) {
      this.index++;
      return kept + next;
    }
    return kept + character;
  }

  private readDollar(): LexValue | LexFailure {
    this.index++;
    if (this.peek() === '{') {
      return this.readBraced();
    }
    const name = this.readName();
    if (name === '') {
      return known('$');
    }
    return (
      this.options.lookup(name) ??
      known(this.options.keepUnset ? `$${name}` : '')
    );
  }

  private readName(): string {
    const start = this.index;
    const first = this.peek();
    if (first === undefined) {
      return '';
    }
    if (isDigit(first.charCodeAt(0))) {
      return this.readDigits(start);
    }
    if (SPECIAL_PARAMETERS.includes(first)) {
      this.index++;
      return first;
    }
    while (this.index < this.source.length) {
      const character = String.fromCodePoint(
        this.source.codePointAt(this.index) ?? 0,
      );
      if (!isNameCharacter(character)) {
        break;
      }
      this.index += character.length;
    }
    return this.source.slice(start, this.index);
  }

  private readDigits(start: number): string {
    while (
      this.index < this.source.length &&
      isDigit(this.source.charCodeAt(this.index))
    ) {
      this.index++;
    }
    return this.source.slice(start, this.index);
  }

  /** `${name}` and its modifiers. */
  private readBraced(): LexValue | LexFailure {
    const start = this.index - 1;
    this.index++;
    const first = this.peek();
    if (first === undefined) {
      return { error: "syntax error: missing '}'" };
    }
    if (first === '{' || first === '}' || first === ':') {
      return { error: 'syntax error: bad substitution' };
    }
    // Deeper nesting than any person writes; refusing it keeps the call stack safe.
    if (++this.depth > 1000) {
      return { error: 'syntax error: substitutions nested too deeply' };
    }
    const result = this.readModifier(start, this.readName());
    this.depth--;
    return result;
  }

  private readModifier(start: number, name: string): LexValue | LexFailure {
    const character = this.source[this.index++];
    switch (character) {
      case undefined:
        return { error: "syntax error: missing '}'" };
      case '}':
        return (
          this.options.lookup(name) ??
          known(this.options.keepUnset ? `\${${name}}` : '')
        );
      case ':':
        return this.readConditional(
          start,
          name,
          this.source[this.index++],
          true,
        );
      case '+':
      case '-':
      case '?':
        return this.readConditional(start, name, character, false);
      case '#':
      case '%':
        return this.readRemoval(start, name, character);
      case '/':
        return this.readReplacement(name);
      default:
        return { error: `unsupported modifier (${character}) in substitution` };
    }
  }

  private readOperand(
    stop: string,
    rawEscapes: boolean,
  ): LexValue | LexFailure {
    const word = this.readUntil(stop, rawEscapes, undefined);
    if (isFailure(word) && this.index >= this.source.length) {
      return { error: "syntax error: missing '}'" };
    }
    return word;
  }

  /** What stays in place of a variable that is not set, when unset variables are kept. */
  private asWritten(start: number): LexValue {
    return known(this.source.slice(start, this.index));
  }

  private readConditional(
    start: number,
    name: string,
    modifier: string | undefined,
    emptyCounts: boolean,
  ): LexValue | LexFailure {
    if (modifier !== '-' && modifier !== '+' && modifier !== '?') {
      const shown = (emptyCounts ? ':' : '') + (modifier ?? '');
      return { error: `unsupported modifier (${shown}) in substitution` };
    }
    const word = this.readOperand('}', this.options.rawEscapes);
    if (isFailure(word)) {
      return word;
    }
    const value = this.options.lookup(name);
    return value === undefined && this.options.keepUnset
      ? this.asWritten(start)
      : applyConditional(name, value, { modifier, emptyCounts, word });
  }

  private readRemoval(
    start: number,
    name: string,
    modifier: '#' | '%',
  ): LexValue | LexFailure {
    const word = this.readOperand('}', true);
    if (isFailure(word)) {
      return word;
    }
    const value = this.options.lookup(name);
    return value === undefined && this.options.keepUnset
      ? this.asWritten(start)
      : applyRemoval(value, modifier, word);
  }

  private readReplacement(name: string): LexValue | LexFailure {
    const all = this.peek() === '/';
    if (all) {
      this.index++;
    }
    const pattern = this.readOperand('/', true);
    if (isFailure(pattern)) {
      return pattern;
    }
    const replacement = this.readOperand('}', true);
    if (isFailure(replacement)) {
      return replacement;
    }
    const value = this.options.lookup(name);
    // BuildKit's lexer knows no way to keep this form and gives up on the line.
    return value === undefined && this.options.keepUnset
      ? { error: 'cannot keep a replacement in a variable that is not set' }
      : applyReplacement(value, pattern, replacement, all ? 'all' : 'first');
  }
}
