import type { Stage } from '../../graph';
import type { Build } from '../../questions/build';
import type { Instruction } from '../../syntax';
import type {
  CopyInstruction,
  RunInstruction,
  TypedInstruction,
} from '../../syntax/instructions';
import type { Finding, Range } from '../../verdict';
import { textAt } from '../edits';

/** The RUN that a finding speaks of. */
export function runAt(
  build: Build,
  { range }: Pick<Finding, 'range'>,
): RunInstruction | undefined {
  const run = build.stages
    .flatMap(({ instructions }) => instructions)
    .map(({ instruction }) => instruction)
    .find(
      ({ kind, syntax }) =>
        kind === 'RUN' &&
        syntax.startLine <= range.start.line &&
        syntax.endLine >= range.start.line,
    );
  return run?.kind === 'RUN' ? run : undefined;
}

/** Every match of a pattern in an instruction, with its place in the file. */
export function matchesIn(
  build: Build,
  instruction: TypedInstruction,
  pattern: RegExp,
): { range: Range; text: string }[] {
  const { syntax } = instruction;
  const found: { range: Range; text: string }[] = [];
  for (let line = syntax.startLine; line <= syntax.endLine; line++) {
    const whole = {
      start: { line, column: 0 },
      end: { line: line + 1, column: 0 },
    };
    for (const match of textAt(build.syntax, whole).matchAll(pattern)) {
      const column = match.index ?? 0;
      found.push({
        text: match[0],
        range: {
          start: { line, column },
          end: { line, column: column + match[0].length },
        },
      });
    }
  }
  return found;
}

/** The first of the comment lines directly above an instruction; its own line where it has none. */
export function firstLineOf({
  startLine,
  commentNodes,
}: Pick<Instruction, 'startLine' | 'commentNodes'>): number {
  let first = startLine;
  for (const { range } of [...commentNodes].reverse())
    if (range.start.line === first - 1) first--;
  return first;
}

/**
 * The line of the final stage, behind an instruction, in front of the first instruction of some kinds and its comments.
 *
 * @param behind - index of the instruction; -1 for the whole stage
 */
export function lineBefore(
  { target }: Build,
  kinds: readonly TypedInstruction['kind'][],
  behind = -1,
): number | undefined {
  const found = target?.stage.instructions.find(
    ({ instruction, deferred, index }) =>
      !deferred && index > behind && kinds.includes(instruction.kind),
  );
  return found && firstLineOf(found.instruction.syntax);
}

/** The stage that a line belongs to. */
export function stageHolding(build: Build, line: number): Stage | undefined {
  return [...build.stages]
    .reverse()
    .find(({ range }) => range.start.line <= line);
}

/** The COPY that starts at a line. */
export function copyAt(
  build: Build,
  { range }: Pick<Finding, 'range'>,
): CopyInstruction | undefined {
  const found = build.stages
    .flatMap(({ instructions }) => instructions)
    .map(({ instruction }) => instruction)
    .find(
      ({ kind, syntax }) =>
        kind === 'COPY' && syntax.startLine === range.start.line,
    );
  return found?.kind === 'COPY' ? found : undefined;
}

/** Instructions of the final stage itself. */
export function ownInstructions({ target }: Build): TypedInstruction[] {
  return (target?.stage.instructions ?? [])
    .filter(({ deferred }) => !deferred)
    .map(({ instruction }) => instruction);
}
