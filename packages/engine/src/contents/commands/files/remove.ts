import { readArguments } from '../../arguments';
import { forgetCachesAt } from '../caches';
import { paths } from './words';
import type { Call, StageState } from '../../stageState';

const NO_VALUES: ReadonlySet<string> = new Set();

export function remove(call: Call, state: StageState): void {
  const isSure = call.step.certainty !== 'maybe';
  const args = readArguments(call.args, NO_VALUES);
  paths(
    call,
    state,
    isSure ? args.operands : args.operands.filter(({ text }) => text.known),
    path => {
      if (isSure) state.fs.remove(path, call.place);
      // what may be gone is no finding
      forgetCachesAt(state, call, path);
    },
    'rm',
  );
}

/** `find /var/lib/apt/lists -type f -delete` */
export function find(call: Call, state: StageState): void {
  const [where] = call.args;
  if (!where?.text.known) return;
  if (call.args.some(({ text }) => text.known && text.value === '-delete'))
    forgetCachesAt(state, call, where.text.value);
}
