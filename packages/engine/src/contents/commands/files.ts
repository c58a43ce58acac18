import type { Resolved, ShellWord } from '../../shell/types';
import { has, optionNames, readArguments, textOf, valueOf } from '../arguments';
import { baseName, directoryOf, joinPath, resolvePath } from '../paths';
import { known, type Call, type StageState } from '../stageState';
import type { Entry } from '../types';

function at(call: Call, state: StageState, word: ShellWord): Resolved {
  return state.resolve(call.step.cwd, word.text);
}

function paths(
  call: Call,
  state: StageState,
  words: readonly ShellWord[],
  effect: (path: string, word: ShellWord) => void,
  verb: string,
): void {
  for (const word of words) {
    const path = at(call, state, word);
    if (path.known) effect(path.value, word);
    else
      state.taint(
        path.prefix || '/',
        `\`${verb}\` works on a path that is not known (${path.reason})`,
        call.place,
      );
  }
}

const MKDIR_VALUED = optionNames('-m --mode');

export function mkdir(call: Call, state: StageState): void {
  const args = readArguments(call.args, MKDIR_VALUED);
  paths(
    call,
    state,
    args.operands,
    path => state.add(path, 'file', { kind: 'directory' }, call.place),
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

const NO_VALUES: ReadonlySet<string> = new Set();

export function remove(call: Call, state: StageState): void {
  if (call.step.certainty === 'maybe') return;
  const args = readArguments(call.args, NO_VALUES);
  paths(
    call,
    state,
    args.operands,
    path => {
      state.fs.remove(path, call.place);
      forgetCaches(state, path, call);
    },
    'rm',
  );
}

/** A cache that goes in the instruction that made it leaves nothing behind. */
export function forgetCaches(
  state: StageState,
  path: string,
  call: Call,
): void {
  const target = path.replace(/\/\*+$/, '');
  for (let i = state.caches.length - 1; i >= 0; i--) {
    const cache = state.caches[i];
    if (
      cache.place.instruction !== call.place.instruction ||
      cache.place.stage !== call.place.stage
    )
      return;
    const gone =
      cache.path === target ||
      cache.path.startsWith(`${target}/`) ||
      target.startsWith(`${cache.path}/`);
    if (gone) state.caches.splice(i, 1);
  }
}

function destinationOf(
  state: StageState,
  target: string,
  source: string,
  asDirectory: boolean,
): string {
  const isDirectory = asDirectory || isKnownDirectory(state, target);
  return isDirectory ? joinPath(target, baseName(source)) : target;
}

function isKnownDirectory(state: StageState, path: string): boolean {
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

const LINK_VALUED = optionNames('-t -S');

/** `ln -s TARGET LINK`. */
export function link(call: Call, state: StageState): void {
  const args = readArguments(call.args, LINK_VALUED);
  if (args.operands.length === 0) return;
  const [target, name] = args.operands;
  const source = at(call, state, target);
  // without a second name the link stands in the working directory
  const destination = name
    ? at(call, state, name)
    : state.resolve(call.step.cwd, known(baseName(textOf(target) ?? '')));
  if (!destination.known) return;
  if (!source.known) {
    state.add(
      destination.value,
      'tree',
      { kind: 'made', by: 'ln' },
      call.place,
    );
    return;
  }
  const existing: Entry | undefined = state.fs.entries.findLast(
    entry => entry.path === source.value,
  );
  const path = isKnownDirectory(state, destination.value)
    ? joinPath(destination.value, baseName(source.value))
    : destination.value;
  if (
    state.fs.entries.some(entry => entry.path.startsWith(`${source.value}/`))
  ) {
    // what stands in a linked directory is found through the link too
    state.fs.copyFrom(state.fs.inherit(), source.value, path, call.place);
    return;
  }
  state.add(
    path,
    existing?.extent ?? 'tree',
    existing?.content ?? linkContent(state, source.value),
    call.place,
  );
}

/** A link to an interpreter of the base image is that interpreter. */
function linkContent(state: StageState, source: string): Entry['content'] {
  for (const entry of state.fs.base.entries({
    stage: state.stage,
    instruction: -1,
    range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } },
  })) {
    if (
      entry.content.kind === 'interpreter' &&
      /\/python3?(?:\.\d+)?$/.test(source) &&
      directoryOf(entry.path) === directoryOf(source)
    )
      return entry.content;
  }
  return { kind: 'made', by: 'ln' };
}

const INSTALL_VALUED = optionNames(
  '-m --mode -o --owner -g --group -t --target-directory',
);

/** `install [-d] …`. */
export function installFiles(call: Call, state: StageState): void {
  const args = readArguments(call.args, INSTALL_VALUED);
  if (has(args, '-d', '--directory')) {
    paths(
      call,
      state,
      args.operands,
      path => state.add(path, 'file', { kind: 'directory' }, call.place),
      'install',
    );
    return;
  }
  copy({ ...call, name: 'cp' }, state);
}

const USER_VALUED = optionNames(
  '-d --home --home-dir -u --uid -g --gid -G --groups -s --shell -c --comment -k --skel -e --expiredate -K --key -p --password -b --base-dir --gecos --ingroup',
);
/** BusyBox takes the home directory with `-h`. */
const BUSYBOX_USER_VALUED = new Set([...USER_VALUED, '-h']);

/** `useradd`, `adduser` (Debian's and BusyBox's). */
export function addUser(call: Call, state: StageState): void {
  const busybox = call.name === 'adduser' && state.image?.os === 'alpine';
  const args = readArguments(
    call.args,
    busybox ? BUSYBOX_USER_VALUED : USER_VALUED,
  );
  const name = textOf(args.operands[0]);
  if (!name) return;
  const home = textOf(
    valueOf(args, '-d', '--home', '--home-dir', ...(busybox ? ['-h'] : [])),
  );
  const base = textOf(valueOf(args, '-b', '--base-dir')) ?? '/home';
  const path = resolvePath('/', home ?? `${base}/${name}`);
  state.users.set(name, {
    id: textOf(valueOf(args, '-u', '--uid')),
    home: path,
    place: call.place,
  });
  const makesHome =
    call.name === 'adduser'
      ? !has(args, '--no-create-home', '-H')
      : has(args, '-m', '--create-home');
  // it starts with what /etc/skel holds
  if (makesHome) state.add(path, 'tree', { kind: 'directory' }, call.place);
}

const UNZIP_VALUED = optionNames('-d -x');
const TAR_VALUED = optionNames(
  '-C --directory -f --file --exclude -I --strip-components --transform -T -X',
);

/** `tar`, `unzip`: a tree of unknown names below the target. */
export function unpack(call: Call, state: StageState): void {
  const args = readArguments(
    call.args,
    call.name === 'unzip' ? UNZIP_VALUED : TAR_VALUED,
  );
  const creates =
    call.name === 'tar' &&
    /^-?[A-Za-z]*c/.test(textOf(call.args[0]) ?? '') &&
    !/x/.test(textOf(call.args[0]) ?? '');
  if (creates) return;
  const file = valueOf(args, '-f', '--file') ?? args.operands[0];
  const archive = file && at(call, state, file);
  // an archive that was made elsewhere may hold an environment; one that is fetched here is a program
  const brought =
    archive?.known === true &&
    state.fs.entries.some(
      ({ path, content }) =>
        path === archive.value &&
        !(content.kind === 'made' && /^(?:curl|wget)$/.test(content.by)),
    );
  const word = valueOf(args, '-C', '--directory', '-d');
  const target = word ? at(call, state, word) : call.step.cwd;
  state.taint(
    target.known ? target.value : target.prefix || '/',
    `an archive is unpacked there`,
    call.place,
    brought,
  );
}

const CURL_VALUED = new Set(
  '-o --output -H --header -d --data -u --user -A --user-agent -X --request -e --referer -m --max-time --connect-timeout --retry --retry-delay --retry-max-time --cacert --cert --key -b --cookie -c --cookie-jar -x --proxy -w --write-out --proto --output-dir -F --form -T --upload-file --data-binary --data-raw --url --ciphers --tls-max'.split(
    ' ',
  ),
);
const WGET_VALUED = new Set(
  '-O --output-document -P --directory-prefix -o --output-file -a --append-output -t --tries -T --timeout -U --user-agent --header -e --execute --progress --user --password --post-data -i --input-file -A -R --waitretry --retry-connrefused'.split(
    ' ',
  ),
);

/** `curl`, `wget`: one file, where it is said where. */
export function download(call: Call, state: StageState): void {
  const isCurl = call.name === 'curl';
  const args = readArguments(call.args, isCurl ? CURL_VALUED : WGET_VALUED);
  const word = isCurl
    ? valueOf(args, '-o', '--output')
    : valueOf(args, '-O', '--output-document');
  if (word) {
    if (textOf(word) === '-') return;
    paths(
      call,
      state,
      [word],
      path =>
        state.add(path, 'file', { kind: 'made', by: call.name }, call.place),
      call.name,
    );
    return;
  }
  const toStdout =
    isCurl && !has(args, '-O', '--remote-name', '-J', '--remote-header-name');
  if (toStdout) return;
  const prefix = isCurl
    ? valueOf(args, '--output-dir')
    : valueOf(args, '-P', '--directory-prefix');
  const directory = prefix ? at(call, state, prefix) : call.step.cwd;
  for (const url of args.operands) {
    const name = (textOf(url) ?? '')
      .replace(/[?#].*$/, '')
      .split('/')
      .pop();
    if (directory.known && name && url.text.known)
      state.add(
        joinPath(directory.value, name),
        'file',
        { kind: 'made', by: call.name },
        call.place,
      );
    else
      state.taint(
        directory.known ? directory.value : '/',
        `\`${call.name}\` writes a file there whose name is not known`,
        call.place,
      );
  }
}

const GIT_VALUED = optionNames(
  '-C -c -b --branch --depth --origin -o --reference --separate-git-dir -j --jobs --filter --recurse-submodules',
);

/** `git clone URL [DIR]`. */
export function git(call: Call, state: StageState): void {
  const args = readArguments(call.args, GIT_VALUED);
  const [verb, url, directory] = args.operands;
  if (textOf(verb) !== 'clone') return;
  const name =
    textOf(directory) ??
    (textOf(url) ?? '')
      .replace(/\/$/, '')
      .split('/')
      .pop()
      ?.replace(/\.git$/, '');
  const path =
    name && (directory ? directory.text.known : url?.text.known)
      ? state.resolve(call.step.cwd, { known: true, value: name })
      : undefined;
  if (path?.known)
    state.add(
      path.value,
      'tree',
      { kind: 'made', by: 'git clone' },
      call.place,
    );
  else
    state.taint(
      call.step.cwd.known ? call.step.cwd.value : '/',
      'a repository is cloned to a place that is not known',
      call.place,
    );
}

const CHMOD_VALUED = optionNames('--reference');

/** `chmod` can shut other users out of a directory or let them in. */
export function chmod(call: Call, state: StageState): void {
  const args = readArguments(call.args, CHMOD_VALUED);
  const [mode, ...targets] = args.operands;
  const text = textOf(mode) ?? '';
  const opens =
    /^(?:\+|a\+|o\+|go\+|ugo\+)[rwX]*[rX]|^0?[0-7]?[0-7][0-7]?[5-7]$/.test(
      text,
    );
  if (!opens) return;
  for (const word of targets) {
    const path = state.resolve(call.step.cwd, word.text);
    if (!path.known) continue;
    for (let i = 0; i < state.fs.entries.length; i++) {
      const entry = state.fs.entries[i];
      if (
        entry.private &&
        (entry.path === path.value || entry.path.startsWith(`${path.value}/`))
      ) {
        state.fs.entries[i] = { ...entry, private: false };
      }
    }
  }
}
