import { has, readArguments, textOf, valueOf } from '../arguments';
import { pypackagesTarget } from './pipTargets';
import {
  activeEnvironment,
  ensureVenv,
  install,
  runtimeOnPath,
  wheelsAt,
} from './projects';
import { addOutput, outputOf } from './outputs';
import { flagVariable } from './variables';
import { resolvePath } from '../paths';
import { pdmDependencies } from '../python/localDependencies';
import { projectFacts } from '../python/project';
import type { Call, StageState } from '../stageState';

const PDM_VALUED = new Set(
  '-G --group --with --without -p --project -L --lockfile -k --skip -o --output -f --format -d --dest'.split(
    ' ',
  ),
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
    wheelsAt(
      outputOf(args, call, state, '-d', '--dest') ?? `${cwd.value}/dist`,
      'pdm',
      cwd.value,
      call,
      state,
    );
    return;
  }
  if (verb === 'export' || verb === 'lock' || verb === 'add') {
    addOutput(args, call, state, '-o', '--output');
    state.taint(
      cwd.value,
      `\`pdm ${verb}\` writes there`,
      call.place,
      verb === 'add',
    );
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
    linked:
      has(args, '--no-editable') || flagVariable(call, 'PDM_NO_EDITABLE')
        ? []
        : pdmDependencies(state, cwd.value),
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
