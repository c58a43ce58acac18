import { isDigit, isSpace } from './characters';
import { removePrefix, removeSuffix, replacePattern } from './pattern';

/** A value that is known, or the reason why it is not and its known beginning. */
export type LexValue =
  | { known: true; value: string }
  | { known: false; reason: string; prefix: string };

/** How {@link WordLexer} reads a word. */
export interface LexOptions {
  /** The escape character in force. */
  escape: string;
  /** Looks a variable up; undefined means not set. */
  lookup: (name: string) => LexValue | undefined;
  /** Quotes stay in the result. */
  rawQuotes: boolean;
  /** Escape characters stay in the result. */
  rawEscapes: boolean;
  /** Variables that are not set stay as written. */
  keepUnset: boolean;
  /** A longer text becomes unknown, so that `A=$A$A` repeated cannot fill the memory. */
  maxLength: number;
}

const SPECIAL_PARAMETERS = '@*#?-$!';
const TOO_LONG = 'the value is too long to follow';
const LETTER = /\p{L}/u;

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
  return LETTER.test(character);
}

/** Text in the making. Once a part is unknown the text is unknown and the known beginning is kept. */
class TextBuilder {
  text = '';
  reason: string | undefined;

  constructor(private readonly maxLength: number) {}

  add(value: LexValue): void {
    if (this.reason !== undefined) {
      return;
    }
    this.addText(value.known ? value.value : value.prefix);
    if (!value.known) {
      this.reason ??= value.reason;
    }
  }

  addText(text: string): void {
    if (this.reason !== undefined) {
      return;
    }
    if (this.text.length + text.length > this.maxLength) {
      this.text = '';
      this.reason = TOO_LONG;
    } else {
      this.text += text;
    }
  }

  get empty(): boolean {
    return this.text === '' && this.reason === undefined;
  }

  build(): LexValue {
    return this.reason === undefined
      ? { known: true, value: this.text }
      : { known: false, reason: this.reason, prefix: this.text };
  }
}

/** Collects the words: unquoted white space ends one, an empty one is dropped even where quotes stood. */
class WordCollector {
  readonly words: LexValue[] = [];
  private current: TextBuilder;

  constructor(private readonly maxLength: number) {
    this.current = new TextBuilder(maxLength);
  }

  addQuoted(value: LexValue): void {
    this.current.add(value);
  }

  addUnquoted(value: LexValue): void {
    const text = value.known ? value.value : value.prefix;
    let copied = 0;
    for (let index = 0; index < text.length; index++) {
      if (isSpace(text.charCodeAt(index))) {
        this.current.addText(text.slice(copied, index));
        this.finishWord();
        copied = index + 1;
      }
    }
    this.current.addText(text.slice(copied));
    if (!value.known) {
      this.current.add({ known: false, reason: value.reason, prefix: '' });
    }
  }

  finishWord(): void {
    if (!this.current.empty) {
      this.words.push(this.current.build());
      this.current = new TextBuilder(this.maxLength);
    }
  }
}

/** Ends the reading of a word; carries the message. Never leaves this file. */
interface LexFailure {
  error: string;
}

function isFailure(value: LexValue | LexFailure): value is LexFailure {
  return 'error' in value;
}

function known(value: string): LexValue {
  return { known: true, value };
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
      } else if (character === "'" || character === '"') {
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
        character === "'" ||
        character === '"' ||
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
    if (value === undefined && this.options.keepUnset) {
      return this.asWritten(start);
    }
    if (value !== undefined && !value.known) {
      return conditionalOnUnknown(value, modifier, emptyCounts);
    }
    const present = value !== undefined && !(emptyCounts && value.value === '');
    if (modifier === '+') {
      return present ? word : known('');
    }
    if (present) {
      return value;
    }
    if (modifier === '-') {
      return word;
    }
    const fallback =
      value === undefined
        ? 'not allowed to be unset'
        : 'not allowed to be empty';
    const message = word.known && word.value !== '' ? word.value : fallback;
    return { error: `${name}: ${message}` };
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
    if (value === undefined) {
      return this.options.keepUnset ? this.asWritten(start) : known('');
    }
    if (!value.known) {
      return { known: false, reason: value.reason, prefix: '' };
    }
    if (!word.known) {
      return { known: false, reason: word.reason, prefix: '' };
    }
    const longest = word.value.startsWith(modifier);
    const pattern = longest ? word.value.slice(1) : word.value;
    return known(
      modifier === '#'
        ? removePrefix(value.value, pattern, longest)
        : removeSuffix(value.value, pattern, longest),
    );
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
    if (value === undefined) {
      // BuildKit's lexer knows no way to keep this form and gives up on the line.
      return this.options.keepUnset
        ? { error: 'cannot keep a replacement in a variable that is not set' }
        : known('');
    }
    for (const part of [value, pattern, replacement]) {
      if (!part.known) {
        return { known: false, reason: part.reason, prefix: '' };
      }
    }
    return known(
      replacePattern(textOf(value), textOf(pattern), textOf(replacement), all),
    );
  }
}

function textOf(value: LexValue): string {
  return value.known ? value.value : value.prefix;
}

/** A variable that is set to an unknown text: only a non-empty prefix proves that it is not empty. */
function conditionalOnUnknown(
  value: { known: false; reason: string; prefix: string },
  modifier: '-' | '+' | '?',
  emptyCounts: boolean,
): LexValue {
  if (modifier === '+' || (emptyCounts && value.prefix === '')) {
    return { known: false, reason: value.reason, prefix: '' };
  }
  return value;
}
