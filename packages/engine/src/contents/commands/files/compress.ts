import { directoryOf } from '../../paths';
import type { Call, StageState } from '../../stageState';
import { readArguments } from '../../arguments';
import { paths } from './words';

const NO_VALUES: ReadonlySet<string> = new Set();

/** `gzip`, `gunzip` and the like put another file beside the one they name, or in its place. */
export function compress(call: Call, state: StageState): void {
  const args = readArguments(call.args, NO_VALUES);
  paths(
    call,
    state,
    args.operands,
    path =>
      state.taint(
        directoryOf(path),
        `\`${call.name}\` writes there`,
        call.place,
      ),
    call.name,
  );
}
