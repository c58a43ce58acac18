import { optionNames, readArguments, textOf, valueOf } from '../../arguments';
import { closedByMode } from './modes';
import { paths } from './words';
import type { Call, StageState } from '../../stageState';

const MKDIR_VALUED = optionNames('-m --mode');

export function mkdir(call: Call, state: StageState): void {
  const args = readArguments(call.args, MKDIR_VALUED);
  paths(
    call,
    state,
    args.operands,
    path =>
      state.add(
        path,
        'file',
        { kind: 'directory' },
        call.place,
        closedByMode(textOf(valueOf(args, '-m', '--mode')), call),
      ),
    'mkdir',
  );
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
