import type { Call } from '../../contents/stageState';
import type { StageState } from '../../contents';
import type { TargetImage } from '../../questions/targetImage';
import type { Stage } from '../../graph';
import type { ImageFacts } from '../../images';
import type { Build } from '../../questions/build';
import type { TypedInstruction } from '../../syntax/instructions';
import type { Edit } from '../../verdict';
import { applyEdits, textAt } from '../edits';
import { callsIn } from '../makers/commands';
import { firstLineOf } from '../makers/places';
import { refuse } from './types';

/** An instruction of the stage that is split, with the comments above it. */
export interface Step {
  instruction: TypedInstruction;
  /** Index in the stage. */
  index: number;
  /** Commands of a RUN, in order. */
  calls: readonly Call[];
  /** An empty line stands above it. */
  isApart: boolean;
}

/** A stage that installs. */
export type Installing = Pick<Service, 'build' | 'facts' | 'state' | 'steps'>;

/** The stage that ships, as the author wrote it. */
export interface Service {
  build: Build;
  target: TargetImage;
  state: StageState;
  facts: ImageFacts;
  /** What FROM names, as written. */
  base: string;
  steps: readonly Step[];
  /** Everything above the stage, with the comments on it. */
  head: string;
  /** The stages below, which are built for other purposes. */
  tail: string;
  /** Name of the stage, as written. */
  name: string | undefined;
  /** Name of the build stage that it gets: one that no stage has. */
  builder: string;
  /** The option of FROM that names a platform, with a blank behind it; empty without one. */
  platform: string;
}

/** The text between two lines, both included, without the end of the last. */
function linesOf({ syntax }: Build, first: number, last: number): string {
  const { text, lineStarts } = syntax;
  const start = lineStarts[first - 1] ?? text.length;
  return text.slice(start, lineStarts[last] ?? text.length).trimEnd();
}

/** The lines of a step after some edits, with the comments above it. */
export function textOf(
  { build }: Pick<Service, 'build'>,
  { instruction }: Step,
  edits: readonly Edit[] = [],
): string {
  const { text, lineStarts } = build.syntax;
  const end = lineStarts[instruction.syntax.endLine] ?? text.length;
  const start = lineStarts[firstLineOf(instruction.syntax) - 1];
  const changed = applyEdits(text, edits);
  return changed.slice(start, changed.length - (text.length - end)).trimEnd();
}

/** The lines of a step without its comments. */
export function bareText({ build }: Service, { instruction }: Step): string {
  const { startLine, endLine } = instruction.syntax;
  return linesOf(build, startLine, endLine);
}

/** Whether an empty line stands above a line. */
function isApart(build: Build, line: number): boolean {
  return linesOf(build, line - 1, line - 1).trim() === '';
}

function tailOf(build: Build, { range }: Stage): string {
  const { instructions, text } = build.syntax;
  const from = instructions.find(
    item => item.range.start.line === range.start.line,
  );
  return linesOf(
    build,
    from ? firstLineOf(from) : range.start.line,
    text.length,
  );
}

/** A name that no stage has. */
function freeName({ stages }: Build): string {
  const names = new Set(stages.map(({ name }) => name?.toLowerCase()));
  return (
    ['build', 'builder', 'install'].find(name => !names.has(name)) ??
    'build-service'
  );
}

/** The instructions of a stage, with the commands that they run. */
export function stepsOf(build: Build, stage: Stage): Step[] {
  return stage.instructions.map(({ instruction, index }) => ({
    instruction,
    index,
    calls: instruction.kind === 'RUN' ? callsIn(build, instruction) : [],
    isApart: isApart(build, firstLineOf(instruction.syntax)),
  }));
}

/**
 * Reads the stage that ships.
 *
 * @throws NotRewritable where it is not one plain stage
 */
export function readService(build: Build): Service {
  const { target, stages, syntax } = build;
  if (!target) return refuse('The file has no final stage.');
  const { stage, state } = target;
  if (syntax.escape !== '\\')
    refuse('The file continues lines with a character of its own.');
  const later = stages.slice(stage.index + 1);
  if (
    later.some(({ references }) =>
      references.some(({ range }) => /^\d+$/.test(textAt(syntax, range))),
    )
  )
    refuse('Stages behind the final image call others by their number.');
  if (stage.base.kind !== 'image')
    refuse(
      'The final image is built on another stage, which is a multi-stage build already.',
    );
  if (!target.facts || target.facts.family === 'unknown')
    return refuse(
      `What the base image ${textAt(
        syntax,
        stage.baseRange,
      )} holds is not known. Describe it in \`ownImages\`.`,
    );
  const onbuild = stage.instructions.find(
    ({ deferred, instruction }) => deferred || instruction.kind === 'ONBUILD',
  );
  if (onbuild) refuse('The file uses ONBUILD.');
  const from = syntax.instructions.find(
    ({ range }) => range.start.line === stage.range.start.line,
  );
  const flag = from?.flagNodes[0]?.range;
  return {
    build,
    target,
    state,
    facts: target.facts,
    base: textAt(syntax, stage.baseRange),
    steps: stepsOf(build, stage),
    tail: later[0] ? tailOf(build, later[0]) : '',
    head: syntax.text.slice(0, syntax.lineStarts[stage.range.start.line - 1]),
    name: stage.name,
    builder: freeName(build),
    platform: flag ? `${textAt(syntax, flag)} ` : '',
  };
}
