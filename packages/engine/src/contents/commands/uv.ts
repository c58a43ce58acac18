import {
  has,
  readArguments,
  textOf,
  valueOf,
  type Arguments,
} from '../arguments';
import { directoryOf, joinPath, resolvePath } from '../paths';
import {
  createEnvironment,
  environmentTarget,
  prefixTarget,
  recordInstall,
  systemTarget,
  UNKNOWN_RUNTIME,
} from '../python/installs';
import { environmentAt, lookUpPython, runtimeFound } from '../python/lookup';
import { projectFacts } from '../python/project';
import { readRequested, testToolsIn } from '../python/requirements';
import { known, type Call, type StageState } from '../stageState';
import type { InstallTarget, PythonEnvironment, PythonRuntime } from '../types';
import { flagVariable, isDevelopmentFile, variable } from './pip';

const VALUED = new Set(
  '-p --python -r --requirement --requirements -c --constraint --constraints -e --editable -t --target --prefix --index-url -i --extra-index-url --index --default-index -f --find-links --cache-dir --extra --group --only-group --no-group --no-extra --project --directory --config-file --link-mode --resolution --prerelease --index-strategy --keyring-provider --no-binary --only-binary --python-platform --python-version --torch-backend -o --output-file --format --package --no-install-package --with --from -P --upgrade-package --reinstall-package --refresh-package --python-preference --color --allow-insecure-host --trusted-host --exclude-newer -C --config-setting --config-settings --overrides --override --build-constraints -n --prompt --out-dir --env-file --no-emit-package'.split(
    ' ',
  ),
);

/** An interpreter that uv downloads: it lives in a directory of its own. */
function managedRuntime(
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

function minorOf(request: string | undefined): string | undefined {
  return request?.match(/(?:^|python|cpython-?|@)(3\.\d+)(?:\.\d+)?t?$/)?.[1];
}

/** The interpreter that uv takes: a request, then the PATH, then one of its own. */
function chooseRuntime(
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
    if (found.kind === 'unknown') return undefined;
    const runtime = runtimeFound(found);
    if (runtime && (!minor || !runtime.minor || runtime.minor === minor))
      return { runtime, managed: undefined };
  }
  const { runtime, directory } = managedRuntime(call, state, minor);
  return { runtime, managed: directory };
}

