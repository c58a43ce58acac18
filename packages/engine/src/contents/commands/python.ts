import type { Resolved } from '../../shell/types';
import { freeze } from './languages';
import { has, optionNames, readArguments, textOf, valueOf } from '../arguments';
import { joinPath } from '../paths';
import {
  defaultTarget,
  prefixTarget,
  recordInstall,
  UNKNOWN_RUNTIME,
} from '../python/installs';
import { lookUpPython, pythonOf } from '../python/lookup';
import { known, type Call, type StageState } from '../stageState';
import type { InstallTarget, PythonRuntime } from '../types';
import { downloadsOfCode, spacy } from './downloads';
import { buildTool } from './languages';
import { taintByProject } from './outputs';
import { getPip, pip } from './pip';
import { addTools } from './uv/tools';
import { variable } from './variables';
import { venv } from './venv';
import { wheelsAt } from './projects';

export function virtualenv(call: Call, state: StageState): void {
  venv(call, state, lookUpPython(state, 'python3', call.env.get('PATH')));
}

const PIPX_VALUED = optionNames('--python --spec --pip-args --index-url -i');

export function pipx(call: Call, state: StageState): void {
  const args = readArguments(call.args, PIPX_VALUED);
  const [verb, ...operands] = args.operands;
  if (textOf(verb) !== 'install') return;
  const home = state.home(call.env);
  const under = (path: string) =>
    home.known ? `${home.value}/.local/${path}` : undefined;
  const global = has(args, '--global');
  const root =
    variable(call, global ? 'PIPX_GLOBAL_HOME' : 'PIPX_HOME') ??
    (global ? '/opt/pipx' : under('share/pipx'));
  addTools(operands, call, state, {
    environments: root && `${root}/venvs`,
    commands:
      variable(call, global ? 'PIPX_GLOBAL_BIN_DIR' : 'PIPX_BIN_DIR') ??
      (global ? '/usr/local/bin' : under('bin')),
  });
}

export const PYTHON = /^python(?:\d(?:\.\d+)?)?$/;
export const PIP = /^pip(?:\d(?:\.\d+)?)?$/;
const PYTHON_VALUED = new Set(['-m', '-c', '-W', '-X']);

/** `python -m MODULE …`, `python setup.py …`, `python script.py`. */
export function python(
  call: Call,
  state: StageState,
  run: (call: Call) => void,
): void {
  const lookup = pythonOf(call, state);
  const at = call.args.findIndex(word => {
    const text = textOf(word);
    return (
      text === undefined ||
      !text.startsWith('-') ||
      PYTHON_VALUED.has(text) ||
      /^-m\w/.test(text)
    );
  });
  if (at < 0) {
    standardInput(call, state);
    return;
  }
  const word = call.args[at];
  const written = textOf(word);
  const joined = written !== undefined && /^-m\w/.test(written);
  const first = joined ? '-m' : written;
  const rest = joined
    ? [{ ...word, text: known(written.slice(2)) }, ...call.args.slice(at + 1)]
    : call.args.slice(at + 1);
  if (first === '-c') {
    inlinePython(call, state, rest);
    return;
  }
  if (first !== '-m') {
    script(call, state, first, rest);
    return;
  }
  const module = textOf(rest[0]);
  const inner: Call = { ...call, args: rest.slice(1) };
  if (module === 'pip') pip({ ...inner, name: 'pip' }, state, lookup);
  else if (module === 'venv' || module === 'virtualenv')
    venv(inner, state, lookup);
  else if (module === 'build') moduleBuild(inner, state);
  else if (module === 'spacy') spacy(inner, state, lookup);
  else if (module === 'zipapp') freeze({ ...inner, name: module }, state);
  else if (
    module &&
    [
      'compileall',
      'ensurepip',
      'json.tool',
      'site',
      'unittest',
      'pytest',
      'py_compile',
    ].includes(module)
  )
    return;
  else if (module) run({ ...inner, name: module, program: module });
}

const BUILD_VALUED = optionNames('-o --outdir -C');

