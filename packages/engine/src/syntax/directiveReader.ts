import { skipSpaces } from './characters';
import { readDirective } from './directives';
import type { PhysicalLines } from './physicalLines';
import type { Directive, SyntaxProblem } from './types';
import type { Range } from '../verdict';

/**
 * Keeps the state of the parser directives: they stand at the top of the file, each once. After a `#!` line BuildKit still
 * looks for `syntax` and `check`, which tools read before the parser runs, but no longer for `escape`.
 */
export class DirectiveReader {
  readonly directives: Directive[] = [];
  escape: '\\' | '`' = '\\';
  /** The parser still takes directives. */
  private open = true;
  /** Tools that look for `syntax` and `check` still find them. */
  private detectable = true;
  private behindShebang = false;
  private readonly seen = new Set<string>();

  constructor(private readonly errors: SyntaxProblem[]) {}

  /** No directive can follow. */
  finish(): void {
    this.open = false;
  }

  /**
   * Takes a comment line as a directive if it is one. `ignored` is one that the parser knows but that has no effect; it
   * belongs to no instruction.
   */
  read(
    text: string,
    start: number,
    lines: PhysicalLines,
    range: Range,
  ): 'directive' | 'ignored' | 'comment' {
    if (!this.open) {
      return 'comment';
    }
    if (lines.number === 1 && text.startsWith('#!', start)) {
      this.behindShebang = true;
      return 'comment';
    }
    const found = readDirective(text, start + 1, lines.end);
    if (found === undefined) {
      this.open = false;
      return 'comment';
    }
    // Only the parser strips blanks in front of the comment sign.
    this.detectable &&=
      range.start.column === (text.charCodeAt(lines.start) === 0xfeff ? 1 : 0);
    if (this.behindShebang) {
      if (this.detectable && found.name !== 'escape') {
        this.directives.push({ ...found, range });
      }
      return 'comment';
    }
    return this.accept({ ...found, range }) ? 'directive' : 'ignored';
  }

  private accept(directive: Directive): boolean {
    const { name, range } = directive;
    if (this.seen.has(name)) {
      this.errors.push({
        code: 'duplicate-directive',
        message: `The parser directive "${name}" stands twice, on line ${range.end.line} again: remove one.`,
        // BuildKit names the line above the second one, which is a directive too.
        range: {
          start: { line: range.start.line - 1, column: 0 },
          end: range.end,
        },
      });
      return false;
    }
    this.seen.add(name);
    if (name === 'escape') {
      this.setEscape(directive);
    }
    const effective = this.detectable || name === 'escape';
    if (effective) {
      this.directives.push(directive);
    }
    return effective;
  }

  private setEscape(directive: Directive): void {
    const { value, range } = directive;
    if (value === '\\' || value === '`') {
      this.escape = value;
      return;
    }
    this.errors.push({
      code: 'invalid-escape',
      message:
        'The escape character is either a backslash or a backtick: write # escape=` or remove the line.',
      range,
    });
  }

  /**
   * The `syntax` directive of files that are no Dockerfile for the parser (another frontend reads them): `// syntax=` on the
   * first line. Called with the first line that is neither empty nor a comment.
   */
  readForeign(text: string, start: number, lines: PhysicalLines): void {
    if (
      this.open &&
      this.directives.length === 0 &&
      text.startsWith('//', start)
    ) {
      const found = readDirective(
        text,
        skipSpaces(text, start + 2, lines.end),
        lines.end,
      );
      if (found?.name === 'syntax') {
        const column = start - lines.start;
        this.directives.push({
          ...found,
          range: {
            start: { line: lines.number, column },
            end: { line: lines.number, column: lines.end - lines.start },
          },
        });
      }
    }
    this.open = false;
  }
}
