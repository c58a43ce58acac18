import { readArguments, textOf, valueOf } from '../arguments';
import { createEnvironment, runtimeOf } from '../python/installs';
import type { PythonLookup } from '../python/lookup';
import { baseName, directoryOf, joinPath } from '../paths';
import type { Call, StageState } from '../stageState';
import type { PythonRuntime } from '../types';

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

/** `venv` links to the path by which its Python was called, also where that is a link itself. */
function asCalled(
  { program, step }: Call,
  state: StageState,
  lookup: PythonLookup,
): PythonRuntime {
  const runtime = runtimeOf(lookup);
  if (lookup.kind !== 'runtime' || !runtime.path || !program.includes('/'))
    return runtime;
  const called = state.resolve(step.cwd, { known: true, value: program });
  if (!called.known) return runtime;
  const directory = directoryOf(called.value);
  return directory === directoryOf(runtime.path)
    ? runtime
    : { ...runtime, path: joinPath(directory, baseName(runtime.path)) };
}

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
    const runtime = asCalled(call, state, lookup);
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
