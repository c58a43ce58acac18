import { readArguments } from '../../arguments';
import { paths } from './words';
import type { Call, StageState } from '../../stageState';

const NO_VALUES: ReadonlySet<string> = new Set();

export function remove(call: Call, state: StageState): void {
  if (call.step.certainty === 'maybe') return;
  const args = readArguments(call.args, NO_VALUES);
  paths(
    call,
    state,
    args.operands,
    path => {
      state.fs.remove(path, call.place);
      forgetCaches(state, path, call);
    },
    'rm',
  );
}

/** A cache that goes in the instruction that made it leaves nothing behind. */
function forgetCaches(state: StageState, path: string, call: Call): void {
  const target = path.replace(/\/\*+$/, '');
  for (let i = state.caches.length - 1; i >= 0; i--) {
    const cache = state.caches[i];
    if (
      cache.place.instruction !== call.place.instruction ||
      cache.place.stage !== call.place.stage
    )
      return;
    const gone =
      cache.path === target ||
      cache.path.startsWith(`${target}/`) ||
      target.startsWith(`${cache.path}/`);
    if (gone) state.caches.splice(i, 1);
  }
}
