import type { Stage } from '../../graph';
import type { Build } from '../../questions/build';
import type { ArgInstruction, EnvInstruction } from '../../syntax/instructions';
import type { Edit, Range } from '../../verdict';
import { removeLines } from '../edits';
import type { FixMaker } from '../types';
import { withoutPart } from './commands';

/** Where ARG or ENV sets a variable. */
export interface Setting {
  instruction: ArgInstruction | EnvInstruction;
  name: string;
  /** All that the instruction sets. */
  count: number;
  /** Name and value. */
  range: Range;
  stage: Stage;
}

/** The variable whose name stands at a place. */
export function settingAt(
  { stages }: Build,
  { start }: Range,
): Setting | undefined {
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

/** Takes one of several variables out; the blank in front goes with it. */
export function withoutSetting(
  build: Build,
  { instruction, count, range }: Setting,
): Edit {
  if (count === 1)
    return removeLines(
      instruction.syntax.startLine,
      instruction.syntax.endLine,
    );
  return withoutPart(build, range);
}

/** Leaves a variable out that nothing reads. */
export const withoutVariable: FixMaker = (build, { range }) => {
  const setting = settingAt(build, range);
  return setting
    ? [
        {
          title: `Leave ${setting.name} out`,
          safety: 'review',
          reason: 'Check that no code of the service reads it.',
          edits: [withoutSetting(build, setting)],
        },
      ]
    : [];
};
