import type { ShellWord } from '../../shell/types';
import {
  has,
  readArguments,
  textOf,
  valueOf,
  valuesOf,
  type Arguments,
} from '../arguments';
import {
  createEnvironment,
  defaultTarget,
  prefixTarget,
  recordInstall,
  UNKNOWN_RUNTIME,
} from '../python/installs';
import {
  environmentAt,
  lookUpPython,
  pythonOf,
  runtimeFound,
  type PythonLookup,
} from '../python/lookup';
import { readRequested, testToolsIn } from '../python/requirements';
import { libraryName, scriptsOf, sitePackagesOf } from '../python/runtime';
import type { Call, StageState } from '../stageState';
import type { InstallTarget, PythonRuntime } from '../types';

const VALUED = new Set(
  '-r --requirement -c --constraint -t --target --prefix --root -i --index-url --extra-index-url -f --find-links -e --editable --python --platform --python-version --implementation --abi --only-binary --no-binary --cache-dir --trusted-host --timeout --retries --proxy --progress-bar --src --upgrade-strategy --global-option --install-option --build-option --config-settings -C --log --report --cert --client-cert --root-user-action --use-feature --use-deprecated --exists-action -w --wheel-dir -d --dest --group --no-build-isolation-package --keyring-provider'.split(
    ' ',
  ),
);

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|true|yes|on|y|t)$/i.test(value);
}

/** Value of an environment variable of the running shell, when it is known. */
export function variable(call: Call, name: string): string | undefined {
  const set =
    call.assignments.findLast(assignment => assignment.name === name)?.value ??
    call.env.get(name);
  return set?.known ? set.value : undefined;
}

export function flagVariable(call: Call, ...names: string[]): boolean {
  return names.some(name => isTrue(variable(call, name)));
}

/** `--install-option="--prefix=DIR"`, as pip took it before version 23. */
function installOptionPrefix(args: Arguments): ShellWord | undefined {
  for (const word of valuesOf(args, '--install-option', '--global-option')) {
    const text = textOf(word);
    if (text?.startsWith('--prefix='))
      return {
        ...word,
        text: { known: true, value: text.slice('--prefix='.length) },
      };
  }
  return undefined;
}

function explicitTarget(
  args: Arguments,
  call: Call,
  state: StageState,
  runtime: PythonRuntime,
): InstallTarget | undefined {
  const directory = (
    word: ReturnType<typeof valueOf>,
    fallback: string | undefined,
  ) => {
    const text =
      word?.text ??
      (fallback ? { known: true as const, value: fallback } : undefined);
    return text && state.resolve(call.step.cwd, text);
  };
  const target = directory(
    valueOf(args, '-t', '--target'),
    variable(call, 'PIP_TARGET'),
  );
  if (target) {
    return {
      scheme: 'target',
      packages: target.known ? target.value : undefined,
      scripts: target.known ? `${target.value}/bin` : undefined,
      environment: undefined,
    };
  }
  const prefix = directory(
    valueOf(args, '--prefix') ?? installOptionPrefix(args),
    variable(call, 'PIP_PREFIX'),
  );
  if (prefix) {
    return prefix.known
      ? prefixTarget('prefix', prefix.value, runtime)
      : {
          scheme: 'prefix',
          packages: undefined,
          scripts: undefined,
          environment: undefined,
        };
  }
  const root = directory(valueOf(args, '--root'), undefined);
  if (root) {
    return {
      scheme: 'root',
      packages: root.known
        ? `${root.value}${sitePackagesOf(runtime)}`
        : undefined,
      scripts: root.known ? `${root.value}${scriptsOf(runtime)}` : undefined,
      environment: undefined,
    };
  }
  return undefined;
}

export function userTarget(
  call: Call,
  state: StageState,
  runtime: PythonRuntime,
): InstallTarget {
  const base = variable(call, 'PYTHONUSERBASE');
  const home = state.home(call.env);
  if (base) return prefixTarget('user', base, runtime);
  return home.known
    ? prefixTarget(
        'user',
        `${home.value === '/' ? '' : home.value}/.local`,
        runtime,
      )
    : {
        scheme: 'user',
        packages: undefined,
        scripts: undefined,
        environment: undefined,
      };
}

function runtimeOf(lookup: PythonLookup): PythonRuntime {
  return runtimeFound(lookup) ?? UNKNOWN_RUNTIME;
}

/** `pip --python DIR|FILE` works on another environment or interpreter. */
function chosenPython(
  args: Arguments,
  call: Call,
  state: StageState,
): PythonLookup | undefined {
  const word = valueOf(args, '--python');
  if (!word) return undefined;
  const path = state.resolve(call.step.cwd, word.text);
  if (!path.known) return { kind: 'unknown', reason: path.reason };
  const environment = environmentAt(state, path.value);
  return environment
    ? { kind: 'environment', environment, path: path.value }
    : lookUpPython(state, path.value, undefined);
}

