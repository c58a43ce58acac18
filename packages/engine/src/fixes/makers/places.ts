import type { Stage } from '../../graph';
import type { Build } from '../../rules/build';
import type { Instruction } from '../../syntax';
import type {
  RunInstruction,
  TypedInstruction,
} from '../../syntax/instructions';
import type { Finding } from '../../verdict';

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
