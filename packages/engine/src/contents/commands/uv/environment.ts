import { has, type Arguments, valueOf } from '../../arguments';
import { chooseRuntime } from './interpreter';
import { variable } from '../variables';
import { directoryOf, resolvePath } from '../../paths';
import { createEnvironment, environmentTarget } from '../../python/installs';
import { environmentAt } from '../../python/lookup';
import type { Call, StageState } from '../../stageState';
import type { InstallTarget, PythonEnvironment } from '../../types';

export function ensureEnvironment(
  path: string,
  args: Arguments,
  call: Call,
  state: StageState,
): PythonEnvironment | undefined {
  const existing = environmentAt(state, path);
  if (existing) return existing;
  const chosen = chooseRuntime(args, call, state);
  if (!chosen) return undefined;
  if (chosen.managed) {
    state.add(
      chosen.managed,
      'tree',
      { kind: 'interpreter', runtime: chosen.runtime },
      call.place,
    );
  }
  return createEnvironment(state, call, {
    kind: 'venv',
    path,
    runtime: chosen.runtime,
    managedPython: chosen.managed,
    relocatable: has(args, '--relocatable'),
  });
}

export function projectDirectory(
  args: Arguments,
  call: Call,
  state: StageState,
): string | undefined {
  const word = valueOf(args, '--project', '--directory');
  const directory = word
    ? state.resolve(call.step.cwd, word.text)
    : call.step.cwd;
  return directory.known ? directory.value : undefined;
}

/** `.venv` of a project, or what UV_PROJECT_ENVIRONMENT names. */
export function projectEnvironment(
  project: string,
  args: Arguments,
  call: Call,
): string | undefined {
  const set =
    call.env.get('UV_PROJECT_ENVIRONMENT') ??
    call.assignments.find(({ name }) => name === 'UV_PROJECT_ENVIRONMENT')
      ?.value;
  if (set) return set.known ? resolvePath(project, set.value) : undefined;
  const active = has(args, '--active')
    ? variable(call, 'VIRTUAL_ENV')
    : undefined;
  return active ?? resolvePath(project, '.venv');
}

/** The packages of an environment, also of one that nobody was seen to make. */
export function targetAt(
  path: string,
  environment: PythonEnvironment | undefined,
): InstallTarget {
  if (environment) return environmentTarget(environment);
  return {
    scheme: 'environment',
    packages: `${path}/lib/python3.*/site-packages`,
    scripts: `${path}/bin`,
    environment: undefined,
  };
}

function nearestEnvironment(
  cwd: string,
  state: StageState,
): PythonEnvironment | undefined {
  for (let directory = cwd; ; directory = directoryOf(directory)) {
    const found = environmentAt(state, resolvePath(directory, '.venv'));
    if (found || directory === '/') return found;
  }
}

/** The environment that `uv pip` works on: the one that is switched on, else the nearest `.venv` upwards. */
export function environmentInForce(
  active: string | undefined,
  call: Call,
  state: StageState,
): PythonEnvironment | undefined {
  if (active) return environmentAt(state, resolvePath('/', active));
  const { cwd } = call.step;
  return cwd.known ? nearestEnvironment(cwd.value, state) : undefined;
}

export function makeVenv(args: Arguments, call: Call, state: StageState): void {
  const [word] = args.operands;
  const project = projectDirectory(args, call, state);
  const written = word && state.resolve(call.step.cwd, word.text);
  const ofProject =
    project &&
    (projectEnvironment(project, args, call) ?? resolvePath(project, '.venv'));
  const named = written?.known ? written.value : undefined;
  const path = word ? named : ofProject;
  if (!path || !ensureEnvironment(path, args, call, state)) {
    state.taint(
      path ?? '/',
      'which environment uv makes is not known',
      call.place,
      true,
    );
  }
}
