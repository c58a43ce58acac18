import type { Stage } from '../../graph';
import type { Build } from '../../questions/build';
import type {
  ArgInstruction,
  EnvInstruction,
  RunInstruction,
} from '../../syntax/instructions';
import type { Edit, Range } from '../../verdict';
import { removeLines, replace, textAt } from '../edits';
import type { FixMaker } from '../types';
import { namesVariable } from '../words';
import { callsIn, withoutPart } from './commands';

/** Tools that read variables of theirs without being told to. */
const READERS: readonly [RegExp, RegExp][] = [
  [/^PIP_/, /^pip[\d.]*$|^python[\d.]*$/],
  [/^UV_/, /^uv$/],
  [/^POETRY_/, /^poetry$/],
  [/^(?:NPM|NODE)_/, /^(?:npm|npx|yarn|pnpm)$/],
  [/^(?:GITHUB|GH|GIT)_/, /^(?:git|gh)$/],
  [/^(?:AWS)_/, /^aws$/],
];

/** Where a variable is set that holds a secret. */
interface Setting {
  instruction: ArgInstruction | EnvInstruction;
  name: string;
  /** All that the instruction sets. */
  count: number;
  /** Name and value. */
  range: Range;
  stage: Stage;
}

function settingAt({ stages }: Build, { start }: Range): Setting | undefined {
  const isHere = ({ start: at }: Range) =>
    at.line === start.line && at.column === start.column;
  for (const stage of stages) {
    for (const { instruction } of stage.instructions) {
      if (instruction.kind === 'ARG') {
        const found = instruction.args.find(({ nameRange }) =>
          isHere(nameRange),
        );
        if (found)
          return {
            instruction,
            name: found.name,
            count: instruction.args.length,
            range: {
              start: found.nameRange.start,
              end: (found.defaultRange ?? found.nameRange).end,
            },
            stage,
          };
      }
      if (instruction.kind === 'ENV') {
        const found = instruction.pairs.find(({ nameRange }) =>
          isHere(nameRange),
        );
        if (found)
          return {
            instruction,
            name: found.name,
            count: instruction.pairs.length,
            range: { start: found.nameRange.start, end: found.valueRange.end },
            stage,
          };
      }
    }
  }
  return undefined;
}

function reads(build: Build, run: RunInstruction, name: string): boolean {
  if (namesVariable(textAt(build.syntax, run.syntax.range), name)) return true;
  const programs = callsIn(build, run).map(call => call.name);
  return READERS.some(
    ([variable, program]) =>
      variable.test(name) && programs.some(word => program.test(word)),
  );
}

/** Takes one of several variables out; the blank in front goes with it. */
function removal(build: Build, { instruction, count, range }: Setting): Edit {
  if (count === 1)
    return removeLines(
      instruction.syntax.startLine,
      instruction.syntax.endLine,
    );
  return withoutPart(build, range);
}

/** Whether an instruction other than RUN needs the value. */
function isNeededElsewhere(
  build: Build,
  { name, instruction, stage }: Setting,
) {
  return stage.instructions.some(
    ({ instruction: other }) =>
      other !== instruction &&
      other.kind !== 'RUN' &&
      namesVariable(textAt(build.syntax, other.syntax.range), name),
  );
}

/** Gives a secret to the commands that need it, by a mount that no layer keeps. */
export const secretMount: FixMaker = (build, finding) => {
  const setting = settingAt(build, finding.range);
  if (!setting || isNeededElsewhere(build, setting)) return [];
  const { name, stage, instruction } = setting;
  const runs = stage.instructions.flatMap(({ instruction: other }) =>
    other.kind === 'RUN' &&
    other.syntax.startLine > instruction.syntax.endLine &&
    reads(build, other, name)
      ? [other]
      : [],
  );
  if (runs.some(({ form }) => form !== 'shell')) return [];
  const later = build.stages.some(
    ({ index, chain, instructions }) =>
      index !== stage.index &&
      chain.includes(stage.index) &&
      instructions.some(
        ({ instruction: other }) =>
          other.kind === 'RUN' && reads(build, other, name),
      ),
  );
  if (later) return [];
  const isArg = instruction.kind === 'ARG';
  if (isArg && runs.length === 0) return [];
  return [
    {
      title:
        runs.length === 0
          ? `Set ${name} when the container starts`
          : `Mount ${name} as a secret`,
      safety: 'review',
      reason: [
        'Rotate the secret: the old value is in the history of the file and of the image.',
        ...(runs.length > 0
          ? [`Build with \`--secret id=${name},env=${name}\`.`]
          : []),
        ...(isArg ? [] : ['Give the value to the container when it starts.']),
      ].join(' '),
      edits: [
        removal(build, setting),
        ...runs.map(({ syntax: { keywordRange } }) =>
          replace(
            { start: keywordRange.end, end: keywordRange.end },
            ` --mount=type=secret,id=${name},env=${name}`,
          ),
        ),
      ],
    },
  ];
};
