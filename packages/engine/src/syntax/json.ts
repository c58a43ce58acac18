import { BACKSLASH, DOUBLE_QUOTE, isSpace } from './characters';
import type { Piece } from './words';

/**
 * `strings`: a JSON array of strings. `mixed`: valid JSON, but some element is no string, which BuildKit rejects.
 * `invalid`: not JSON, so the text is taken in shell form.
 */
export type JsonArray =
  | { kind: 'strings'; items: Piece[] }
  | { kind: 'mixed' }
  | { kind: 'invalid' };

/** Go's decoder refuses deeper nesting. */
const MAX_DEPTH = 10_000;

const INVALID: JsonArray = { kind: 'invalid' };

class JsonReader {
  private mixed = false;
  private readonly items: Piece[] = [];

  constructor(
    private readonly text: string,
    private index: number,
    private readonly end: number,
  ) {}

  readArray(): JsonArray {
    this.index++;
    this.skipBlanks();
    if (this.peek() === 93) {
      this.index++;
      return this.finish();
    }
    for (;;) {
      if (!this.readItem()) {
        return INVALID;
      }
      this.skipBlanks();
      const code = this.peek();
      this.index++;
      if (code === 93) {
        return this.finish();
      }
      if (code !== 44) {
        return INVALID;
      }
      this.skipBlanks();
    }
  }

  private finish(): JsonArray {
    this.skipBlanks();
    if (this.index < this.end) {
      return INVALID;
    }
    return this.mixed
      ? { kind: 'mixed' }
      : { kind: 'strings', items: this.items };
  }

  private peek(): number {
    return this.index < this.end ? this.text.charCodeAt(this.index) : -1;
  }

  private skipBlanks(): void {
    for (;;) {
      const code = this.peek();
      if (code !== 32 && code !== 9 && code !== 10 && code !== 13) {
        return;
      }
      this.index++;
    }
  }

  private readItem(): boolean {
    if (this.peek() !== DOUBLE_QUOTE) {
      this.mixed = true;
      return this.skipValue();
    }
    const start = this.index;
    const value = this.readString();
    if (value === undefined) {
      return false;
    }
    this.items.push({ value, start, end: this.index });
    return true;
  }

  /** Reads a quoted string; undefined where it is malformed. */
  private readString(): string | undefined {
    let copied = ++this.index;
    let value = '';
    while (this.index < this.end) {
      const code = this.text.charCodeAt(this.index);
      if (code === DOUBLE_QUOTE) {
        value += this.text.slice(copied, this.index);
        this.index++;
        return value;
      }
      if (code < 32) {
        return undefined;
      }
      if (code === BACKSLASH) {
        value += this.text.slice(copied, this.index);
        const escaped = this.readEscape();
        if (escaped === undefined) {
          return undefined;
        }
        value += escaped;
        copied = this.index;
      } else {
        this.index++;
      }
    }
    return undefined;
  }

  private readEscape(): string | undefined {
    const code =
      this.index + 1 < this.end ? this.text.charCodeAt(this.index + 1) : -1;
    this.index += 2;
    switch (code) {
      case DOUBLE_QUOTE:
        return '"';
      case BACKSLASH:
        return '\\';
      case 47:
        return '/';
      case 98:
        return '\b';
      case 102:
        return '\f';
      case 110:
        return '\n';
      case 114:
        return '\r';
      case 116:
        return '\t';
      case 117:
        return this.readUnicodeEscape();
      default:
        return undefined;
    }
  }

  /** `\uXXXX`, with surrogate pairs; half a pair becomes U+FFFD. */
  private readUnicodeEscape(): string | undefined {
    const first = this.readHex();
    if (first < 0) {
      return undefined;
    }
    if (first < 0xd800 || first > 0xdfff) {
      return String.fromCharCode(first);
    }
    if (first < 0xdc00 && this.text.startsWith('\\u', this.index)) {
      const before = this.index;
      this.index += 2;
      const second = this.readHex();
      if (second >= 0xdc00 && second <= 0xdfff) {
        return String.fromCharCode(first, second);
      }
      this.index = before;
    }
    return '\ufffd';
  }

