import { has, type Arguments } from '../arguments';
import { flagVariable, variable } from '../commands/variables';
import { mustSucceed } from '../../shell';
import { baseName } from '../paths';
import type { Call, StageState } from '../stageState';
import type { PythonRuntime } from '../types';
import type { PythonLookup } from './lookup';

/**
 * First releases whose Python carries the file EXTERNALLY-MANAGED of PEP 668, so that pip and uv refuse to install into it.
 * Debian 12 and Ubuntu 23.04: https://www.debian.org/releases/bookworm/amd64/release-notes/ch-information.html#python3-pep-668 ;
 * Alpine 3.19: https://github.com/alpinelinux/docker-alpine/issues/361
 */
const SINCE: Readonly<Record<string, readonly [number, number]>> = {
  debian: [12, 0],
  ubuntu: [23, 4],
  alpine: [3, 19],
};

/** Only the package manager of the operating system may change this Python. */
export function isMarked(runtime: PythonRuntime): boolean {
  return runtime.vendor === 'distribution' && isReleaseMarked(runtime);
}

/** The Python of a release carries the mark. */
export function isReleaseMarked({
  os = '',
  osRelease,
}: {
  os?: string;
  osRelease?: string;
}): boolean {
  const since = SINCE[os];
  const release = osRelease?.match(/^(\d+)(?:\.(\d+))?$/);
  if (!since || !release) return false;
  const [major, minor] = [Number(release[1]), Number(release[2] ?? 0)];
  return major > since[0] || (major === since[0] && minor >= since[1]);
}

/** The package manager of the operating system has certainly installed pip. */
function hasPackagedPip({ packages }: StageState): boolean {
  return packages.some(
    ({ action, certainty, names }) =>
      action === 'install' &&
      certainty === 'always' &&
      names.some(name => name === 'python3-pip' || name === 'py3-pip'),
  );
}

/** Something may have allowed it for good: a pip.conf, `pip config`, or the marker is gone. */
function mayBeAllowed({ calls, fs }: StageState): boolean {
  return (
    fs.taints.some(({ mayInstall }) => mayInstall) ||
    fs.entries.some(({ path }) =>
      /^(?:\.?pip\.conf|uv\.toml)$/.test(baseName(path)),
    ) ||
    calls.some(
      ({ name, args }) =>
        (/^pip/.test(name) && args[0]?.raw === 'config') ||
        args.some(({ raw }) =>
          /EXTERNALLY|break.system|lib\/python/i.test(raw),
        ),
    )
  );
}

/** Nothing lets an installer into a Python that the operating system manages (PEP 668). */
function isKeptOut(
  args: Arguments,
  call: Call,
  state: StageState,
  found: PythonLookup,
): found is PythonLookup & { kind: 'runtime' } {
  return (
    found.kind === 'runtime' &&
    isMarked(found.runtime) &&
    !args.unclear &&
    !has(args, '--break-system-packages', '--dry-run') &&
    !flagVariable(
      call,
      'PIP_BREAK_SYSTEM_PACKAGES',
      'UV_BREAK_SYSTEM_PACKAGES',
    ) &&
    variable(call, 'PIP_CONFIG_FILE') === undefined &&
    mustSucceed(call.step) &&
    !mayBeAllowed(state)
  );
}

/** pip or uv certainly refuses to install. */
export function isRefused(
  args: Arguments,
  call: Call,
  state: StageState,
  found: PythonLookup,
): boolean {
  return isKeptOut(args, call, state, found) && hasPackagedPip(state);
}

/** A get-pip.py that certainly refuses to install pip. */
export interface RefusedBootstrap {
  call: Call;
  runtime: PythonRuntime;
}

/** Scripts for Python before 3.7 carry a pip that does not look for the mark. */
const OLD_GET_PIP = /\/pip\/(?:2\.\d|3\.[0-6])\/get-pip/;

/** The pip that get-pip.py carries looks for the mark as any other does. */
export function refusedBootstrap(
  args: Arguments,
  call: Call,
  state: StageState,
  found: PythonLookup,
): RefusedBootstrap | undefined {
  return isKeptOut(args, call, state, found) &&
    !has(args, '-t', '--target', '--prefix', '--root') &&
    !state.calls.some(other =>
      other.args.some(({ raw }) => OLD_GET_PIP.test(raw)),
    )
    ? { call, runtime: found.runtime }
    : undefined;
}
