import { variable } from './variables';
import { joinPath, resolvePath } from '../paths';
import {
  createEnvironment,
  environmentTarget,
  recordInstall,
  runtimeOf,
} from '../python/installs';
import { environmentAt, lookUpPython } from '../python/lookup';
import type { LocalDependency } from '../python/localDependencies';
import type { Call, StageState } from '../stageState';
import type { InstallTarget, InstallTool, PythonRuntime } from '../types';

export function runtimeOnPath(call: Call, state: StageState): PythonRuntime {
  return runtimeOf(lookUpPython(state, 'python3', call.env.get('PATH')));
}

export function ensureVenv(
  path: string,
  call: Call,
  state: StageState,
): InstallTarget {
  const existing = environmentAt(state, path);
  const environment =
    existing ??
    createEnvironment(state, call, {
      kind: 'venv',
      path,
      runtime: runtimeOnPath(call, state),
      managedPython: undefined,
      relocatable: false,
    });
  return environmentTarget(environment);
}

/** An environment that is switched on for the shell (VIRTUAL_ENV). */
export function activeEnvironment(
  call: Call,
  state: StageState,
): InstallTarget | undefined {
  const active = variable(call, 'VIRTUAL_ENV');
  const environment = active && environmentAt(state, resolvePath('/', active));
  return environment ? environmentTarget(environment) : undefined;
}

export function install(
  call: Call,
  state: StageState,
  tool: InstallTool,
  project: string,
  target: InstallTarget,
  details: {
    lock: string;
    needsLock?: boolean;
    editable: boolean;
    installsProject: boolean;
    development: 'yes' | 'no' | 'unknown';
    /** Folders of the repository that it only links to. */
    linked?: readonly LocalDependency[];
  },
): void {
  recordInstall(state, call, {
    tool,
    distributions: [],
    requirements: [joinPath(project, details.lock)],
    projects: details.installsProject && !details.editable ? [project] : [],
    editable: [
      ...(details.installsProject && details.editable ? [project] : []),
      ...(details.linked ?? []).flatMap(({ path, editable }) =>
        editable ? [path] : [],
      ),
    ],
    complete: false,
    needsLock: details.needsLock ?? false,
    target,
    runtime: target.environment?.runtime ?? runtimeOnPath(call, state),
    development: details.development,
    bytecode: tool !== 'poetry' && tool !== 'pdm',
  });
  if (!details.needsLock)
    writeLock(joinPath(project, details.lock), call, state);
}

/** An installer that is not told otherwise writes the lock file that it lacks. */
export function writeLock(path: string, call: Call, state: StageState): void {
  if (state.fs.holds(path).state !== 'absent') return;
  state.add(path, 'file', { kind: 'made', by: call.name }, call.place);
}

/** The project's wheel, as `build`, `poetry build` and the like leave it in `dist`. */
export function wheelsAt(
  directory: string,
  tool: InstallTool,
  project: string,
  call: Call,
  state: StageState,
): void {
  recordInstall(state, call, {
    tool,
    distributions: [],
    requirements: [],
    projects: [project],
    editable: [],
    complete: true,
    target: {
      scheme: 'wheels',
      packages: directory,
      scripts: undefined,
      environment: undefined,
    },
    runtime: runtimeOnPath(call, state),
    development: 'no',
    bytecode: false,
  });
}
