import { has, optionNames, readArguments, textOf } from '../../arguments';
import { readMode } from '../../modes';
import { isWithin } from '../../paths';
import type { Call, StageState } from '../../stageState';
import type { Closing } from '../../types';

const CHMOD_VALUED = optionNames('--reference');

/** `chmod` can shut other users out of a directory or let them in. */
export function chmod(call: Call, state: StageState): void {
  const args = readArguments(call.args, CHMOD_VALUED);
  const [mode, ...targets] = args.operands;
  const text = textOf(mode) ?? '';
  const effect = readMode(text);
  if (!effect) return;
  const isRecursive = has(args, '-R', '--recursive');
  for (const word of targets) {
    const path = state.resolve(call.step.cwd, word.text);
    if (!path.known || (effect === 'closes' && word.glob)) continue;
    state.fs.setClosed(
      effect === 'opens' || call.step.certainty === 'maybe'
        ? undefined
        : {
            place: call.place,
            by: `chmod ${isRecursive ? '-R ' : ''}${text}`,
            extent: isRecursive ? 'tree' : 'directory',
          },
      entry => isWithin(entry.path, path.value),
    );
  }
}

/** The mode that `mkdir -m` or `install -m` gives a directory. */
export function closedByMode(
  mode: string | undefined,
  call: Call,
): Closing | undefined {
  return mode !== undefined && readMode(mode) === 'closes'
    ? {
        place: call.place,
        by: `${call.name} -m ${mode}`,
        extent: 'directory',
      }
    : undefined;
}
