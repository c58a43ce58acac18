import type { Call } from '../../contents/stageState';
import type { Build } from '../../questions/build';
import type { ShellWord } from '../../shell';
import { rangeAt } from '../../syntax';
import type { TypedInstruction } from '../../syntax/instructions';
import type { Edit, Range } from '../../verdict';
import { removeLines, replace, textAt } from '../edits';

/** A tool and the words that lead to the subcommand behind which an option goes, e.g. `uv`, `pip` and `install`. */
export interface Subcommand {
  program: RegExp;
  path: readonly RegExp[];
  /** Calls with such a word are left alone. */
  except?: RegExp;
}

/** Commands that install packages of the operating system. */
export const PACKAGE_MANAGER = /^(?:apt-get|apt|apk|dnf|microdnf|yum|zypper)$/;

/** The commands of a RUN that the engine follows: comments and quoted texts are none. */
export function callsIn(build: Build, { syntax }: TypedInstruction): Call[] {
  return build.stages.flatMap(({ index }) =>
    (build.states[index]?.calls ?? []).filter(
      ({ place, step: { range } }) =>
        place.stage === index &&
        range.start.line >= syntax.startLine &&
        range.end.line <= syntax.endLine,
    ),
  );
}

/** Whether a word stands in the file as the shell sees it: no quotes, no variables, no nested script. */
export function isPlainWord(build: Build, { text, range }: ShellWord): boolean {
  return text.known && textAt(build.syntax, range) === text.value;
}

function lineAt({ syntax }: Build, line: number): string {
  return textAt(syntax, {
    start: { line, column: 0 },
    end: { line: line + 1, column: 0 },
  });
}

/** Takes a part out of an instruction, with the blank in front of it, or with the line that it has for itself. */
export function withoutPart(build: Build, range: Range): Edit {
  const { start, end } = range;
  const { escape } = build.syntax;
  const text = textAt(build.syntax, range);
  const line = lineAt(build, start.line).trim();
  const isContinued = line.endsWith(escape);
  if (isContinued && line.slice(0, -1).trimEnd() === text)
    return removeLines(start.line, start.line);
  // the first of several lines: the next one moves up to the keyword
  const next = lineAt(build, end.line + 1);
  if (
    isContinued &&
    /^\s*\w+\s+$/.test(
      textAt(build.syntax, { start: { ...start, column: 0 }, end: start }),
    ) &&
    lineAt(build, end.line).slice(end.column).trim() === escape &&
    !/^\s*(?:#|$)/.test(next)
  )
    return replace(
      {
        start,
        end: { line: end.line + 1, column: next.search(/\S/) },
      },
      '',
    );
  const above = lineAt(build, start.line - 1).trimEnd();
  // the last of several lines: the one above no longer continues
  if (line === text && above.endsWith(escape))
    return replace(
      {
        start: {
          line: start.line - 1,
          column: above.slice(0, -1).trimEnd().length,
        },
        end,
      },
      '',
    );
  const column = Math.max(start.column - 1, 0);
  return replace({ start: { ...start, column }, end }, '');
}

/** Arguments of a tool, also where Python runs it as a module. */
function argumentsOf(
  { name, args }: Call,
  program: RegExp,
): readonly ShellWord[] | undefined {
  if (program.test(name)) return args;
  const module = args.findIndex(({ raw }) => raw === '-m') + 1;
  return /^python[\d.]*$/.test(name) &&
    module > 0 &&
    program.test(args[module]?.raw ?? '')
    ? args.slice(module + 1)
    : undefined;
}

/** The word that ends a path of words; options and their values may stand between. */
function lastOf(
  words: readonly ShellWord[],
  path: readonly RegExp[],
): ShellWord | undefined {
  let at = -1;
  for (const step of path) {
    const from = at + 1;
    at = words.findIndex(({ raw }, i) => i >= from && step.test(raw));
    if (at < 0) return undefined;
  }
  return words[at];
}

/** Puts an option behind a subcommand, wherever a RUN calls it without. */
export function addOption(
  build: Build,
  run: TypedInstruction,
  { program, path, except }: Subcommand,
  option: string,
): Edit[] {
  return callsIn(build, run).flatMap(call => {
    const words = argumentsOf(call, program);
    const word = words && lastOf(words, path);
    if (!words || !word || !isPlainWord(build, word)) return [];
    if (words.some(({ raw }) => raw === option || except?.test(raw))) return [];
    const { end } = word.range;
    return [replace({ start: end, end }, ` ${option}`)];
  });
}

/** The last character of an instruction; comments and empty lines may follow it inside. */
export function lastCharacter({ syntax }: TypedInstruction): Range {
  const length = syntax.original.trimEnd().length;
  return rangeAt(syntax.lineMap, length - 1, length);
}

/** A script that ends itself or runs on in the background: nothing can follow. */
const CLOSED = /[&|\\`]$|(?:^|[;&|({\s])(?:exec|exit|return)\b[^;&|]*$/;

/**
 * Adds a command to the end of a RUN, to be run if all before went well.
 *
 * @param glue - what goes in front of `&&`: a blank, or a continuation
 */
export function appendCommand(
  run: TypedInstruction,
  command: string,
  glue = ' ',
): Edit[] {
  const text = run.syntax.original.trimEnd();
  if (CLOSED.test(text) || text.endsWith(';;')) return [];
  const last = lastCharacter(run);
  const after = { start: last.end, end: last.end };
  // `a; && b` is no shell
  return [replace(text.endsWith(';') ? last : after, `${glue}&& ${command}`)];
}
