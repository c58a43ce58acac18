import type { Range } from '../verdict';
import { textOf } from '../contents/arguments';
import type { Build } from './build';
import { isRequiredIn } from './requiredCalls';
import { isRootAt, userAt } from './userAt';

/** A command of a package manager that certainly fails, because its user is not root. */
export interface InstallWithoutRoot {
  /** `apt-get` */
  manager: string;
  user: string;
  range: Range;
  /** The USER of the same stage that is in force; undefined where the image or the stage below sets it. */
  set: Range | undefined;
}

/** Programs that make the command behind them root's. */
const BECOMES_ROOT = /^(?:sudo|doas|su|fakeroot|gosu|su-exec)$/;

/** The first command of a stage that needs root, and runs as another user. */
export function installWithoutRoot(
  build: Build,
  stage: number,
): InstallWithoutRoot | undefined {
  const state = build.states[stage];
  for (const { range, place } of state?.packages ?? []) {
    if (place.stage !== stage || isRootAt(build, place) !== false) continue;
    const call = build.callAt(range);
    if (
      !call ||
      !isRequiredIn(stage, call) ||
      BECOMES_ROOT.test(textOf(call.step.words[0]) ?? 'sudo')
    )
      continue;
    const set = build.stages[stage].instructions.findLast(
      ({ index, instruction }) =>
        index < place.instruction && instruction.kind === 'USER',
    );
    return {
      manager: call.name,
      user: userAt(build, place) ?? '',
      range,
      set: set?.instruction.syntax.range,
    };
  }
  return undefined;
}
