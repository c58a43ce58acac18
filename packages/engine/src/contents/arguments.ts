import type { ShellWord } from '../shell/types';

/** Options and operands of a command line. */
export interface Arguments {
  /** Option → its values in order; a flag has none. */
  options: Map<string, ShellWord[]>;
  operands: ShellWord[];
  /** A word could not be resolved, so an option may have been missed. */
  unclear: boolean;
}

/** Names of options that take a value, written in one line. */
export function optionNames(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

/** Reads options GNU style: `--name value`, `--name=value`, `-n value`, `-nvalue`, bundled flags. */
export function readArguments(
  words: readonly ShellWord[],
  valued: ReadonlySet<string>,
): Arguments {
  const options = new Map<string, ShellWord[]>();
  const operands: ShellWord[] = [];
  let unclear = false;
  let ended = false;
  const put = (name: string, word?: ShellWord) => {
    const values = options.get(name) ?? [];
    if (word) values.push(word);
    options.set(name, values);
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const text = word.text.known ? word.text.value : word.text.prefix;
    if (!word.text.known && text === '') unclear = true;
    if (ended || !text.startsWith('-') || text === '-') {
      operands.push(word);
      continue;
    }
    if (text === '--') {
      ended = true;
      continue;
    }
    if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      if (equals > 0) put(text.slice(0, equals), withText(word, equals + 1));
      else if (valued.has(text)) put(text, words[++i]);
      else put(text);
      continue;
    }
    i += readShort(word, text, words[i + 1], valued, put);
  }
  return { options, operands, unclear };
}

/** @returns how many further words were used up */
function readShort(
  word: ShellWord,
  text: string,
  next: ShellWord | undefined,
  valued: ReadonlySet<string>,
  put: (name: string, word?: ShellWord) => void,
): number {
  if (valued.has(text)) {
    put(text, next);
    return next ? 1 : 0;
  }
  for (let at = 1; at < text.length; at++) {
    const name = `-${text[at]}`;
    if (!valued.has(name)) {
      put(name);
      continue;
    }
    if (at + 1 < text.length) {
      put(name, withText(word, text[at + 1] === '=' ? at + 2 : at + 1));
      return 0;
    }
    put(name, next);
    return next ? 1 : 0;
  }
  return 0;
}

function withText(word: ShellWord, from: number): ShellWord {
  const { text } = word;
  return {
    ...word,
    text: text.known
      ? { known: true, value: text.value.slice(from) }
      : { ...text, prefix: text.prefix.slice(from) },
  };
}

export function has(args: Arguments, ...names: string[]): boolean {
  return names.some(name => args.options.has(name));
}

/** Last value of the first option that is given. */
export function valueOf(
  args: Arguments,
  ...names: string[]
): ShellWord | undefined {
  for (const name of names) {
    const values = args.options.get(name);
    if (values?.length) return values[values.length - 1];
  }
  return undefined;
}

export function valuesOf(args: Arguments, ...names: string[]): ShellWord[] {
  return names.flatMap(name => args.options.get(name) ?? []);
}

export function textOf(word: ShellWord | undefined): string | undefined {
  return word?.text.known ? word.text.value : undefined;
}
