import { isRoot, type Place } from '../contents';
import type { StageInstruction } from '../graph';
import { resolveWord } from '../shell';
import type { Build } from './build';

/** The instruction of a place. */
export function instructionAt(
  { stages }: Build,
  { stage, instruction }: Place,
): StageInstruction | undefined {
  return stages[stage]?.instructions.find(({ index }) => index === instruction);
}

/** User in force at an instruction; undefined where it is not known. */
export function userAt(build: Build, place: Place): string | undefined {
  const stage = build.stages[place.stage];
  const before = stage.instructions.findLast(
    ({ index, instruction }) =>
      index < place.instruction && instruction.kind === 'USER',
  );
  if (before?.instruction.kind === 'USER') {
    const { scope, instruction } = before;
    const user = resolveWord(instruction.user.value, name =>
      scope.lookup(name),
    );
    return user.known ? user.value : undefined;
  }
  const { base } = stage;
  if (base.kind === 'stage') return build.states[base.stage]?.user.name;
  return build.baseOf(stage)?.user;
}

/** Whether root is the user at an instruction; undefined where the user is not known. */
export function isRootAt(build: Build, place: Place): boolean | undefined {
  return isRoot(userAt(build, place));
}
