import {
  has,
  readArguments,
  textOf,
  type Arguments,
  valueOf,
  valuesOf,
} from '../arguments';
import {
  activeEnvironment,
  ensureVenv,
  install,
  runtimeOnPath,
  wheelsAt,
} from './projects';
import { addOutput, outputOf } from './outputs';
import { variable } from './variables';
import { resolvePath } from '../paths';
import { environmentTarget, systemTarget } from '../python/installs';
import { environmentAt, lookUpPython } from '../python/lookup';
import { poetryDependencies } from '../python/localDependencies';
import { projectFacts } from '../python/project';
import type { Call, StageState } from '../stageState';
import type { InstallTarget } from '../types';

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

/** Poetry takes a `.venv` that is there, empty or not. */
function isDirectory(state: StageState, path: string): boolean {
  return (
    environmentAt(state, path) !== undefined ||
    state.fs.entries.some(
      ({ path: at, content }) => at === path && content.kind === 'directory',
    )
  );
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
  if (wants === true || (wants === undefined && isDirectory(state, inProject)))
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
        linked: poetryDependencies(state, cwd.value),
        development: poetryDevelopment(args, call),
      });
      break;
    }
    case 'build':
      wheelsAt(
        outputOf(args, call, state, '-o', '--output') ?? `${cwd.value}/dist`,
        'poetry',
        cwd.value,
        call,
        state,
      );
      break;
    case 'run': {
      const at = call.args.findIndex(word => textOf(word) === operands[0]);
      if (operands[0] && at >= 0) run(call.args.slice(at), call);
      break;
    }
    case 'export':
    case 'lock':
    case 'add':
      addOutput(args, call, state, '-o', '--output');
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
