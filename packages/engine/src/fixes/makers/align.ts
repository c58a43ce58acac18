import type { Stage } from '../../graph';
import type { Call } from '../../contents/stageState';
import { crossings } from '../../questions/python/crossings';
import type { Build } from '../../questions/build';
import type { TypedInstruction } from '../../syntax/instructions';
import type { Edit, Finding } from '../../verdict';
import { removeLines, replace, textAt } from '../edits';
import type { Candidate, FixMaker } from '../types';
import { slimBase } from '../rewrite/final';
import { callsIn, isPlainWord } from './commands';

const REASON =
  'Packages with compiled parts need the Python and the C library that they were built with.';

function callsOf(build: Build, stage: Stage): readonly Call[] {
  return (build.states[stage.index]?.calls ?? []).filter(
    ({ place }) => place.stage === stage.index,
  );
}

/** Options of `adduser` and `addgroup` of Alpine by those of Debian; an empty one is what Debian does anyway. */
const OPTIONS: Readonly<Record<string, string>> = {
  '-S': '--system',
  '-D': '',
  '-H': '--no-create-home',
  '-u': '--uid',
  '-g': '--gid',
  '-G': '--gid',
  '-h': '--home-dir',
  '-s': '--shell',
};

/** A command that makes a user on Alpine, as Debian has it; undefined where it is another one. */
function onDebian({ name, args }: Call): string | undefined {
  const program = { adduser: 'useradd', addgroup: 'groupadd' }[name];
  const words = args.map(({ raw }) =>
    raw.startsWith('-') ? OPTIONS[raw] : raw,
  );
  // `adduser -g` is a description there
  const isOther = args.some(({ raw }) => name === 'adduser' && raw === '-g');
  return program === undefined || isOther || words.includes(undefined as never)
    ? undefined
    : [program, ...words.filter(word => word !== '')].join(' ');
}

/** Users of the final stage as Debian makes them; undefined where a command has no counterpart. */
function usersOnDebian(build: Build, stage: Stage): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const call of callsOf(build, stage)) {
    if (/^(?:apk|setup-\w+)$/.test(call.name)) return undefined;
    if (!/^(?:adduser|addgroup)$/.test(call.name)) continue;
    const text = onDebian(call);
    if (
      text === undefined ||
      !call.args.every(word => isPlainWord(build, word))
    )
      return undefined;
    edits.push(replace(call.step.range, text));
  }
  return edits;
}

/** A RUN that only installs the Python of the distribution, which the new base does not need. */
function pythonInstalls(build: Build, stage: Stage): Edit[] {
  const state = build.states[stage.index];
  const isForPython = (instruction: TypedInstruction, index: number) => {
    const names = (state?.packages ?? [])
      .filter(
        ({ action, place }) =>
          action === 'install' &&
          place.stage === stage.index &&
          place.instruction === index,
      )
      .flatMap(event => event.names);
    return (
      names.length > 0 &&
      names.every(name => /^python3?[\d.]*(?:-minimal)?$/.test(name)) &&
      callsIn(build, instruction).every(({ name }) =>
        /^(?:apt-get|apt|rm|set)$/.test(name),
      )
    );
  };
  return stage.instructions.flatMap(({ instruction, index }) =>
    instruction.kind === 'RUN' && isForPython(instruction, index)
      ? [removeLines(instruction.syntax.startLine, instruction.syntax.endLine)]
      : [],
  );
}

function candidate(reference: string, edits: readonly Edit[]): Candidate {
  return {
    title: `Build both stages on ${reference}`,
    safety: 'review',
    reason: REASON,
    edits: [...edits],
  };
}

/** The final stage on what the packages were built on. */
function onBuilder(build: Build, builder: Stage, final: Stage): Candidate[] {
  const facts = build.baseOf(builder);
  if (facts?.interpreter?.language !== 'python') return [];
  const reference = slimBase({
    base: textAt(build.syntax, builder.baseRange),
    facts,
  });
  const users =
    facts.os === 'alpine'
      ? []
      : usersOnDebian(build, build.stages[final.index]);
  if (!users || facts.family === 'builder') return [];
  const target = build.target?.stage;
  return [
    candidate(reference, [
      replace(final.baseRange, reference),
      ...users,
      ...(target ? pythonInstalls(build, target) : []),
    ]),
  ];
}

/** The build stage on what the image is built on, where no command of it is of another distribution. */
function onFinal(build: Build, builder: Stage, final: Stage): Candidate[] {
  const isTied = callsOf(build, builder).some(({ name }) =>
    /^(?:apt-get|apt|apk|dnf|microdnf|yum|useradd|adduser|groupadd|addgroup)$/.test(
      name,
    ),
  );
  const reference = textAt(build.syntax, final.baseRange);
  return isTied
    ? []
    : [candidate(reference, [replace(builder.baseRange, reference)])];
}

/** Builds packages and image on the same base. */
export const alignBases: FixMaker = (build, { range }: Finding) => {
  const { target } = build;
  const crossing =
    crossings(build).find(
      ({ entry }) => entry.layer.range.start.line === range.start.line,
    ) ?? crossings(build)[0];
  if (!target || !crossing) return [];
  const builder = build.bottomOf(build.stages[crossing.from]);
  const final = build.bottomOf(target.stage);
  if (builder === final) return [];
  return [
    ...onBuilder(build, builder, final),
    ...onFinal(build, builder, final),
  ];
};
