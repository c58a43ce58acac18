import { textOf, type Arguments, valueOf } from '../../arguments';
import { variable } from '../variables';
import { UNKNOWN_RUNTIME, recordInstall } from '../../python/installs';
import { known, type Call, type StageState } from '../../stageState';

export function installTool(
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

export function buildProject(
  args: Arguments,
  call: Call,
  state: StageState,
): void {
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
