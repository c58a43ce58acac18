import { baseName } from '../../contents/paths';

/** Value of an option such as `-u app` or `--reuid=app`. */
function optionOf(
  words: readonly string[],
  ...names: string[]
): string | undefined {
  for (const [i, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[i + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return undefined;
}

/** First word that is no option, for `gosu app …`, `s6-setuidgid app …`. */
function operandOf(
  words: readonly string[],
  ...valued: readonly string[]
): string | undefined {
  return words.find(
    (word, i) => !word.startsWith('-') && !valued.includes(words[i - 1]),
  );
}

const DROPPERS: Readonly<
  Record<string, (words: readonly string[]) => string | undefined>
> = {
  gosu: operandOf,
  'su-exec': operandOf,
  's6-setuidgid': operandOf,
  setuidgid: operandOf,
  's6-applyuidgid': words => optionOf(words, '-u'),
  setuser: operandOf,
  su: words =>
    operandOf(words, '-c', '--command', '-s', '--shell', '-g', '-G', '-w'),
  'start-stop-daemon': words => optionOf(words, '--chuid', '--user', '-c'),
  setpriv: words => optionOf(words, '--reuid', '--ruid'),
  chpst: words => optionOf(words, '-u', '-U'),
  runuser: words =>
    optionOf(words, '-u', '--user') ??
    operandOf(words, '-c', '--command', '-s', '--shell', '-g', '-G', '-w'),
  sudo: words => optionOf(words, '-u', '--user'),
  chroot: words => optionOf(words, '--userspec'),
  capsh: words => optionOf(words, '--user'),
};

/** The user that a start command changes to by `gosu`, `setpriv` and their like; undefined where it does not. */
export function droppedUser(words: readonly string[]): string | undefined {
  for (const [i, word] of words.entries()) {
    const read = DROPPERS[baseName(word)];
    const user = read?.(words.slice(i + 1));
    if (user) return user;
  }
  return undefined;
}

const DROPPER_NAMES = new Set([
  'gosu',
  'su-exec',
  'setpriv',
  's6-setuidgid',
  'chpst',
  'runit',
]);

/** A package or program that start scripts change the user with. */
export function isDropper(name: string): boolean {
  return DROPPER_NAMES.has(name) || name.startsWith('s6-overlay');
}
