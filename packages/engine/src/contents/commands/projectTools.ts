import {
  has,
  readArguments,
  textOf,
  valueOf,
  valuesOf,
  type Arguments,
} from '../arguments';
import { joinPath, resolvePath } from '../paths';
import {
  createEnvironment,
  environmentTarget,
  recordInstall,
  systemTarget,
  UNKNOWN_RUNTIME,
} from '../python/installs';
import { environmentAt, lookUpPython, runtimeFound } from '../python/lookup';
import { projectFacts } from '../python/project';
import { normaliseName, testToolsIn } from '../python/requirements';
import type { Call, StageState } from '../stageState';
import type { InstallTarget, InstallTool, PythonRuntime } from '../types';
import { flagVariable, pypackagesTarget, userTarget, variable } from './pip';

function runtimeOnPath(call: Call, state: StageState): PythonRuntime {
  const found = lookUpPython(state, 'python3', call.env.get('PATH'));
  return runtimeFound(found) ?? UNKNOWN_RUNTIME;
}

function setting(
  call: Call,
  state: StageState,
  key: string,
): boolean | undefined {
  const environment = variable(
    call,
    `POETRY_${key.replace(/[.-]/g, '_').toUpperCase()}`,
  );
  const value = environment ?? state.settings.get(`poetry:${key}`);
  return value === undefined ? undefined : /^(?:1|true|yes|on)$/i.test(value);
}

/** A file from the build context may stand there without being seen. */
function mayHold(state: StageState, path: string): boolean {
  const { state: held } = state.fs.holds(path);
  if (held !== 'unknown') return held === 'present';
  const fromContext = state.context.has(path.slice(path.lastIndexOf('/') + 1));
  return fromContext !== false;
}

function ensureVenv(
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
function activeEnvironment(
  call: Call,
  state: StageState,
): InstallTarget | undefined {
  const active = variable(call, 'VIRTUAL_ENV');
  const environment = active && environmentAt(state, resolvePath('/', active));
  return environment ? environmentTarget(environment) : undefined;
}

const POETRY_VALUED = new Set(
  '--only --without --with -E --extras -C --directory -P --project -f --format -o --output -c --clean --platform'.split(
    ' ',
  ),
);

function poetryTarget(
  call: Call,
  state: StageState,
  project: string,
): { target: InstallTarget; sure: boolean } {
  if (setting(call, state, 'virtualenvs.create') === false) {
    const found = lookUpPython(state, 'python3', call.env.get('PATH'));
    const target =
      found.kind === 'environment'
        ? environmentTarget(found.environment, found.path)
        : systemTarget(runtimeOnPath(call, state));
    return { target, sure: true };
  }
  const active = activeEnvironment(call, state);
  if (active) return { target: active, sure: true };
  const inProject = resolvePath(project, '.venv');
  const wants = setting(call, state, 'virtualenvs.in-project');
  if (
    wants === true ||
    (wants === undefined && environmentAt(state, inProject))
  )
    return { target: ensureVenv(inProject, call, state), sure: true };
  const home = state.home(call.env);
  const cache =
    variable(call, 'POETRY_CACHE_DIR') ??
    state.settings.get('poetry:cache-dir') ??
    (home.known ? `${home.value}/.cache/pypoetry` : '/root/.cache/pypoetry');
  const directory =
    variable(call, 'POETRY_VIRTUALENVS_PATH') ??
    state.settings.get('poetry:virtualenvs.path') ??
    `${cache}/virtualenvs`;
  const sure = wants === false || !mayHold(state, `${project}/poetry.toml`);
  return {
    target: ensureVenv(`${resolvePath('/', directory)}/project`, call, state),
    sure,
  };
}

function groupNames(args: Arguments, ...options: string[]): string[] {
  return valuesOf(args, ...options).flatMap(word =>
    (textOf(word) ?? '').split(','),
  );
}

function poetryDevelopment(args: Arguments, call: Call): 'yes' | 'no' {
  if (has(args, '--no-dev', '--only', '--only-root'))
    return groupNames(args, '--only').includes('dev') ? 'yes' : 'no';
  const without = groupNames(args, '--without').concat(
    (variable(call, 'POETRY_INSTALLER_WITHOUT') ?? '').split(','),
  );
  return without.some(name => /^(?:dev|test|lint)/.test(name)) ? 'no' : 'yes';
}

function install(
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
  },
): void {
  recordInstall(state, call, {
    tool,
    distributions: [],
    requirements: [joinPath(project, details.lock)],
    projects: details.installsProject && !details.editable ? [project] : [],
    editable: details.installsProject && details.editable ? [project] : [],
    complete: false,
    needsLock: details.needsLock ?? false,
    target,
    runtime: target.environment?.runtime ?? runtimeOnPath(call, state),
    development: details.development,
    bytecode: tool !== 'poetry' && tool !== 'pdm',
  });
}

