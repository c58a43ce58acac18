import type { ScriptOptions } from './script';

/** Shells whose language is read here, and whether they write out `{a,b}`. */
const SHELLS: ReadonlyMap<string, boolean | undefined> = new Map([
  ['sh', undefined],
  ['ash', false],
  ['dash', false],
  ['bash', true],
  ['ksh', true],
  ['zsh', true],
]);

/** A shell in a list of words, with its options. */
export interface ShellCall {
  options: ScriptOptions;
  /** Index of the word behind the options: the script of `-c`, or a file. */
  next: number;
  /** `-c` stands: the script is a word. */
  command: boolean;
  /** `-s` stands, or no file follows: the script comes from standard input. */
  stdin: boolean;
}

/** Last part of a path, without `.exe`. */
export function programName(word: string): string {
  const name = word.slice(
    Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1,
  );
  return name.toLowerCase().endsWith('.exe') ? name.slice(0, -4) : name;
}

export function isShell(name: string): boolean {
  return SHELLS.has(name);
}

/** Reads `sh -euxo pipefail -c` from `words[at]` on; undefined if no shell stands there. */
export function readShellCall(
  words: readonly string[],
  at: number,
): ShellCall | undefined {
  const name = programName(words[at] ?? '');
  if (!SHELLS.has(name)) {
    return undefined;
  }
  const options: ScriptOptions = { braces: SHELLS.get(name) };
  let command = false;
  let stdin = false;
  let next = at + 1;
  for (; next < words.length; next++) {
    const word = words[next];
    if (word === '--' || word === '-') {
      next++;
      break;
    }
    if (word.startsWith('--')) {
      next += word === '--rcfile' || word === '--init-file' ? 1 : 0;
      continue;
    }
    if (!/^[-+]./.test(word)) {
      break;
    }
    const on = word.startsWith('-');
    if (word.includes('e')) {
      options.errexit = on;
    }
    command ||= on && word.includes('c');
    stdin ||= on && word.includes('s');
    if (/o$/i.test(word)) {
      next++;
      applyOption(options, words[next], on);
    }
  }
  return { options, next, command, stdin: stdin || next >= words.length };
}

/** A long option of `set -o`. */
export function applyOption(
  options: ScriptOptions,
  name: string | undefined,
  on: boolean,
): void {
  if (name === 'errexit') {
    options.errexit = on;
  } else if (name === 'pipefail') {
    options.pipefail = on;
  }
}
