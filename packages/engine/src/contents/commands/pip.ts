import {
  has,
  readArguments,
  textOf,
  type Arguments,
  valueOf,
  valuesOf,
} from '../arguments';
import { explicitTarget, userTarget } from './pipTargets';
import { forgetCachesOf } from './caches';
import { flagVariable, variable } from './variables';
import { defaultTarget, recordInstall, runtimeOf } from '../python/installs';
import {
  environmentAt,
  lookUpPython,
  pythonOf,
  type PythonLookup,
} from '../python/lookup';
import { isRefused, refusedBootstrap } from '../python/externallyManaged';
import { textAt } from '../python/manifests';
import { joinPath } from '../paths';
import { readRequested, testToolsIn } from '../python/requirements';
import type { ShellWord } from '../../shell/types';
import { known, type Call, type StageState } from '../stageState';

const VALUED = new Set(
  '-r --requirement -c --constraint --build-constraint -t --target --prefix --root -i --index-url --extra-index-url -f --find-links -e --editable --python --platform --python-version --implementation --abi --only-binary --no-binary --cache-dir --trusted-host --timeout --retries --proxy --progress-bar --src --upgrade-strategy --global-option --install-option --build-option --config-settings -C --log --report --cert --client-cert --root-user-action --use-feature --use-deprecated --exists-action -w --wheel-dir -d --dest --group --no-build-isolation-package --keyring-provider'.split(
    ' ',
  ),
);

const OPTIONS = [
  ...VALUED,
  ...'--no-cache-dir --no-compile --compile --user --upgrade --no-deps --pre --break-system-packages --no-index --no-build-isolation --require-hashes --force-reinstall --ignore-installed --ignore-requires-python --prefer-binary --quiet --verbose --isolated --no-input --no-color --no-warn-script-location --no-warn-conflicts --disable-pip-version-check --no-python-version-warning --use-pep517 --no-use-pep517 --no-clean --dry-run --check-build-dependencies --debug --version --help --require-virtualenv --no-user --no-verify'.split(
    ' ',
  ),
];

/** pip takes the beginning of an option for the whole, where only one begins so: `--no-cache`. */
function inFull(word: ShellWord): ShellWord {
  const text = textOf(word);
  const [, name, rest] = text?.match(/^(--[a-z][a-z-]*)(=.*)?$/s) ?? [];
  if (!name || OPTIONS.includes(name)) return word;
  const [option, ...others] = OPTIONS.filter(item => item.startsWith(name));
  return option && others.length === 0
    ? { ...word, text: known(`${option}${rest ?? ''}`) }
    : word;
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
  const args = readArguments(call.args.map(inFull), VALUED);
  const [verb, ...operands] = args.operands;
  const command = textOf(verb);
  const rest = { ...args, operands };
  const python = chosenPython(args, call, state) ?? lookup;
  if (command === 'install') pipInstall(rest, call, state, python);
  else if (command === 'wheel' || command === 'download')
    pipWheels(command, rest, call, state, python);
  else if (command === 'cache' && textOf(operands[0]) === 'purge')
    forgetCachesOf(state, call, 'pip');
}

/** `python get-pip.py …`, `curl …/get-pip.py | python - …`: `words` are the options behind it. */
export function getPip(
  words: Call['args'],
  call: Call,
  state: StageState,
): void {
  const refused = refusedBootstrap(
    readArguments(words.map(inFull), VALUED),
    call,
    state,
    pythonOf(call, state),
  );
  if (refused) state.refusedBootstraps.push(refused);
}

const CONSTRAINT_VARIABLES = ['PIP_CONSTRAINT', 'PIP_BUILD_CONSTRAINT'];

function isOffline(args: Arguments, call: Call): boolean {
  return has(args, '--no-index') || flagVariable(call, 'PIP_NO_INDEX');
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
  const elsewhere = explicitTarget(args, call, state, runtime);
  const target =
    elsewhere ?? (byUser ? userTarget(call, state, runtime) : fallback.target);
  const requested = readRequested(args, call, state, CONSTRAINT_VARIABLES);
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
    offline: isOffline(args, call),
    constraints: requested.constraints,
    refused: !elsewhere && isRefused(args, call, state, lookup),
    bytecode:
      !has(args, '--no-compile') &&
      variable(call, 'PIP_NO_COMPILE') === undefined,
  });
  notePipCache(args, call, state, requested.distributions);
  noteOtherFiles(args, call, state, lookup);
}

/** Where editable sources are checked out, and what `setup.py` is told to write elsewhere. */
function noteOtherFiles(
  args: Arguments,
  call: Call,
  state: StageState,
  lookup: PythonLookup,
): void {
  for (const word of valuesOf(args, '--install-option', '--global-option')) {
    const path = (word.text.known ? word.text.value : word.text.prefix).match(
      /^--[\w-]+=(\/.*)$/,
    )?.[1];
    if (path !== undefined)
      state.taint(path, '`setup.py` writes there', call.place, true);
  }
  const mayCheckOut =
    valuesOf(args, '-e', '--editable').some(word =>
      /^(?:git|hg|svn|bzr)\+/.test(textOf(word) ?? 'git+'),
    ) ||
    valuesOf(args, '-r', '--requirement').some(word => {
      const path = state.resolve(call.step.cwd, word.text);
      const text = path.known ? textAt(state, path.value) : undefined;
      return text !== undefined && /^\s*(?:-e|--editable)\b/m.test(text);
    });
  if (!mayCheckOut) return;
  const ofEnvironment =
    lookup.kind === 'environment' ? joinPath(lookup.path, 'src') : 'src';
  const folder = state.resolve(
    call.step.cwd,
    valueOf(args, '--src', '--source')?.text ?? known(ofEnvironment),
  );
  if (folder.known)
    state.taint(
      folder.value,
      '`pip` may check out editable packages there',
      call.place,
    );
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
  const requested = readRequested(args, call, state, CONSTRAINT_VARIABLES);
  recordInstall(state, call, {
    tool: 'pip',
    distributions: requested.distributions,
    requirements: requested.requirements,
    projects: requested.projects,
    editable: [],
    unpinned: requested.unpinned,
    offline: isOffline(args, call),
    constraints: requested.constraints,
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
