import { has, textOf, type Arguments, valueOf } from '../../arguments';
import { flagVariable, variable } from '../variables';
import { UNKNOWN_RUNTIME } from '../../python/installs';
import { lookUpPython, runtimeFound } from '../../python/lookup';
import { distributionRuntime } from '../../python/runtime';
import type { Call, StageState } from '../../stageState';
import type { PythonRuntime } from '../../types';

/** An interpreter that uv downloads: it lives in a directory of its own. */
export function managedRuntime(
  call: Call,
  state: StageState,
  minor: string | undefined,
): { runtime: PythonRuntime; directory: string } {
  const home = state.home(call.env);
  const directory =
    variable(call, 'UV_PYTHON_INSTALL_DIR') ??
    `${home.known ? home.value : '/root'}/.local/share/uv/python`;
  return {
    directory,
    runtime: {
      ...UNKNOWN_RUNTIME,
      path: `${directory}/cpython/bin/python3`,
      prefix: `${directory}/cpython`,
      minor,
      vendor: 'managed',
      libc: state.image?.libc,
      libcVersion: undefined,
    },
  };
}

export function minorOf(request: string | undefined): string | undefined {
  return request?.match(/(?:^|python|cpython-?|@)(3\.\d+)(?:\.\d+)?t?$/)?.[1];
}

/** What Debian calls `python3`, where nothing more is known of an image than the suite in its tag. */
const PYTHON_OF_SUITE: Readonly<Record<string, string>> = {
  bullseye: '3.9',
  bookworm: '3.11',
  trixie: '3.13',
};

/** No Python of the image can be the one that is asked for: the operating system, which may bring one along, has another. */
function isElsewhere(state: StageState, minor: string | undefined): boolean {
  const suite = state.image?.reference.tag?.match(
    /(?:^|-)(bullseye|bookworm|trixie)(?:-|$)/,
  )?.[1];
  const own =
    distributionRuntime(state.image).minor ?? PYTHON_OF_SUITE[suite ?? ''];
  return (
    minor !== undefined &&
    own !== undefined &&
    own !== minor &&
    state.image?.family !== 'unknown' &&
    !state.fs.entries.some(({ content }) => content.kind === 'interpreter') &&
    !state.fs.taints.some(({ mayInstall }) => mayInstall)
  );
}

/** The interpreter that uv takes: a request, then the PATH, then one of its own. */
export function chooseRuntime(
  args: Arguments,
  call: Call,
  state: StageState,
): { runtime: PythonRuntime; managed: string | undefined } | undefined {
  const request =
    textOf(valueOf(args, '-p', '--python')) ?? variable(call, 'UV_PYTHON');
  const minor = minorOf(request);
  const preference =
    textOf(valueOf(args, '--python-preference')) ??
    variable(call, 'UV_PYTHON_PREFERENCE');
  const onlyManaged =
    preference === 'only-managed' ||
    has(args, '--managed-python') ||
    flagVariable(call, 'UV_MANAGED_PYTHON');
  if (!onlyManaged) {
    const found = lookUpPython(
      state,
      request?.includes('/') ? request : 'python3',
      call.env.get('PATH'),
    );
    if (found.kind === 'unknown' && !isElsewhere(state, minor))
      return undefined;
    const runtime = runtimeFound(found);
    if (runtime && (!minor || !runtime.minor || runtime.minor === minor))
      return { runtime, managed: undefined };
  }
  const { runtime, directory } = managedRuntime(call, state, minor);
  return { runtime, managed: directory };
}

/** With --system uv passes over environments on the PATH. */
export function systemPython(call: Call, state: StageState): PythonRuntime {
  const path = call.env.get('PATH');
  if (!path?.known) return UNKNOWN_RUNTIME;
  for (const directory of path.value.split(':')) {
    const found = lookUpPython(state, `${directory}/python3`, undefined);
    if (found.kind === 'runtime') return found.runtime;
  }
  return UNKNOWN_RUNTIME;
}