/** `pip …`, `pip3 …`, `python -m pip …`; `lookup` tells which Python runs it. */
export function pip(
  call: Call,
  state: StageState,
  lookup = pythonOf(call, state),
): void {
  const args = readArguments(call.args, VALUED);
  const [verb, ...operands] = args.operands;
  const command = textOf(verb);
  const rest = { ...args, operands };
  const python = chosenPython(args, call, state) ?? lookup;
  if (command === 'install') pipInstall(rest, call, state, python);
  else if (command === 'wheel' || command === 'download')
    pipWheels(command, rest, call, state, python);
}

function pipInstall(
  args: Arguments,
  call: Call,
  state: StageState,
  lookup: PythonLookup,
): void {
  const runtime = runtimeOf(lookup);
  const home = state.home(call.env);
  const byUser =
    (has(args, '--user') || flagVariable(call, 'PIP_USER')) &&
    lookup.kind !== 'environment';
  const fallback = defaultTarget(
    lookup,
    state,
    home.known ? home.value : undefined,
  );
  const target =
    explicitTarget(args, call, state, runtime) ??
    (byUser ? userTarget(call, state, runtime) : fallback.target);
  const requested = readRequested(args, call, state);
  const development =
    testToolsIn(requested.distributions).length > 0 ||
    requested.requirements.some(isDevelopmentFile);
  recordInstall(state, call, {
    tool: 'pip',
    distributions: requested.distributions,
    requirements: requested.requirements,
    projects: [
      ...requested.projects,
      ...requested.wheels.filter(wheel => !wheel.includes('*')),
    ],
    editable: requested.editable,
    complete: requested.complete && !args.unclear,
    target,
    runtime: fallback.runtime,
    development: development ? 'yes' : 'no',
    unpinned: requested.unpinned,
    bytecode:
      !has(args, '--no-compile') &&
      variable(call, 'PIP_NO_COMPILE') === undefined,
  });
  notePipCache(args, call, state, requested.distributions);
}

/** requirements-dev.txt, requirements/test.txt, … */
export function isDevelopmentFile(path: string): boolean {
  return (
    /(?:^|[/._-])(?:dev|develop|development|test|tests|testing|lint)(?:[-_.][^/]*)?\.(?:txt|in)$/.test(
      path,
    ) || /(?:dev|test|tests)[-_]requirements[^/]*\.(?:txt|in)$/.test(path)
  );
}

function notePipCache(
  args: Arguments,
  call: Call,
  state: StageState,
  distributions: readonly string[],
): void {
  if (has(args, '--no-cache-dir') || flagVariable(call, 'PIP_NO_CACHE_DIR'))
    return;
  // pip reads any value of the variable but an explicit "off" as set
  const set = variable(call, 'PIP_NO_CACHE_DIR');
  if (set !== undefined && !/^(?:0|false|no|off|n|f)$/i.test(set)) return;
  const home = state.home(call.env);
  const directory =
    textOf(valueOf(args, '--cache-dir')) ??
    variable(call, 'PIP_CACHE_DIR') ??
    (home.known ? `${home.value}/.cache/pip` : undefined);
  if (
    directory === undefined ||
    call.mounted.some(mount => directory.startsWith(mount))
  )
    return;
  if (distributions.length > 0 && distributions.every(name => name === 'pip'))
    return;
  state.caches.push({
    of: 'pip',
    path: directory,
    place: call.place,
    range: call.step.range,
    cure: 'add `--no-cache-dir`, or mount a cache: `RUN --mount=type=cache,target=/root/.cache/pip …`',
  });
  state.add(directory, 'tree', { kind: 'cache', of: 'pip' }, call.place);
}

function pipWheels(
  verb: string,
  args: Arguments,
  call: Call,
  state: StageState,
  lookup: PythonLookup,
): void {
  const word =
    verb === 'wheel'
      ? valueOf(args, '-w', '--wheel-dir')
      : valueOf(args, '-d', '--dest');
  const directory = word
    ? state.resolve(call.step.cwd, word.text)
    : call.step.cwd;
  const requested = readRequested(args, call, state);
  recordInstall(state, call, {
    tool: 'pip',
    distributions: requested.distributions,
    requirements: requested.requirements,
    projects: requested.projects,
    editable: [],
    complete: requested.complete && !args.unclear,
    target: {
      scheme: 'wheels',
      packages: directory.known ? directory.value : undefined,
      scripts: undefined,
      environment: undefined,
    },
    runtime: runtimeOf(lookup),
    development: requested.requirements.some(isDevelopmentFile) ? 'yes' : 'no',
    bytecode: false,
  });
}

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

/** Directory of the modules of a project-local `__pypackages__`. */
export function pypackagesTarget(
  directory: string,
  runtime: PythonRuntime,
): InstallTarget {
  const minor = runtime.minor ?? libraryName(undefined).replace('python', '');
  const base = `${directory}/__pypackages__/${minor}`;
  return {
    scheme: 'target',
    packages: `${base}/lib`,
    scripts: `${base}/bin`,
    environment: undefined,
  };
}