function moduleBuild(call: Call, state: StageState): void {
  const args = readArguments(call.args, BUILD_VALUED);
  const project = args.operands[0]
    ? state.resolve(call.step.cwd, args.operands[0].text)
    : call.step.cwd;
  const out = valueOf(args, '-o', '--outdir');
  const directory = out ? state.resolve(call.step.cwd, out.text) : project;
  if (!project.known || !directory.known) return;
  wheelsAt(
    out ? directory.value : joinPath(project.value, 'dist'),
    'setuptools',
    project.value,
    call,
    state,
  );
}

/** `python -c …` may fetch models or data; it does not install packages. */
function inlinePython(call: Call, state: StageState, rest: Call['args']): void {
  const text = textOf(rest[0]) ?? '';
  if (/^\s*(?:import [\w., ]+;?\s*)*(?:print\(.*\)|assert .*)?\s*$/s.test(text))
    return;
  downloadsOfCode(text, call, state);
  taintByProject(call, state, 'python -c');
  for (const [path] of text.matchAll(/\/[\w.-]+(?:\/[\w.-]+)*/g))
    state.taint(path, '`python -c` may write there', call.place);
}

/** `python - <<EOF`, `… | python`: what runs is not in the command. Known installers are followed by `pipedScript`. */
function standardInput(call: Call, state: StageState): void {
  const { input, pipeline } = call.step;
  if (!input && !(pipeline && pipeline.index > 0)) return;
  if (input?.known) downloadsOfCode(input.value, call, state);
  const reason = `\`${call.name}\` runs a program from its standard input`;
  state.opaque.push({ reason, place: call.place });
  const mayInstall =
    !input?.known || /pip|subprocess|os\.system|install/.test(input.value);
  state.taint('/', reason, call.place, mayInstall);
}

/** Where `setup.py install` puts the packages. */
function setupTarget(
  directory: Resolved | undefined,
  fallback: InstallTarget,
  runtime: PythonRuntime,
): InstallTarget {
  if (!directory) return fallback;
  // Debian's Python maps this prefix to the directories that it searches anyway
  if (
    directory.known &&
    directory.value === '/usr/local' &&
    runtime.vendor === 'distribution'
  )
    return fallback;
  return directory.known
    ? prefixTarget('prefix', directory.value, runtime)
    : { ...fallback, packages: undefined, scripts: undefined };
}

const SETUP_VALUED = optionNames(
  '--prefix --root --home --install-lib --install-scripts --record',
);

function script(
  call: Call,
  state: StageState,
  file: string | undefined,
  rest: Call['args'],
): void {
  if (file === 'setup.py') {
    const verb = textOf(rest[0]);
    if (verb !== 'install' && verb !== 'develop') {
      buildTool(call, state);
      return;
    }
    const home = state.home(call.env);
    const { target: fallback, runtime } = defaultTarget(
      pythonOf(call, state),
      state,
      home.known ? home.value : undefined,
    );
    const args = readArguments(rest, SETUP_VALUED);
    const prefix = valueOf(
      args,
      '--prefix',
      '--home',
      '--root',
      '--install-lib',
    );
    const directory = prefix && state.resolve(call.step.cwd, prefix.text);
    const target = setupTarget(directory, fallback, runtime);
    const project = call.step.cwd.known ? [call.step.cwd.value] : [];
    recordInstall(state, call, {
      tool: 'setuptools',
      distributions: [],
      requirements: [],
      projects: verb === 'install' ? project : [],
      editable: verb === 'develop' ? project : [],
      complete: false,
      target,
      runtime: runtime ?? UNKNOWN_RUNTIME,
      development: 'no',
      bytecode: true,
    });
    return;
  }
  if (
    file &&
    /(?:^|\/)(?:manage\.py|get-pip\.py|get-poetry\.py|install-poetry\.py)$/.test(
      file,
    )
  ) {
    if (file.endsWith('manage.py')) taintByProject(call, state, 'manage.py');
    if (file.endsWith('get-pip.py')) getPip(rest, call, state);
    return;
  }
  if (file === '-' || file === undefined) {
    standardInput(call, state);
    return;
  }
  const reason = `\`${call.name} ${file}\` is a program that the engine does not know`;
  state.opaque.push({ reason, place: call.place });
  state.taint(
    '/',
    reason,
    call.place,
    /(?:install|setup|bootstrap|deps|requirements)[^/]*$/.test(file),
  );
}
