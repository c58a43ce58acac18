import { has, readArguments, textOf, type Arguments } from '../arguments';
import { userTarget } from './pipTargets';
import {
  activeEnvironment,
  ensureVenv,
  install,
  runtimeOnPath,
} from './projects';
import { flagVariable, variable } from './variables';
import { resolvePath } from '../paths';
import { environmentTarget, systemTarget } from '../python/installs';
import { lookUpPython } from '../python/lookup';
import { normaliseName, testToolsIn } from '../python/requirements';
import type { Call, StageState } from '../stageState';
import type { InstallTarget } from '../types';

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
  const home = state.home(call.env);
  if (home.known)
    state.taint(
      resolvePath(home.value, '.local'),
      '`pipenv` keeps its environments there',
      call.place,
    );
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
