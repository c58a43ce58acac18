import { HASH, skipSpaces, TAB, trimSpaces } from './characters';
import { DirectiveReader } from './directiveReader';
import { findHeredocs, type HeredocOpener } from './heredoc';
import { readInstructionNode } from './instructionNode';
import { readLogicalLine } from './logicalLines';
import { shorten } from './nodeArguments';
import { MAX_LINE_BYTES, PhysicalLines } from './physicalLines';
import { asTemplateProblem, recogniseTemplate } from './template';
import type {
  Comment,
  DockerfileSyntax,
  Heredoc,
  Instruction,
  SyntaxProblem,
} from './types';
import type { Range } from '../verdict';

class DockerfileReader {
  private readonly lines: PhysicalLines;
  private readonly directives: DirectiveReader;
  private readonly instructions: Instruction[] = [];
  private readonly warnings: SyntaxProblem[] = [];
  private readonly errors: SyntaxProblem[] = [];
  private readonly comments: Comment[] = [];
  /** Comments that wait for the instruction below them; empty lines do not separate them. */
  private pending: Comment[] = [];
  private descriptions: string[] = [];

  constructor(private readonly text: string) {
    this.lines = new PhysicalLines(text);
    this.directives = new DirectiveReader(this.errors);
  }

  read(): DockerfileSyntax {
    const { lines, text } = this;
    while (lines.advance()) {
      this.checkLength();
      const start = skipSpaces(text, this.contentStart(), lines.end);
      if (start === lines.end) {
        this.directives.finish();
      } else if (text.charCodeAt(start) === HASH) {
        this.readComment(start);
      } else {
        this.directives.readForeign(text, start, lines);
        this.readInstruction(start);
      }
    }
    if (this.instructions.length === 0) {
      this.reportNoInstructions();
    }
    const source = recogniseTemplate(text, this.instructions);
    const [firstError] = this.errors;
    return {
      source,
      directives: this.directives.directives,
      escape: this.directives.escape,
      instructions: this.instructions,
      warnings: this.warnings,
      errors:
        source.kind === 'template' && firstError !== undefined
          ? [asTemplateProblem(source.engine, firstError)]
          : this.errors,
      comments: this.comments,
      text,
      lineStarts: lines.starts,
    };
  }

  /** A byte order mark is no part of the first line. */
  private contentStart(): number {
    const { lines, text } = this;
    return lines.start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : lines.start;
  }

  private lineRange(start: number): Range {
    const { lines } = this;
    return {
      start: { line: lines.number, column: start - lines.start },
      end: { line: lines.number, column: lines.end - lines.start },
    };
  }

  private readComment(start: number): void {
    const { lines, text } = this;
    const range = this.lineRange(start);
    const taken = this.directives.read(text, start, lines, range);
    if (taken === 'directive') {
      this.forgetComments();
      return;
    }
    const comment: Comment = {
      text: trimSpaces(text.slice(start + 1, lines.end)),
      range,
    };
    this.comments.push(comment);
    // BuildKit takes the first character of the line away, so the comment of an indented line keeps its sign.
    const description = trimSpaces(
      text.slice(this.contentStart() + 1, lines.end),
    );
    // A bare # ends a description: a licence above it is none of the instruction's.
    if (description === '' || taken === 'ignored') {
      this.forgetComments();
    } else {
      this.pending.push(comment);
      this.descriptions.push(description);
    }
  }

  private forgetComments(): void {
    this.pending = [];
    this.descriptions = [];
  }

  private readInstruction(start: number): void {
    const { lines } = this;
    const escape = this.directives.escape.charCodeAt(0);
    const column = start - lines.start;
    const line = readLogicalLine(lines, start, escape);
    const instruction = readInstructionNode(
      line.text,
      line.map,
      escape,
      (failure, node) => this.errors.push({ ...failure, range: node.range }),
    );
    instruction.startLine = line.startLine;
    this.readHeredocs(instruction, line.text);
    instruction.endLine = lines.number;
    // The keyword may stand further down: the first line can hold nothing but the escape character.
    instruction.range = {
      start: { line: line.startLine, column },
      end: { line: lines.number, column: lines.end - lines.start },
    };
    if (this.pending.length > 0) {
      instruction.commentNodes = this.pending;
      instruction.comments = this.descriptions;
      this.forgetComments();
    }
    this.instructions.push(instruction);
    for (const emptyLine of line.emptyLines) {
      this.warnEmptyContinuation(emptyLine, instruction);
    }
  }

