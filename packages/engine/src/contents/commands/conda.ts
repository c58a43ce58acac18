import { has, optionNames, readArguments, textOf, valueOf } from '../arguments';
import {
  createEnvironment,
  environmentTarget,
  recordInstall,
  UNKNOWN_RUNTIME,
} from '../python/installs';
import { environmentAt } from '../python/lookup';
import { textAt } from '../python/manifests';
import { addOutput } from './outputs';
import { normaliseName, testToolsIn } from '../python/requirements';
import { known, type Call, type StageState } from '../stageState';
import type { PythonEnvironment } from '../types';
import { variable } from './variables';

const VALUED = new Set(
  '-n --name -p --prefix -f --file -c --channel --solver --platform -k --prefix-template --compress-level -o --output --category --micromamba'.split(
    ' ',
  ),
);

function root(call: Call, state: StageState): string {
  return (
    variable(call, 'MAMBA_ROOT_PREFIX') ??
    variable(call, 'CONDA_DIR') ??
    (state.image?.entry === 'conda' ? '/opt/conda' : '/opt/conda')
  );
}

/** The environment that `-n` or `-p` names; the base environment without them. */
function environmentPath(
  args: ReturnType<typeof readArguments>,
  call: Call,
  state: StageState,
): string | undefined {
  const prefix = valueOf(args, '-p', '--prefix');
  if (prefix) {
    const path = state.resolve(call.step.cwd, prefix.text);
    return path.known ? path.value : undefined;
  }
  const name = valueOf(args, '-n', '--name');
  if (!name) return undefined;
  const text = textOf(name);
  if (text === undefined) return undefined;
  return text === 'base'
    ? root(call, state)
    : `${root(call, state)}/envs/${text}`;
}

/** An environment whose file has its name, e.g. `conda env create -f environment.yml`; undefined where the text is not known. */
function environmentInFile(
  args: ReturnType<typeof readArguments>,
  call: Call,
  state: StageState,
): string | undefined {
  const word = valueOf(args, '-f', '--file');
  const file = state.resolve(
    call.step.cwd,
    word?.text ?? known('environment.yml'),
  );
  const text = file.known ? textAt(state, file.value) : undefined;
  const name = text?.match(/^name:\s*["']?([\w.-]+)/m)?.[1];
  return name && `${root(call, state)}/envs/${name}`;
}

function minorIn(operands: readonly string[]): string | undefined {
  for (const operand of operands) {
    const minor = operand.match(/^python\s*(?:=|==|>=)\s*(3\.\d+)/)?.[1];
    if (minor) return minor;
  }
  return undefined;
}

function makeEnvironment(
  path: string,
  minor: string | undefined,
  call: Call,
  state: StageState,
): PythonEnvironment {
  return (
    environmentAt(state, path) ??
    createEnvironment(state, call, {
      kind: 'conda',
      path,
      // an environment of conda holds its own interpreter
      runtime: {
        ...UNKNOWN_RUNTIME,
        path: `${path}/bin/python3`,
        prefix: path,
        minor,
        vendor: 'conda',
        libc: 'glibc',
      },
      managedPython: undefined,
      relocatable: false,
    })
  );
}

/** `conda …`, `mamba …`, `micromamba …`. */
export function conda(
  call: Call,
  state: StageState,
  run: (words: Call['args'], from: Call) => void,
): void {
  const args = readArguments(call.args, VALUED);
  const [first, second, ...others] = args.operands;
  const verb = textOf(first);
  if (verb === 'run') {
    // conda run -n NAME command …
    const at = call.args.findIndex(word => word === second);
    if (second && at >= 0) run(call.args.slice(at), call);
    return;
  }
  if (verb === 'pack') {
    condaPack(
      { ...call, args: call.args.filter(word => word !== first) },
      state,
    );
    return;
  }
  const inner = verb === 'env' ? textOf(second) : verb;
  const given = second ? [second, ...others] : [];
  const operands = (verb === 'env' ? others : given).map(
    word => textOf(word) ?? '',
  );
  if (inner === 'clean') return;
  if (inner === 'export' || inner === 'list') {
    addOutput(args, call, state, '-f', '--file');
    return;
  }
  if (inner !== 'create' && inner !== 'install' && inner !== 'update') return;
  const path =
    environmentPath(args, call, state) ??
    (verb === 'env' || inner === 'create'
      ? environmentInFile(args, call, state)
      : root(call, state));
  if (path === undefined) {
    state.taint(
      `${root(call, state)}/envs`,
      `the file that \`${call.name}\` reads names the environment`,
      call.place,
      true,
    );
    return;
  }
  const names = operands
    .map(operand => normaliseName(operand.replace(/[=<>! ].*$/, '')))
    .filter(Boolean);
  const environment = makeEnvironment(path, minorIn(operands), call, state);
  recordInstall(state, call, {
    tool: 'conda',
    distributions: names.filter(name => name !== 'python'),
    requirements: has(args, '-f', '--file') ? ['environment.yml'] : [],
    projects: [],
    editable: [],
    complete: !has(args, '-f', '--file') && !args.unclear,
    target: environmentTarget(environment),
    runtime: environment.runtime,
    development: testToolsIn(names).length > 0 ? 'yes' : 'no',
    bytecode: true,
  });
}

const PACK_VALUED = optionNames(
  '-n --name -p --prefix -o --output -d --dest-prefix --format --compress-level -j --n-threads --arcroot --filter --exclude --include',
);

/** `conda-pack …`, `conda pack …`: an archive of an environment that may be unpacked anywhere. */
export function condaPack(call: Call, state: StageState): void {
  const args = readArguments(call.args, PACK_VALUED);
  const path =
    environmentPath(args, call, state) ?? variable(call, 'CONDA_PREFIX');
  const environment = path ? environmentAt(state, path) : undefined;
  if (environment) environment.relocatable = true;
  const name = textOf(valueOf(args, '-n', '--name')) ?? 'environment';
  const output = valueOf(args, '-o', '--output');
  const archive = state.resolve(
    call.step.cwd,
    output?.text ?? known(`${name}.tar.gz`),
  );
  if (archive.known)
    state.add(
      archive.value,
      'file',
      path ? { kind: 'archive', of: path } : { kind: 'made', by: 'conda-pack' },
      call.place,
    );
  else
    state.taint(archive.prefix || '/', 'conda-pack writes there', call.place);
}
