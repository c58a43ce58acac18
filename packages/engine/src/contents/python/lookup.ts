import { areContentsKnown } from '../../images';
import type { Resolved } from '../../shell/types';
import { baseName, directoryOf, isWithin, normalise } from '../paths';
import type { Call, StageState } from '../stageState';
import type { PythonEnvironment, PythonRuntime } from '../types';
import { distributionRuntime, pythonRuntimeOf } from './runtime';

/** What runs when a Python program is called. */
export type PythonLookup =
  | { kind: 'environment'; environment: PythonEnvironment; path: string }
  | { kind: 'runtime'; runtime: PythonRuntime }
  | { kind: 'absent' }
  | { kind: 'unknown'; reason: string };

/** Base images whose own Python the engine does not know but that plainly are Python images. */
function unknownBase(state: StageState): boolean {
  return !areContentsKnown(state.image);
}

/** The environment that stands at a directory now (after moves). */
export function environmentAt(
  state: StageState,
  directory: string,
): PythonEnvironment | undefined {
  const entry = state.fs.entries.findLast(
    ({ path, content }) => content.kind === 'environment' && path === directory,
  );
  return entry?.content.kind === 'environment'
    ? entry.content.environment
    : undefined;
}

/** Interpreters that stand in a directory of the PATH. */
function runtimesIn(
  state: StageState,
  directory: string,
): PythonRuntime | undefined {
  const copied = state.fs.entries.findLast(
    ({ path, content }) =>
      content.kind === 'interpreter' && directoryOf(path) === directory,
  );
  if (copied?.content.kind === 'interpreter') return copied.content.runtime;
  const own = state.image && pythonRuntimeOf(state.image);
  if (own?.path && directoryOf(own.path) === directory) return own;
  if (
    (directory === '/usr/bin' || directory === '/bin') &&
    state.pythonPackage
  ) {
    return distributionRuntime(state.image);
  }
  return undefined;
}

function matchesMinor(name: string, runtime: PythonRuntime): boolean {
  const minor = name.match(/^(?:python|pip)(\d+\.\d+)$/)?.[1];
  return !minor || !runtime.minor || runtime.minor === minor;
}

/** Installers put commands of packages there, never an interpreter. */
function onlyScriptsOver({ fs }: StageState, path: string): boolean {
  return (
    !fs.taintOver(path) &&
    fs.entries.every(
      entry =>
        entry.content.kind === 'scripts' ||
        entry.content.kind === 'directory' ||
        !isWithin(path, entry.path),
    )
  );
}

function inDirectory(
  state: StageState,
  directory: string,
  name: string,
): PythonLookup | undefined {
  if (directory.endsWith('/bin')) {
    const environment = environmentAt(state, directoryOf(directory));
    if (environment && matchesMinor(name, environment.runtime)) {
      return { kind: 'environment', environment, path: directoryOf(directory) };
    }
  }
  const runtime = runtimesIn(state, directory);
  if (runtime && matchesMinor(name, runtime))
    return { kind: 'runtime', runtime };
  const path = `${directory}/${name}`;
  let { state: held } = state.fs.holds(path);
  if (held === 'unknown' && onlyScriptsOver(state, path))
    held = state.fs.base.holds(path).state;
  if (held === 'absent') return undefined;
  const reason = `which Python stands at ${directory}/${name} is not known`;
  // a system directory of a known image holds no Python that its facts do not tell of
  if (
    !unknownBase(state) &&
    /^\/(?:usr\/)?s?bin$|^\/usr\/local\/sbin$/.test(directory) &&
    !state.fs.taintOver(directory)
  ) {
    return undefined;
  }
  return { kind: 'unknown', reason };
}

/** Which Python a name or path stands for, e.g. `python3`, `/opt/venv/bin/pip`. */
export function lookUpPython(
  state: StageState,
  program: string,
  path: Resolved | undefined,
): PythonLookup {
  const name = baseName(program);
  if (program.includes('/')) {
    return (
      inDirectory(state, directoryOf(normalise(program)), name) ?? {
        kind: 'absent',
      }
    );
  }
  if (path && !path.known) return { kind: 'unknown', reason: path.reason };
  let doubt: PythonLookup | undefined;
  for (const directory of (path?.value ?? '').split(':')) {
    const found = inDirectory(state, normalise(directory), name);
    if (found && found.kind !== 'unknown') return found;
    doubt ??= found;
  }
  return doubt ?? { kind: 'absent' };
}

/** The Python behind what was found. */
export function runtimeFound(found: PythonLookup): PythonRuntime | undefined {
  switch (found.kind) {
    case 'runtime':
      return found.runtime;
    case 'environment':
      return found.environment.runtime;
    default:
      return undefined;
  }
}

/** The Python that runs a command such as `pip …` or `python3 -m …`. */
export function pythonOf(call: Call, state: StageState): PythonLookup {
  const cwd = call.step.cwd;
  const { program } = call;
  const path = call.env.get('PATH');
  if (program.startsWith('/') || !program.includes('/'))
    return lookUpPython(state, program, path);
  return cwd.known
    ? lookUpPython(state, normalise(`${cwd.value}/${program}`), path)
    : { kind: 'unknown', reason: 'the working directory is not known' };
}
