import type { Build } from '../../questions/build';
import type { RunInstruction } from '../../syntax/instructions';
import { replace, textAt } from '../edits';
import type { FixMaker } from '../types';
import { namesVariable } from '../words';
import { callsIn } from './commands';
import { settingAt, withoutSetting, type Setting } from './settings';

/** Tools that read variables of theirs without being told to. */
const READERS: readonly [RegExp, RegExp][] = [
  [/^PIP_/, /^pip[\d.]*$|^python[\d.]*$/],
  [/^UV_/, /^uv$/],
  [/^POETRY_/, /^poetry$/],
  [/^(?:NPM|NODE)_/, /^(?:npm|npx|yarn|pnpm)$/],
  [/^(?:GITHUB|GH|GIT)_/, /^(?:git|gh)$/],
  [/^(?:AWS)_/, /^aws$/],
];

function reads(build: Build, run: RunInstruction, name: string): boolean {
  if (namesVariable(textAt(build.syntax, run.syntax.range), name)) return true;
  const programs = callsIn(build, run).map(call => call.name);
  return READERS.some(
    ([variable, program]) =>
      variable.test(name) && programs.some(word => program.test(word)),
  );
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
        withoutSetting(build, setting),
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
