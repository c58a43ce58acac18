import { textOf, valueOf, type Arguments } from '../arguments';
import { directoryOf, isWithin } from '../paths';
import type { Resolved } from '../../shell';
import type { Call, StageState } from '../stageState';

/** Directories of the operating system, to which a build of a project writes only by installing. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|libx32|proc|run|sbin|sys|usr|var)(?:\/|$)/;

/** The directory above, where that is not one that the whole system shares. */
function around(directory: string): string {
  const above = directoryOf(directory);
  return /^\/[^/]*$|^\/usr\/local$|^\/var\/lib$/.test(above)
    ? directory
    : above;
}

/**
 * A tool does what files of the project say. Its output may go anywhere: Angular, Vite and webpack projects often name a folder
 * beside their own (`outDir: '../static'`), a makefile whatever it likes.
 */
export function taintByProject(
  call: Call,
  state: StageState,
  what = call.name,
  directory: Resolved = call.step.cwd,
): void {
  const reason = `\`${what}\` writes its output where files of the project say`;
  state.taintAround('/', SYSTEM, reason, call.place);
  const at = directory.known ? directory.value : directory.prefix || '/';
  if (SYSTEM.test(at)) state.taint(around(at), reason, call.place);
}

/** Directory that an option such as `--out-dir` names; a path that is not known leaves doubt behind. */
export function outputOf(
  args: Arguments,
  call: Call,
  state: StageState,
  ...options: string[]
): string | undefined {
  const word = valueOf(args, ...options);
  const path = word && state.resolve(call.step.cwd, word.text);
  if (path?.known) return path.value;
  if (path) state.taint(path.prefix || '/', path.reason, call.place);
  return undefined;
}

/** Puts the file that an option such as `--output-file` names where it will stand. */
export function addOutput(
  args: Arguments,
  call: Call,
  state: StageState,
  ...options: string[]
): void {
  if (textOf(valueOf(args, ...options)) === '-') return;
  const path = outputOf(args, call, state, ...options);
  if (path === undefined || isWithin(path, '/dev')) return;
  state.add(path, 'file', { kind: 'made', by: call.name }, call.place);
}
