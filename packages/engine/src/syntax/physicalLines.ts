import { CARRIAGE_RETURN, LINE_FEED } from './characters';

/** BuildKit refuses longer lines (bytes, without the line end). */
export const MAX_LINE_BYTES = 65_535;

/** Steps through the lines of a text without copying them. */
export class PhysicalLines {
  /** Number of the current line, from 1; 0 before the first. */
  number = 0;
  /** Offset at which the current line starts. */
  start = 0;
  /** Offset behind the last character of the current line, line end excluded. */
  end = 0;
  /** Offset at which the next line starts. */
  next = 0;
  /** Offset of the start of every line seen so far. */
  readonly starts: number[] = [];

  constructor(readonly text: string) {}

  /** Moves to the next line; false at the end of the text. A last line end opens no further line. */
  advance(): boolean {
    const { text, next } = this;
    if (next >= text.length) {
      return false;
    }
    this.start = next;
    this.starts.push(next);
    this.number++;
    let end = text.indexOf('\n', next);
    this.next = end < 0 ? text.length : end + 1;
    end = this.next;
    while (end > next && isLineEnd(text.charCodeAt(end - 1))) {
      end--;
    }
    this.end = end;
    return true;
  }

  /** Whether BuildKit refuses the current line for its length. */
  get tooLong(): boolean {
    const { text, start, next } = this;
    const end = text.charCodeAt(next - 1) === LINE_FEED ? next - 1 : next;
    // A UTF-16 code unit is at most three bytes of UTF-8.
    if ((end - start) * 3 <= MAX_LINE_BYTES) {
      return false;
    }
    return utf8Length(text, start, end) > MAX_LINE_BYTES;
  }
}

function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function utf8Length(text: string, start: number, end: number): number {
  let bytes = end - start;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    // Each half of a surrogate pair stands for two of the four bytes.
    if (code >= 0x80) {
      bytes += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
    }
  }
  return bytes;
}
