import type { Resolved, ShellWord } from '../../../shell/types';
import {
  has,
  optionNames,
  readArguments,
  textOf,
  valueOf,
  type Arguments,
} from '../../arguments';
import { at, paths } from './words';
import { joinPath } from '../../paths';
import { known, type Call, type StageState } from '../../stageState';
import type { Entry } from '../../types';

const UNZIP_VALUED = optionNames('-d -x');

const TAR_VALUED = optionNames(
  '-C --directory -f --file --exclude -I --strip-components --transform -T -X',
);

/** `tar xzf` means `tar -xzf`. */
function withDash([first, ...rest]: Call['args']): Call['args'] {
  const text = textOf(first);
  return text !== undefined && /^[A-Za-z]+$/.test(text)
    ? [{ ...first, text: known(`-${text}`) }, ...rest]
    : [first, ...rest].filter(word => word !== undefined);
}

/** `tar`, `unzip`: a tree of unknown names below the target. */
export function unpack(call: Call, state: StageState): void {
  const args =
    call.name === 'unzip'
      ? readArguments(call.args, UNZIP_VALUED)
      : readArguments(withDash(call.args), TAR_VALUED);
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
  const packed = archive?.known
    ? state.fs.entries.findLast(({ path }) => path === archive.value)?.content
    : undefined;
  if (packed?.kind === 'archive' && target.known) {
    state.fs.copyFrom(state.fs, packed.of, target.value, call.place);
    return;
  }
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
  '-C -c -b --branch --depth --origin -o --output --output-directory --reference --separate-git-dir -j --jobs --filter',
);

/** Where git works: `-C` leads there. */
function workTree(args: Arguments, call: Call, state: StageState): Resolved {
  const word = valueOf(args, '-C');
  return word ? state.resolve(call.step.cwd, word.text) : call.step.cwd;
}

/** Name of the folder that `git clone` makes for an address. */
function folderOf(url: string): string | undefined {
  return url
    .replace(/\/$/, '')
    .split('/')
    .pop()
    ?.replace(/\.git$/, '');
}

/** Verbs that change files of the working tree. */
const CHANGES_FILES =
  /^(?:am|apply|checkout|cherry-pick|clean|lfs|merge|mv|pull|read-tree|rebase|reset|restore|revert|rm|sparse-checkout|stash|submodule|subtree|switch)$/;

/** What a command of git makes: a repository, a working tree or a file; undefined where it makes nothing of its own. */
function madeByGit(
  args: Arguments,
  here: Resolved,
  state: StageState,
): { path: Resolved | undefined; extent: Entry['extent'] } | undefined {
  const [verb, first, second] = args.operands;
  const named = (word: ShellWord | undefined) =>
    word && state.resolve(here, word.text);
  switch (textOf(verb)) {
    case 'clone': {
      const name = first && folderOf(textOf(first) ?? '');
      const path = name
        ? state.resolve(here, { known: true, value: name })
        : undefined;
      return { path: second ? named(second) : path, extent: 'tree' };
    }
    case 'init': {
      const folder = first ? named(first) : here;
      return {
        path:
          folder?.known && !has(args, '--bare')
            ? known(joinPath(folder.value, '.git'))
            : folder,
        extent: 'tree',
      };
    }
    case 'worktree':
      return textOf(first) === 'add'
        ? { path: named(second), extent: 'tree' }
        : undefined;
    case 'bundle':
      return textOf(first) === 'create'
        ? { path: named(second), extent: 'file' }
        : undefined;
    case 'archive': {
      const out = valueOf(args, '-o', '--output');
      return out && { path: named(out), extent: 'file' };
    }
    case 'format-patch': {
      const out = valueOf(args, '-o', '--output-directory');
      return { path: out ? named(out) : here, extent: 'tree' };
    }
    default:
      return undefined;
  }
}

export function git(call: Call, state: StageState): void {
  const args = readArguments(call.args, GIT_VALUED);
  const verb = textOf(args.operands[0]) ?? '';
  const here = workTree(args, call, state);
  const place = here.known ? here.value : '/';
  if (CHANGES_FILES.test(verb)) {
    state.taint(place, `\`git ${verb}\` changes files there`, call.place);
    return;
  }
  const made = madeByGit(args, here, state);
  if (!made) return;
  const { path, extent } = made;
  if (path?.known)
    state.add(
      path.value,
      extent,
      { kind: 'made', by: `git ${verb}` },
      call.place,
    );
  else
    state.taint(
      place,
      `\`git ${verb}\` writes to a place that is not known`,
      call.place,
    );
}
