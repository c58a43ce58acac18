import type { ShellWord } from '../../../shell/types';
import {
  has,
  optionNames,
  readArguments,
  textOf,
  valueOf,
} from '../../arguments';
import { makeDirectories } from './make';
import { at } from './words';
import { baseName, directoryOf, joinPath } from '../../paths';
import type { Call, StageState } from '../../stageState';

function destinationOf(
  state: StageState,
  target: string,
  source: string,
  asDirectory: boolean,
): string {
  const isDirectory = asDirectory || isKnownDirectory(state, target);
  return isDirectory ? joinPath(target, baseName(source)) : target;
}

export function isKnownDirectory(state: StageState, path: string): boolean {
  const { state: held } = state.fs.holds(path);
  const below = `${path}/`;
  return (
    state.fs.entries.some(
      entry =>
        (entry.path === path && entry.content.kind === 'directory') ||
        (entry.path !== path && entry.path.startsWith(below)),
    ) ||
    (held === 'present' && !state.fs.entries.some(entry => entry.path === path))
  );
}

const COPY_VALUED = optionNames('-t --target-directory -S --suffix');

/** `cp` and `mv`. */
export function copy(call: Call, state: StageState): void {
  const args = readArguments(call.args, COPY_VALUED);
  const into = valueOf(args, '-t', '--target-directory');
  const operands = into ? [...args.operands, into] : args.operands;
  if (operands.length < 2) return;
  const target = at(call, state, operands[operands.length - 1]);
  if (!target.known) {
    state.taint(
      target.prefix || '/',
      `\`${call.name}\` writes to a path that is not known`,
      call.place,
      true,
    );
    return;
  }
  const sources = operands.slice(0, -1);
  const text = textOf(operands[operands.length - 1]) ?? '';
  const asDirectory =
    into !== undefined ||
    sources.length > 1 ||
    text.endsWith('/') ||
    text === '.';
  for (const word of sources) {
    const source = at(call, state, word);
    if (!source.known) {
      state.taint(
        target.value,
        `\`${call.name}\` copies a path that is not known`,
        call.place,
        true,
      );
      continue;
    }
    transfer(call, state, source.value, target.value, word, asDirectory);
  }
}

function transfer(
  call: Call,
  state: StageState,
  source: string,
  target: string,
  word: ShellWord,
  asDirectory: boolean,
): void {
  if (word.glob) {
    const directory = directoryOf(source);
    // the names that match are not known, but what stands below the directory may travel
    state.fs.copyFrom(state.fs, directory, target, call.place);
    state.taint(
      target,
      `\`${call.name}\` copies what matches ${source}`,
      call.place,
    );
  } else {
    const text = textOf(word) ?? '';
    const contents = text.endsWith('/.') || text === '.';
    const to = contents
      ? target
      : destinationOf(state, target, source, asDirectory);
    const { state: found } = state.fs.copyFrom(
      state.fs,
      source,
      to,
      call.place,
    );
    if (
      !state.fs.entries.some(
        entry => entry.layer === call.place && entry.path.startsWith(to),
      )
    ) {
      state.add(
        to,
        found === 'absent' ? 'file' : 'tree',
        { kind: 'made', by: call.name },
        call.place,
      );
    }
  }
  if (call.name === 'mv' && call.step.certainty === 'always')
    state.fs.remove(source, call.place);
}

const INSTALL_VALUED = optionNames(
  '-m --mode -o --owner -g --group -t --target-directory',
);

/** `install [-d] …`. */
export function installFiles(call: Call, state: StageState): void {
  const args = readArguments(call.args, INSTALL_VALUED);
  if (has(args, '-d', '--directory')) {
    makeDirectories(call, state, args, 'install');
    return;
  }
  copy({ ...call, name: 'cp' }, state);
}