  private readHeredocs(instruction: Instruction, line: string): void {
    const holder = instruction.trigger ?? instruction;
    if (!line.includes('<<') || !canHoldHeredoc(holder)) {
      return;
    }
    for (const opener of findHeredocs(line)) {
      const heredoc = this.readHeredoc(opener);
      instruction.heredocs.push(heredoc.heredoc);
      if (!heredoc.terminated) {
        this.errors.push({
          code: 'unterminated-heredoc',
          message: `The here-document ends nowhere: put ${shorten(
            opener.name,
          )} alone on the line behind its last line.`,
          range: {
            start: instruction.range.start,
            end: heredoc.heredoc.range.end,
          },
        });
        break;
      }
    }
    if (instruction.trigger !== undefined) {
      instruction.trigger.heredocs = instruction.heredocs;
    }
  }

  private readHeredoc(opener: HeredocOpener): {
    heredoc: Heredoc;
    terminated: boolean;
  } {
    const { lines, text } = this;
    const contentStart = lines.next;
    const start =
      contentStart < text.length
        ? { line: lines.number + 1, column: 0 }
        : { line: lines.number, column: lines.end - lines.start };
    let end = start;
    let contentEnd = contentStart;
    let terminated = false;
    while (!terminated && lines.advance()) {
      this.checkLength();
      let first = lines.start;
      while (opener.chomp && text.charCodeAt(first) === TAB) {
        first++;
      }
      terminated =
        lines.end - first === opener.name.length &&
        text.startsWith(opener.name, first);
      if (!terminated) {
        contentEnd = lines.next;
        end = { line: lines.number, column: lines.end - lines.start };
      }
    }
    const content = text.slice(contentStart, contentEnd);
    return {
      heredoc: { ...opener, content, range: { start, end } },
      terminated,
    };
  }

  private checkLength(): void {
    const { lines } = this;
    if (lines.tooLong) {
      this.errors.push({
        code: 'line-too-long',
        message: `BuildKit reads lines of at most ${MAX_LINE_BYTES} bytes: break this one or move the data to a file.`,
        range: this.lineRange(lines.start),
      });
    }
  }

  private warnEmptyContinuation(line: number, instruction: Instruction): void {
    this.warnings.push({
      code: 'empty-continuation',
      message: `An empty line inside ${shorten(
        instruction.keyword,
      )} will become an error: remove it or end the line above without "${
        this.directives.escape
      }".`,
      range: { start: { line, column: 0 }, end: { line, column: 0 } },
    });
  }

  private reportNoInstructions(): void {
    const position = { line: Math.max(this.lines.number, 1), column: 0 };
    this.errors.push({
      code: 'no-instructions',
      message:
        'The file holds no instruction: start with FROM and a base image.',
      range: { start: position, end: position },
    });
  }
}

/** Here-documents open in shell-form RUN and in COPY and ADD. */
function canHoldHeredoc(instruction: Instruction): boolean {
  const { keyword, json } = instruction;
  return (
    !json && (keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD')
  );
}

/**
 * Reads a Dockerfile as BuildKit's parser does. Any string gives a result: what BuildKit rejects is listed in `errors` and
 * the rest of the file is read all the same. What an instruction means is the next step, see {@link typeInstruction}.
 *
 * Sources: https://docs.docker.com/reference/dockerfile/#format,
 * https://docs.docker.com/reference/dockerfile/#parser-directives,
 * https://docs.docker.com/reference/dockerfile/#here-documents
 *
 * @example
 * ```ts
 * const { instructions } = parseDockerfile('FROM alpine:3.22\nRUN apk add \\\n  curl\n');
 * expect(instructions.map(i => i.keyword)).toEqual(['FROM', 'RUN']);
 * expect(instructions[1].args).toEqual(['apk add   curl']);
 * expect(instructions[1].endLine).toBe(3);
 * ```
 *
 * @public
 */
export function parseDockerfile(text: string): DockerfileSyntax {
  return new DockerfileReader(text).read();
}
