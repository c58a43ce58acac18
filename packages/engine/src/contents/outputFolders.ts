import { mustSucceed } from '../shell';
import type { CommandStep, Resolved, ShellWord } from '../shell/types';
import {
  has,
  optionNames,
  readArguments,
  textOf,
  valueOf,
  valuesOf,
  type Arguments,
} from './arguments';
import { directoryOf } from './paths';
import type { Call, StageState } from './stageState';
import type { Place } from './types';

/** A command writes into a folder that is not there, and does not make it. */
export interface MissingFolder {
  folder: string;
  /** As a person writes the command, e.g. `tar -C /opt/tool`. */
  command: string;
  step: CommandStep;
  place: Place;
}

/** What a command needs a folder for: itself to be there, or that which holds a file. */
interface Output {
  word: ShellWord;
  needs: 'itself' | 'parent';
}

const CURL = optionNames(
  '-o --output --output-dir -H --header -d --data -u --user -A --user-agent -X --request -e --referer -m --max-time --connect-timeout --retry --retry-delay --retry-max-time --cacert --cert --key -b --cookie -c --cookie-jar -x --proxy -w --write-out --proto -F --form -T --upload-file --data-binary --data-raw --url',
);
const WGET = optionNames(
  '-O --output-document -P --directory-prefix -o --output-file -a --append-output -t --tries -T --timeout -U --user-agent --header -e --execute --progress',
);
const TAR = optionNames(
  '-C --directory -f --file --exclude -I --strip-components --transform -T -X',
);
const COPY = optionNames('-t --target-directory -S --suffix');
const LINK = optionNames('-t --target-directory -S --suffix');
const MKDIR = optionNames('-m --mode');
const TOUCH = optionNames('-d -r -t --date --reference');
const COMPILER = optionNames('-o -I -L -l -D -x -include');

function parents(words: readonly (ShellWord | undefined)[]): Output[] {
  return words.flatMap(word =>
    word && textOf(word) !== '-' ? [{ word, needs: 'parent' }] : [],
  );
}

function copied(args: Arguments): Output[] {
  const into = valueOf(args, '-t', '--target-directory');
  if (into) return [{ word: into, needs: 'itself' }];
  const { operands } = args;
  const word = operands[operands.length - 1];
  if (operands.length < 2 || word === undefined) return [];
  const isFolder =
    operands.length > 2 || (textOf(word)?.endsWith('/') ?? false);
  return [{ word, needs: isFolder ? 'itself' : 'parent' }];
}

/**
 * Programs that stop where the folder of their output is not there, as tried with coreutils 9, curl 8, wget 1, tar 1.35 and gcc 14.
 * Others make it: git, go, pip, uv, `mkdir -p`, `install -D`.
 */
const WRITERS: Readonly<
  Record<string, ((words: readonly ShellWord[]) => Output[]) | undefined>
> = {
  cc: words => parents(valuesOf(readArguments(words, COMPILER), '-o')),
  cp: words => copied(readArguments(words, COPY)),
  curl: words => {
    const args = readArguments(words, CURL);
    return has(args, '--create-dirs', '--output-dir')
      ? []
      : parents(valuesOf(args, '-o', '--output'));
  },
  'g++': words => parents(valuesOf(readArguments(words, COMPILER), '-o')),
  gcc: words => parents(valuesOf(readArguments(words, COMPILER), '-o')),
  ln: words => {
    const args = readArguments(words, LINK);
    return args.operands.length === 2 ? copied(args) : [];
  },
  mkdir: words => {
    const args = readArguments(words, MKDIR);
    return has(args, '-p', '--parents') ? [] : parents(args.operands);
  },
  mv: words => copied(readArguments(words, COPY)),
  tar: words => {
    const args = readArguments(words, TAR);
    const word = valueOf(args, '-C', '--directory');
    return word ? [{ word, needs: 'itself' }] : [];
  },
  touch: words => parents(readArguments(words, TOUCH).operands),
  wget: words =>
    parents(valuesOf(readArguments(words, WGET), '-O', '--output-document')),
};

/** What the operating system and its packages put there is not listed. */
const OF_THE_SYSTEM =
  /^\/(?:dev|etc|lib|lib64|proc|run|sys|tmp|usr|var)(?:\/|$)/;

const WRITE = /^(?:>|>>|>\||&>|&>>)$/;

function folderOf(
  { word, needs }: Output,
  cwd: Resolved,
  state: StageState,
): string | undefined {
  const path = state.resolve(cwd, word.text);
  if (!path.known || word.glob) return undefined;
  return needs === 'itself' ? path.value : directoryOf(path.value);
}

/** Requirements whose text is not known may have packages checked out below `src`. */
function mayBeCheckedOut({ installs }: StageState, folder: string): boolean {
  return (
    /\/src(?:\/|$)/.test(folder) &&
    installs.some(
      ({ tool, requirementsTexts }) =>
        tool === 'pip' && requirementsTexts.includes(undefined),
    )
  );
}

function note(
  state: StageState,
  output: Output,
  command: string,
  step: CommandStep,
  place: Place,
): void {
  const folder = folderOf(output, step.cwd, state);
  if (
    folder === undefined ||
    OF_THE_SYSTEM.test(folder) ||
    state.fs.holds(folder).state !== 'absent' ||
    // what stands below it stands in it
    state.fs.within(folder).length > 0 ||
    mayBeCheckedOut(state, folder)
  )
    return;
  state.missingFolders.push({ folder, command, step, place });
}

/** Notes where a redirection writes into a folder that is not there. */
export function noteRedirections(
  step: CommandStep,
  state: StageState,
  place: Place,
): void {
  if (!mustSucceed(step)) return;
  for (const { operator, target } of step.redirects)
    if (WRITE.test(operator))
      note(
        state,
        { word: target, needs: 'parent' },
        `> ${target.raw}`,
        step,
        place,
      );
}

/** Notes where a command writes into a folder that is not there. */
export function noteOutputs(
  { name, args, step, place, mounted }: Call,
  state: StageState,
): void {
  const outputs = WRITERS[name]?.(args) ?? [];
  if (outputs.length === 0 || !mustSucceed(step) || mounted.length > 0) return;
  for (const output of outputs)
    note(state, output, `${name} … ${output.word.raw}`, step, place);
}
