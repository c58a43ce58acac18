import type { Range } from '../verdict/range';
import type { LineMap } from './lineMap';

/**
 * Something BuildKit would reject or warn about. The rest of the file is parsed all the same.
 *
 * @public
 */
export interface SyntaxProblem {
  /** A stable kebab-case code, e.g. `unknown-instruction`, `unterminated-heredoc`. */
  code: string;
  /** What is wrong and what to write instead. */
  message: string;
  range: Range;
}

/**
 * A here-document of an ADD, COPY or RUN instruction, field for field as BuildKit's parser reports it.
 *
 * @public
 */
export interface Heredoc {
  name: string;
  fileDescriptor: number;
  /** Variables in the content are expanded (the delimiter was not quoted). */
  expand: boolean;
  /** Leading tabs are stripped (`<<-`). */
  chomp: boolean;
  content: string;
  /** The lines of the content, without the line of the closing delimiter. */
  range: Range;
}

/**
 * `--name=value` in front of the arguments of an instruction.
 *
 * @public
 */
export interface Flag {
  /** As written, e.g. `--from=builder`; this is what BuildKit lists. */
  raw: string;
  /** Without the dashes, e.g. `from`. */
  name: string;
  /** Text after `=`; undefined for a flag without one. */
  value: string | undefined;
  range: Range;
}

/**
 * One value of the BuildKit node with its place in the file.
 *
 * @public
 */
export interface Argument {
  value: string;
  range: Range;
}

/**
 * A parser directive (`# syntax=`, `# escape=`, `# check=`).
 *
 * @public
 */
export interface Directive {
  name: string;
  value: string;
  range: Range;
}

/**
 * A comment line. `text` is without the `#` and surrounding blanks.
 *
 * @public
 */
export interface Comment {
  text: string;
  range: Range;
}

/**
 * One instruction, with the values of BuildKit's parser node.
 *
 * @public
 */
export interface Instruction {
  /** Upper case. */
  keyword: string;
  keywordRange: Range;
  /** Flags as BuildKit lists them, e.g. `--from=builder`. */
  flags: string[];
  flagNodes: Flag[];
  /** The values of BuildKit's node in its order (ENV: name, value, separator; …). */
  args: string[];
  /** Where each of `args` stands; same length and order. */
  argNodes: Argument[];
  /** The arguments were a JSON array of strings (exec form). */
  json: boolean;
  /** The logical line, continuations joined, comments inside it dropped. */
  original: string;
  /** Where the pieces of `original` stand in the file. */
  lineMap: LineMap;
  /** Index in `original` at which the arguments start, behind keyword and flags. */
  bodyOffset: number;
  startLine: number;
  endLine: number;
  range: Range;
  /** Comment lines directly above the instruction, without `#`. */
  comments: string[];
  commentNodes: Comment[];
  heredocs: Heredoc[];
  /** The instruction that an ONBUILD defers. */
  trigger?: Instruction;
}

/**
 * What kind of text this is. A template is not a Dockerfile until it is rendered.
 *
 * @public
 */
export type SourceKind =
  | { kind: 'dockerfile' }
  | {
      kind: 'template';
      engine: 'jinja' | 'backstage' | 'erb' | 'go-template' | 'other';
      range: Range;
    };

/**
 * A Dockerfile, read as BuildKit reads it.
 *
 * @public
 */
export interface DockerfileSyntax {
  source: SourceKind;
  directives: Directive[];
  /** The escape character in force: backslash or backtick. */
  escape: '\\' | '`';
  instructions: Instruction[];
  warnings: SyntaxProblem[];
  errors: SyntaxProblem[];
  /** Every comment line outside instructions and directives, in order. */
  comments: Comment[];
  /** The text that was read, untouched. */
  text: string;
  /** Offset in `text` at which each line starts; line 1 is the first. */
  lineStarts: readonly number[];
}