/** `poetry …`. */
export function poetry(
  call: Call,
  state: StageState,
  run: (words: Call['args'], from: Call) => void,
): void {
  const args = readArguments(call.args, POETRY_VALUED);
  const [verb, ...operands] = args.operands.map(word => textOf(word) ?? '');
  const directory = valueOf(args, '-C', '--directory', '-P', '--project');
  const cwd = directory
    ? state.resolve(call.step.cwd, directory.text)
    : call.step.cwd;
  if (!cwd.known) {
    state.taint('/', cwd.reason, call.place, true);
    return;
  }
  switch (verb) {
    case 'config':
      if (operands[0])
        state.settings.set(`poetry:${operands[0]}`, operands[1] ?? 'true');
      break;
    case 'install':
    case 'sync': {
      const { target, sure } = poetryTarget(call, state, cwd.value);
      if (!sure)
        state.taint(
          resolvePath(cwd.value, '.venv'),
          'poetry.toml may ask for a project-local environment',
          call.place,
          true,
        );
      install(call, state, 'poetry', cwd.value, target, {
        lock: 'poetry.lock',
        editable: true,
        installsProject:
          !has(args, '--no-root', '--no-directory') &&
          projectFacts(state, cwd.value).isPackage !== false,
        development: poetryDevelopment(args, call),
      });
      break;
    }
    case 'build':
      wheelsAt(`${cwd.value}/dist`, 'poetry', cwd.value, call, state);
      break;
    case 'run': {
      const at = call.args.findIndex(word => textOf(word) === operands[0]);
      if (operands[0] && at >= 0) run(call.args.slice(at), call);
      break;
    }
    case 'export':
    case 'lock':
    case 'add':
      state.taint(
        cwd.value,
        `\`poetry ${verb}\` writes there`,
        call.place,
        verb === 'add',
      );
      break;
    case 'bundle':
      state.taint(
        '/',
        '`poetry bundle` makes an environment of its own',
        call.place,
        true,
      );
      break;
    default:
  }
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

const PIPENV_VALUED = new Set(
  '-r --requirements --python --categories -e --editable -i --index --pypi-mirror --extra-pip-args'.split(
    ' ',
  ),
);

/** `pipenv …`. */
export function pipenv(
  call: Call,
  state: StageState,
  run: (words: Call['args'], from: Call) => void,
): void {
  const args = readArguments(call.args, PIPENV_VALUED);
  const [first, ...operands] = args.operands;
  const verb = textOf(first);
  const { cwd } = call.step;
  if (verb === 'run') {
    const at = call.args.findIndex(word => word === operands[0]);
    if (operands[0] && at >= 0) run(call.args.slice(at), call);
    return;
  }
  if (verb !== 'install' && verb !== 'sync' && verb !== 'update') {
    if (cwd.known && verb === 'requirements')
      state.taint(
        cwd.value,
        '`pipenv requirements` may write there',
        call.place,
      );
    return;
  }
  if (!cwd.known) {
    state.taint('/', cwd.reason, call.place, true);
    return;
  }
  const target = pipenvTarget(args, call, state, cwd.value);
  const names = operands
    .map(word => normaliseName(textOf(word) ?? ''))
    .filter(Boolean);
  install(call, state, 'pipenv', cwd.value, target, {
    lock: 'Pipfile.lock',
    needsLock: verb === 'sync' || has(args, '--deploy', '--ignore-pipfile'),
    editable: false,
    installsProject: false,
    development:
      has(args, '-d', '--dev') ||
      flagVariable(call, 'PIPENV_DEV') ||
      testToolsIn(names).length > 0
        ? 'yes'
        : 'no',
  });
}

function pipenvTarget(
  args: Arguments,
  call: Call,
  state: StageState,
  project: string,
): InstallTarget {
  if (has(args, '--system') || flagVariable(call, 'PIPENV_SYSTEM')) {
    const found = lookUpPython(state, 'python3', call.env.get('PATH'));
    if (found.kind === 'environment')
      return environmentTarget(found.environment, found.path);
    const runtime = runtimeOnPath(call, state);
    // pipenv hands over to pip, which obeys its own variables
    return flagVariable(call, 'PIP_USER')
      ? userTarget(call, state, runtime)
      : systemTarget(runtime);
  }
  const active = flagVariable(call, 'PIPENV_IGNORE_VIRTUALENVS')
    ? undefined
    : activeEnvironment(call, state);
  if (active) return active;
  const local = resolvePath(project, '.venv');
  if (
    flagVariable(call, 'PIPENV_VENV_IN_PROJECT') ||
    state.fs.holds(local).state === 'present'
  )
    return ensureVenv(local, call, state);
  const home = state.home(call.env);
  const directory =
    variable(call, 'WORKON_HOME') ??
    `${home.known ? home.value : '/root'}/.local/share/virtualenvs`;
  return ensureVenv(
    `${resolvePath('/', directory)}/${
      variable(call, 'PIPENV_CUSTOM_VENV_NAME') ?? 'project'
    }`,
    call,
    state,
  );
}

const PDM_VALUED = new Set(
  '-G --group --with --without -p --project -L --lockfile -k --skip'.split(' '),
);

/** `pdm …`. */
export function pdm(
  call: Call,
  state: StageState,
  run: (words: Call['args'], from: Call) => void,
): void {
  const args = readArguments(call.args, PDM_VALUED);
  const [first, ...operands] = args.operands;
  const verb = textOf(first);
  const word = valueOf(args, '-p', '--project');
  const cwd = word ? state.resolve(call.step.cwd, word.text) : call.step.cwd;
  if (verb === 'run') {
    const at = call.args.findIndex(candidate => candidate === operands[0]);
    if (operands[0] && at >= 0) run(call.args.slice(at), call);
    return;
  }
  if (verb === 'config') {
    const [key, value] = operands.map(operand => textOf(operand) ?? '');
    if (key) state.settings.set(`pdm:${key}`, value ?? '');
    return;
  }
  if (!cwd.known) {
    state.taint('/', cwd.reason, call.place, true);
    return;
  }
  if (verb === 'build') {
    wheelsAt(`${cwd.value}/dist`, 'pdm', cwd.value, call, state);
    return;
  }
  if (verb !== 'install' && verb !== 'sync') return;
  const local =
    state.fs.holds(resolvePath(cwd.value, '__pypackages__')).state ===
      'present' || state.settings.get('pdm:python.use_venv') === 'false';
  const target = local
    ? pypackagesTarget(cwd.value, runtimeOnPath(call, state))
    : activeEnvironment(call, state) ??
      ensureVenv(resolvePath(cwd.value, '.venv'), call, state);
  install(call, state, 'pdm', cwd.value, target, {
    lock: 'pdm.lock',
    needsLock: has(args, '--frozen-lockfile', '--check') || verb === 'sync',
    editable:
      !has(args, '--no-editable') && !flagVariable(call, 'PDM_NO_EDITABLE'),
    installsProject:
      !has(args, '--no-self') &&
      !flagVariable(call, 'PDM_NO_SELF') &&
      projectFacts(state, cwd.value).isPackage !== false,
    development:
      has(args, '--prod', '--production', '--no-dev') ||
      textOf(valueOf(args, '--without')) === 'dev'
        ? 'no'
        : 'yes',
  });
}
