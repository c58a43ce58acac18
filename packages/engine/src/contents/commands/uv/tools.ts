import { textOf, type Arguments, valueOf } from '../../arguments';
import { variable } from '../variables';
import { UNKNOWN_RUNTIME, recordInstall } from '../../python/installs';
import { known, type Call, type StageState } from '../../stageState';

/** `uv tool install`: an environment for each tool, links to its commands elsewhere. */
export function installTool(
  operands: Arguments['operands'],
  call: Call,
  state: StageState,
): void {
  const home = state.home(call.env);
  const under = (path: string) =>
    home.known ? `${home.value}/.local/${path}` : undefined;
  addTools(operands, call, state, {
    environments: variable(call, 'UV_TOOL_DIR') ?? under('share/uv/tools'),
    commands: variable(call, 'UV_TOOL_BIN_DIR') ?? under('bin'),
  });
}

/** Tools with an environment each: uv's and pipx's. */
export function addTools(
  operands: Arguments['operands'],
  call: Call,
  state: StageState,
  where: { environments: string | undefined; commands: string | undefined },
): void {
  for (const word of operands) {
    const name = textOf(word)?.replace(/[@=<>[].*$/, '');
    if (!name) continue;
    const content = { kind: 'tool', name } as const;
    if (where.commands)
      state.add(`${where.commands}/${name}`, 'file', content, call.place);
    if (where.environments)
      state.add(`${where.environments}/${name}`, 'tree', content, call.place);
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