function ensureEnvironment(
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
      chosen.managed.startsWith('/root/'),
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

function projectDirectory(
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
function projectEnvironment(
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

function developmentOf(
  args: Arguments,
  call: Call,
  project: string,
  state: StageState,
): 'yes' | 'no' | 'unknown' {
  if (
    has(args, '--no-dev', '--no-default-groups', '--only-group') ||
    flagVariable(call, 'UV_NO_DEV', 'UV_NO_DEFAULT_GROUPS')
  )
    return 'no';
  if (textOf(valueOf(args, '--no-group')) === 'dev') return 'no';
  const { developmentGroup } = projectFacts(state, project);
  return developmentGroup === false ? 'no' : 'yes';
}

/** The packages of an environment, also of one that nobody was seen to make. */
function targetAt(
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

function sync(args: Arguments, call: Call, state: StageState): void {
  const project = projectDirectory(args, call, state);
  const path = project && projectEnvironment(project, args, call);
  if (!project || !path) {
    state.taint(
      '/',
      'the directory that uv syncs is not known',
      call.place,
      true,
    );
    return;
  }
  const systemRuntime = lookUpPython(state, 'python3', call.env.get('PATH'));
  const onSystem =
    systemRuntime.kind === 'runtime' && systemRuntime.runtime.prefix === path;
  const environment = onSystem
    ? undefined
    : ensureEnvironment(path, args, call, state);
  const target = onSystem
    ? systemTarget(systemRuntime.runtime)
    : targetAt(path, environment);
  if (!onSystem && !environment) {
    state.add(path, 'tree', { kind: 'made', by: 'uv sync' }, call.place);
  }
  const skipsProject =
    has(
      args,
      '--no-install-project',
      '--no-install-workspace',
      '--no-install-local',
    ) || flagVariable(call, 'UV_NO_INSTALL_PROJECT', 'UV_NO_INSTALL_WORKSPACE');
  const isPackage = projectFacts(state, project).isPackage;
  const installsProject = !skipsProject && isPackage !== false;
  const isEditable =
    !has(args, '--no-editable') && !flagVariable(call, 'UV_NO_EDITABLE');
  recordInstall(state, call, {
    tool: 'uv',
    distributions: [],
    requirements: [joinPath(project, 'uv.lock')],
    projects: installsProject && !isEditable ? [project] : [],
    editable: installsProject && isEditable ? [project] : [],
    complete: false,
    needsLock:
      has(args, '--locked', '--frozen') ||
      flagVariable(call, 'UV_LOCKED', 'UV_FROZEN'),
    target,
    runtime:
      environment?.runtime ??
      (systemRuntime.kind === 'runtime'
        ? systemRuntime.runtime
        : UNKNOWN_RUNTIME),
    development: developmentOf(args, call, project, state),
    bytecode:
      has(args, '--compile-bytecode', '--compile') ||
      flagVariable(call, 'UV_COMPILE_BYTECODE'),
  });
  noteCache(args, call, state);
}

/** uv's cache stays in the layer unless it is mounted or switched off. */
function noteCache(args: Arguments, call: Call, state: StageState): void {
  if (
    has(args, '--no-cache', '--no-cache-dir', '-n') ||
    flagVariable(call, 'UV_NO_CACHE')
  )
    return;
  const home = state.home(call.env);
  const path =
    textOf(valueOf(args, '--cache-dir')) ??
    variable(call, 'UV_CACHE_DIR') ??
    (home.known ? `${home.value}/.cache/uv` : undefined);
  if (
    !path ||
    call.mounted.some(
      mount =>
        path === mount ||
        path.startsWith(`${mount}/`) ||
        mount.startsWith(path),
    )
  )
    return;
  state.caches.push({
    of: 'uv',
    path,
    place: call.place,
    range: call.step.range,
    cure: `mount a cache: \`RUN --mount=type=cache,target=${path} …\`, or set \`UV_NO_CACHE=1\``,
  });
  state.add(path, 'tree', { kind: 'cache', of: 'uv' }, call.place);
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
function environmentInForce(
  active: string | undefined,
  call: Call,
  state: StageState,
): PythonEnvironment | undefined {
  if (active) return environmentAt(state, resolvePath('/', active));
  const { cwd } = call.step;
  return cwd.known ? nearestEnvironment(cwd.value, state) : undefined;
}

function pipTarget(
  args: Arguments,
  call: Call,
  state: StageState,
): { target: InstallTarget; runtime: PythonRuntime } {
  const chosen = chooseRuntime(args, call, state);
  const runtime = chosen?.runtime ?? UNKNOWN_RUNTIME;
  const word = valueOf(args, '-t', '--target');
  if (word) {
    const path = state.resolve(call.step.cwd, word.text);
    return {
      runtime,
      target: {
        scheme: 'target',
        packages: path.known ? path.value : undefined,
        scripts: path.known ? `${path.value}/bin` : undefined,
        environment: undefined,
      },
    };
  }
  const prefix = valueOf(args, '--prefix');
  if (prefix) {
    const path = state.resolve(call.step.cwd, prefix.text);
    return {
      runtime,
      target: path.known
        ? prefixTarget('prefix', path.value, runtime)
        : systemTarget(UNKNOWN_RUNTIME),
    };
  }
  const onSystem =
    has(args, '--system') || flagVariable(call, 'UV_SYSTEM_PYTHON');
  const request =
    textOf(valueOf(args, '-p', '--python')) ?? variable(call, 'UV_PYTHON');
  if (!onSystem && request?.includes('/')) {
    const asEnvironment =
      environmentAt(state, request) ??
      environmentAt(state, directoryOf(directoryOf(request)));
    if (asEnvironment)
      return {
        target: environmentTarget(asEnvironment),
        runtime: asEnvironment.runtime,
      };
  }
  if (!onSystem && !request) {
    const active = variable(call, 'VIRTUAL_ENV');
    const environment = environmentInForce(active, call, state);
    if (environment)
      return {
        target: environmentTarget(environment),
        runtime: environment.runtime,
      };
    if (active) return { runtime, target: targetAt(active, undefined) };
  }
  const python = onSystem ? systemPython(call, state) : runtime;
  return { target: systemTarget(python), runtime: python };
}

/** With --system uv passes over environments on the PATH. */
function systemPython(call: Call, state: StageState): PythonRuntime {
  const path = call.env.get('PATH');
  if (!path?.known) return UNKNOWN_RUNTIME;
  for (const directory of path.value.split(':')) {
    const found = lookUpPython(state, `${directory}/python3`, undefined);
    if (found.kind === 'runtime') return found.runtime;
  }
  return UNKNOWN_RUNTIME;
}

function pipInstall(
  args: Arguments,
  call: Call,
  state: StageState,
  isSync: boolean,
): void {
  const requested = readRequested(
    isSync ? { ...args, operands: [] } : args,
    call,
    state,
  );
  const files = isSync
    ? args.operands
        .map(word => state.resolve(call.step.cwd, word.text))
        .flatMap(path => (path.known ? [path.value] : []))
    : [];
  const { target, runtime } = pipTarget(args, call, state);
  const requirements = [...requested.requirements, ...files];
  recordInstall(state, call, {
    tool: 'uv',
    distributions: requested.distributions,
    requirements,
    projects: requested.projects,
    editable: requested.editable,
    unpinned: requested.unpinned,
    complete: requested.complete && !args.unclear && files.length === 0,
    target,
    runtime,
    development:
      testToolsIn(requested.distributions).length > 0 ||
      requirements.some(isDevelopmentFile)
        ? 'yes'
        : 'no',
    bytecode:
      has(args, '--compile-bytecode', '--compile') ||
      flagVariable(call, 'UV_COMPILE_BYTECODE'),
  });
  noteCache(args, call, state);
}

function makeVenv(args: Arguments, call: Call, state: StageState): void {
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

/** `uv …`. */
export function uv(
  call: Call,
  state: StageState,
  run: (words: Call['args'], from: Call) => void,
): void {
  const all = readArguments(call.args, VALUED);
  const [first, second, ...others] = all.operands;
  const verb = textOf(first);
  const rest = (operands: typeof all.operands): Arguments => ({
    ...all,
    operands,
  });
  const cwd = call.step.cwd;
  switch (verb) {
    case 'sync':
      sync(rest([]), call, state);
      break;
    case 'venv':
      makeVenv(rest(second ? [second, ...others] : []), call, state);
      break;
    case 'pip': {
      const action = textOf(second);
      if (action === 'install' || action === 'sync')
        pipInstall(rest(others), call, state, action === 'sync');
      break;
    }
    case 'tool':
      if (textOf(second) === 'install') installTool(others, call, state);
      break;
    case 'python':
      if (textOf(second) === 'install') {
        const { directory, runtime } = managedRuntime(
          call,
          state,
          minorOf(textOf(others[0])),
        );
        state.add(
          directory,
          'tree',
          { kind: 'interpreter', runtime },
          call.place,
          directory.startsWith('/root/'),
        );
      }
      break;
    case 'build':
      buildProject(rest(second ? [second] : []), call, state);
      break;
    case 'add':
      sync(rest([]), call, state);
      break;
    case 'run': {
      if (!has(all, '--no-sync') && !flagVariable(call, 'UV_NO_SYNC'))
        sync(rest([]), call, state);
      const at = call.args.findIndex(word => word === second);
      if (at >= 0) run(call.args.slice(at), call);
      break;
    }
    case 'export':
    case 'lock':
      state.taint(
        cwd.known ? cwd.value : '/',
        `\`uv ${verb}\` writes there`,
        call.place,
      );
      break;
    default:
  }
}

function installTool(
  operands: Arguments['operands'],
  call: Call,
  state: StageState,
): void {
  const home = state.home(call.env);
  const directory =
    variable(call, 'UV_TOOL_BIN_DIR') ??
    (home.known ? `${home.value}/.local/bin` : undefined);
  for (const word of operands) {
    const name = textOf(word)?.replace(/[@=<>[].*$/, '');
    if (name && directory)
      state.add(
        `${directory}/${name}`,
        'file',
        { kind: 'tool', name },
        call.place,
      );
  }
}

function buildProject(args: Arguments, call: Call, state: StageState): void {
  const out = valueOf(args, '-o', '--out-dir');
  const project = args.operands[0]
    ? state.resolve(call.step.cwd, args.operands[0].text)
    : call.step.cwd;
  const directory = out
    ? state.resolve(call.step.cwd, out.text)
    : state.resolve(project, known('dist'));
  recordInstall(state, call, {
    tool: 'uv',
    distributions: [],
    requirements: [],
    projects: project.known ? [project.value] : [],
    editable: [],
    complete: true,
    target: {
      scheme: 'wheels',
      packages: directory.known ? directory.value : undefined,
      scripts: undefined,
      environment: undefined,
    },
    runtime: UNKNOWN_RUNTIME,
    development: 'no',
    bytecode: false,
  });
}