  private readHex(): number {
    let value = 0;
    for (let count = 0; count < 4; count++) {
      const code = this.peek();
      const lower = code | 32;
      if (code >= 48 && code <= 57) {
        value = value * 16 + code - 48;
      } else if (lower >= 97 && lower <= 102) {
        value = value * 16 + lower - 87;
      } else {
        return -1;
      }
      this.index++;
    }
    return value;
  }

  /** Skips a value that is no string at the top level; false where it is not JSON. Iterative, so that depth costs no stack. */
  private skipValue(): boolean {
    const open: number[] = [];
    for (;;) {
      this.skipBlanks();
      const code = this.peek();
      if (code === 91 || code === 123) {
        this.index++;
        this.skipBlanks();
        if (this.peek() === code + 2) {
          this.index++;
        } else {
          open.push(code);
          // The array around this value is the first level.
          if (open.length >= MAX_DEPTH || (code === 123 && !this.skipKey())) {
            return false;
          }
          continue;
        }
      } else if (!this.skipScalar(code)) {
        return false;
      }
      if (!this.closeContainers(open)) {
        return false;
      }
      if (open.length === 0) {
        return true;
      }
    }
  }

  /** After a value: closes what ends here and steps over the comma. */
  private closeContainers(open: number[]): boolean {
    while (open.length > 0) {
      this.skipBlanks();
      const code = this.peek();
      const container = open[open.length - 1];
      this.index++;
      if (code === container + 2) {
        open.pop();
      } else if (code === 44) {
        return container === 91 || this.skipKey();
      } else {
        return false;
      }
    }
    return true;
  }

  private skipKey(): boolean {
    this.skipBlanks();
    if (this.peek() !== DOUBLE_QUOTE || this.readString() === undefined) {
      return false;
    }
    this.skipBlanks();
    if (this.peek() !== 58) {
      return false;
    }
    this.index++;
    return true;
  }

  private skipScalar(code: number): boolean {
    if (code === DOUBLE_QUOTE) {
      return this.readString() !== undefined;
    }
    for (const literal of ['null', 'true', 'false']) {
      if (
        code === literal.charCodeAt(0) &&
        this.text.startsWith(literal, this.index)
      ) {
        this.index += literal.length;
        return this.index <= this.end;
      }
    }
    return this.skipNumber();
  }

  private skipNumber(): boolean {
    const start = this.index;
    if (this.peek() === 45) {
      this.index++;
    }
    if (this.peek() === 48) {
      this.index++;
    } else if (!this.skipDigits()) {
      return false;
    }
    if (this.peek() === 46) {
      this.index++;
      if (!this.skipDigits()) {
        return false;
      }
    }
    if ((this.peek() | 32) === 101) {
      this.index++;
      if (this.peek() === 43 || this.peek() === 45) {
        this.index++;
      }
      if (!this.skipDigits()) {
        return false;
      }
    }
    // A number too large for a float is an error of the decoder, so the text falls back to shell form.
    return Number.isFinite(Number(this.text.slice(start, this.index)));
  }

  private skipDigits(): boolean {
    const start = this.index;
    while (this.peek() >= 48 && this.peek() <= 57) {
      this.index++;
    }
    return this.index > start;
  }
}

/**
 * Reads `text[start, end)` as Go's `encoding/json` does: the whole text is one JSON value, nothing but blanks around it.
 */
export function readJsonArray(
  text: string,
  start: number,
  end: number,
): JsonArray {
  let index = start;
  while (index < end && isSpace(text.charCodeAt(index))) {
    index++;
  }
  if (index >= end || text.charCodeAt(index) !== 91) {
    return INVALID;
  }
  return new JsonReader(text, index, end).readArray();
}
