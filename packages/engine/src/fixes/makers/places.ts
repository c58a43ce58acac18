import type { Stage } from '../../graph';
import type { Build } from '../../rules/build';
import type { RunInstruction } from '../../syntax/instructions';
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

/** The stage that a line belongs to. */
export function stageHolding(build: Build, line: number): Stage | undefined {
  return [...build.stages]
    .reverse()
    .find(({ range }) => range.start.line <= line);
}
