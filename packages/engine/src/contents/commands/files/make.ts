import {
  optionNames,
  readArguments,
  textOf,
  valueOf,
  type Arguments,
} from '../../arguments';
import { closedByMode } from './modes';
import { paths } from './words';
import type { Call, StageState } from '../../stageState';

/** Directories that `mkdir` and `install -d` make, with the mode that `-m` gives them. */
export function makeDirectories(
  call: Call,
  state: StageState,
  args: Arguments,
  verb: string,
): void {
  const closed = closedByMode(textOf(valueOf(args, '-m', '--mode')), call);
  paths(
    call,
    state,
    args.operands,
    path => state.add(path, 'file', { kind: 'directory' }, call.place, closed),
    verb,
  );
}

const MKDIR_VALUED = optionNames('-m --mode');

export function mkdir(call: Call, state: StageState): void {
  makeDirectories(call, state, readArguments(call.args, MKDIR_VALUED), 'mkdir');
}

const TOUCH_VALUED = optionNames('-d -r -t --date --reference');

export function touch(call: Call, state: StageState): void {
  const args = readArguments(call.args, TOUCH_VALUED);
  paths(
    call,
    state,
    args.operands,
    path =>
      state.add(path, 'file', { kind: 'made', by: call.name }, call.place),
    'touch',
  );
}
