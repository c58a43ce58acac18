import { readArguments, textOf, valueOf } from '../arguments';
import { createEnvironment, runtimeOf } from '../python/installs';
import type { PythonLookup } from '../python/lookup';
import type { Call, StageState } from '../stageState';

const VENV_VALUED = new Set([
  '--prompt',
  '-p',
  '--python',
  '--seeder',
  '--pip',
  '--setuptools',
  '--wheel',
  '--app-data',
  '--creator',
]);

/** `python -m venv DIR`, `virtualenv DIR`. */
export function venv(
  call: Call,
  state: StageState,
  lookup: PythonLookup,
): void {
  const args = readArguments(call.args, VENV_VALUED);
  const chosen = textOf(valueOf(args, '-p', '--python'));
  for (const word of args.operands) {
    const path = state.resolve(call.step.cwd, word.text);
    if (!path.known) {
      state.taint(path.prefix || '/', path.reason, call.place, true);
      continue;
    }
    const runtime = runtimeOf(lookup);
    const minor = chosen?.match(/python(3\.\d+)$/)?.[1] ?? runtime.minor;
    createEnvironment(state, call, {
      kind: 'venv',
      path: path.value,
      runtime: { ...runtime, minor },
      managedPython: undefined,
      relocatable: false,
    });
  }
}
