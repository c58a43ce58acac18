import { textOf } from '../arguments';
import { baseName, directoryOf } from '../paths';
import { known, type Call, type StageState } from '../stageState';
import { taintByProject } from './outputs';
import { getPip } from './pip';
import { variable } from './variables';
import { RUNS_ANYTHING, SHELLS } from './programs';

/** A tool that works on the project. */
export function runTool(call: Call, state: StageState): void {
  taintByProject(call, state);
}

/** `. /opt/venv/bin/activate` puts the environment first on the PATH for the rest of the RUN. */
export function activate(call: Call, state: StageState): void {
  const file = call.args[0] && state.resolve(call.step.cwd, call.args[0].text);
  if (!file?.known || baseName(file.value) !== 'activate') {
    const text = file?.known ? file.value : '';
    if (
      /\/(?:cargo\/env|nvm\.sh|\.bashrc|\.profile|conda\.sh|os-release|bash_completion)$/.test(
        text,
      )
    )
      return;
    state.opaque.push({
      reason: 'a script is sourced that the engine does not see',
      place: call.place,
    });
    state.taint(
      '/',
      'a script is sourced that the engine does not see',
      call.place,
      true,
    );
    return;
  }
  const bin = directoryOf(file.value);
  const path = call.env.get('PATH');
  call.env.set('VIRTUAL_ENV', known(directoryOf(bin)));
  if (path?.known) call.env.set('PATH', known(`${bin}:${path.value}`));
}

/** A script or program that the engine does not see: anything may stand anywhere after it. */
export function unknownProgram(call: Call, state: StageState): void {
  const reason = `\`${call.program}\` is a program that the engine does not know`;
  state.opaque.push({ reason, place: call.place });
  // a program that is found on the PATH does its own work; a script may do the work of the Dockerfile
  const mayInstall =
    call.program.includes('/') ||
    RUNS_ANYTHING.has(call.name) ||
    SHELLS.has(call.name);
  state.taint('/', reason, call.place, mayInstall);
}

/** Installers that are fetched and piped into a shell or into Python, by their address. */
const PIPED_INSTALLERS: readonly {
  address: RegExp;
  install(call: Call, state: StageState, home: string): void;
}[] = [
  {
    address: /astral\.sh\/uv/,
    install(call, state, home) {
      const directory =
        variable(call, 'UV_INSTALL_DIR') ??
        variable(call, 'XDG_BIN_HOME') ??
        `${home}/.local/bin`;
      for (const name of ['uv', 'uvx'])
        state.add(
          `${directory}/${name}`,
          'file',
          { kind: 'tool', name },
          call.place,
        );
    },
  },
  {
    address:
      /install\.python-poetry\.org|python-poetry\/(?:install\.)?poetry|get-poetry/,
    install(call, state, home) {
      const directory = variable(call, 'POETRY_HOME') ?? `${home}/.local`;
      state.add(
        `${directory}/bin/poetry`,
        'file',
        { kind: 'tool', name: 'poetry' },
        call.place,
      );
    },
  },
  {
    address: /sh\.rustup\.rs/,
    install: (call, state, home) =>
      state.add(
        `${home}/.cargo`,
        'tree',
        { kind: 'toolchain', label: 'Rust' },
        call.place,
      ),
  },
  {
    address: /get-pip\.py/,
    install: (call, state) =>
      getPip(
        call.args.filter(({ raw }) => raw !== '-'),
        call,
        state,
      ),
  },
  {
    address:
      /(?:deb|rpm)\.nodesource\.com|pdm-project\.org|packagecloud\.io|nvm-sh/,
    install: () => {},
  },
];

/** The `curl` or `wget` of the same RUN that ran last. */
function fetchBefore(call: Call, state: StageState): Call | undefined {
  for (let i = state.calls.length - 1; i >= 0; i--) {
    const other = state.calls[i];
    if (other.place.instruction !== call.place.instruction) return undefined;
    if (other !== call && (other.name === 'curl' || other.name === 'wget'))
      return other;
  }
  return undefined;
}

/** `curl … | sh`: what the first command of the pipeline fetches is what runs. */
export function pipedScript(call: Call, state: StageState): boolean {
  const { pipeline } = call.step;
  if (!pipeline || pipeline.index === 0) return false;
  const source = fetchBefore(call, state);
  const address = source?.args.map(word => textOf(word) ?? '').join(' ') ?? '';
  const installer = PIPED_INSTALLERS.find(candidate =>
    candidate.address.test(address),
  );
  if (!installer) return false;
  const home = state.home(call.env);
  installer.install(call, state, home.known ? home.value : '/root');
  return true;
}

export function shell(call: Call, state: StageState): void {
  if (pipedScript(call, state)) return;
  const args = call.args.map(word => textOf(word));
  // the walker of the script visits `sh -c '…'` by itself
  if (
    args.some(
      text =>
        text === '-c' ||
        text === '-lc' ||
        text === '-ec' ||
        text === '-xc' ||
        text === '-exc',
    )
  )
    return;
  if (args.length === 0 && call.step.input) return;
  unknownProgram(call, state);
}
