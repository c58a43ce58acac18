import {
  type ParameterExpansionPart,
  parse,
  type ParsedScript,
  type Word,
  type WordPart,
} from 'unbash';
import type { Range } from '../verdict';
import { expandBraces } from './braces';
import { concatenate, known, unknown } from './environment';
import { expandParameter, type ParameterContext } from './parameters';
import type { Resolved, ShellWord } from './types';

/** What word expansion needs of the shell around it. */
export interface WordContext extends Omit<ParameterContext, 'operand'> {
  /** Positional parameters; undefined where they are not known. */
  positional: readonly Resolved[] | undefined;
  /** Whether the shell writes out `{a,b}`; undefined where that depends on the image. */
  braces: boolean | undefined;
  /** Runs the commands of a substitution; the text it gives is unknown. */
  substitute(script: ParsedScript | undefined, text: string): void;
  locate(pos: number, end: number): Range;
}

/** A piece of a word in the making. */
interface Fragment {
  text: Resolved;
  /** Result of an expansion outside quotes: split at white space. */
  splits: boolean;
  glob: boolean;
  /** Makes a word even if it is empty. */
  quoted: boolean;
  /** Starts a new word (the elements of `"$@"`). */
  breaks?: boolean;
}

const UNKNOWN_WORDS = 'the arguments of the function or script are not known';

function literal(text: string): Fragment {
  return { text: known(text), splits: false, glob: false, quoted: false };
}

/** The words that one word of a script expands to. */
export function expandToWords(word: Word, context: WordContext): ShellWord[] {
  const range = context.locate(word.pos, word.end);
  // most words are plain text
  if (
    word.parts === undefined &&
    word.value !== '' &&
    !word.text.startsWith('~')
  ) {
    return [{ raw: word.text, text: known(word.value), glob: false, range }];
  }
  if (hasBraces(word)) {
    return expandBracedWord(word, context, range);
  }
  return assemble(fragmentsOf(word, context), word.text, range);
}

function hasBraces(word: Word): boolean {
  return word.parts?.some(part => part.type === 'BraceExpansion') ?? false;
}

function expandBracedWord(
  word: Word,
  context: WordContext,
  range: Range,
): ShellWord[] {
  if (context.braces === false) {
    return [{ raw: word.text, text: known(word.value), glob: false, range }];
  }
  const variants =
    context.braces === undefined ? undefined : expandBraces(word.text);
  if (variants === undefined) {
    const open = word.text.indexOf('{');
    const before = word.text.slice(0, open);
    const prefix = /^[\w./:=@%+-]*$/.test(before) ? before : '';
    const reason =
      context.braces === undefined
        ? `whether the shell of the image writes out ${word.text} is not known`
        : `${word.text} is not followed`;
    return [
      { raw: word.text, text: unknown(reason, prefix), glob: false, range },
    ];
  }
  const located: WordContext = { ...context, locate: () => range };
  return variants.flatMap(variant => {
    const statement = parse(`: ${variant}`).commands[0]?.command;
    const parsed =
      statement?.type === 'Command' ? statement.suffix[0] : undefined;
    return parsed?.type === 'Word'
      ? assemble(fragmentsOf(parsed, bind(context, located)), word.text, range)
      : [{ raw: word.text, text: known(variant), glob: false, range }];
  });
}

/** A context whose methods belong to `context` but whose ranges are fixed. */
function bind(context: WordContext, located: WordContext): WordContext {
  return {
    positional: context.positional,
    braces: false,
    parameter: name => context.parameter(name),
    assign: (name, value) => context.assign(name, value),
    substitute: (script, text) => context.substitute(script, text),
    locate: located.locate,
  };
}

/** The text of a word where no splitting takes place: assignments, redirections, `case`. */
export function expandToText(word: Word, context: WordContext): Resolved {
  return join(fragmentsOf(word, context));
}

/** The text of the parts of a here-document. */
export function expandParts(
  parts: readonly WordPart[],
  context: WordContext,
): Resolved {
  return join(parts.flatMap(part => fragmentsOfPart(part, context, true)));
}

function join(fragments: readonly Fragment[]): Resolved {
  let text = known('');
  for (const fragment of fragments) {
    if (fragment.breaks) {
      text = concatenate(text, known(' '));
    }
    text = concatenate(text, fragment.text);
    if (!text.known) {
      return text;
    }
  }
  return text;
}

function fragmentsOf(word: Word, context: WordContext): Fragment[] {
  const fragments =
    word.parts === undefined
      ? [literal(word.value)]
      : word.parts.flatMap(part => fragmentsOfPart(part, context, false));
  return word.text.startsWith('~')
    ? expandTilde(word.text, fragments, context)
    : fragments;
}

function expandTilde(
  raw: string,
  fragments: Fragment[],
  context: WordContext,
): Fragment[] {
  const [first, ...rest] = fragments;
  if (!first.text.known) {
    return fragments;
  }
  const slash = first.text.value.indexOf('/');
  const user = slash < 0 ? first.text.value : first.text.value.slice(0, slash);
  const tail = slash < 0 ? '' : first.text.value.slice(slash);
  let home = unknown(`the home folder ${user} is not known`);
  if (user === '~') {
    home =
      context.parameter('HOME') ??
      unknown(`HOME is not set, so ${raw} is not known`);
  } else if (user === '~root') {
    home = known('/root');
  }
  return [{ ...literal(''), text: home }, literal(tail), ...rest];
}

function fragmentsOfPart(
  part: WordPart,
  context: WordContext,
  quoted: boolean,
): Fragment[] {
  const expansion = (text: Resolved): Fragment[] => [
    { text, splits: !quoted, glob: false, quoted },
  ];
  switch (part.type) {
    case 'Literal':
      return [{ ...literal(part.value), quoted }];
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [{ ...literal(part.value), quoted: true }];
    case 'DoubleQuoted':
    case 'LocaleString':
      if (part.text === '"$@"') {
        return allPositional('@', context, true);
      }
      return [
        { ...literal(''), quoted: true },
        ...part.parts.flatMap(child => fragmentsOfPart(child, context, true)),
      ];
    case 'Glob':
      return [{ ...literal(part.text), glob: !quoted }];
    case 'ExtendedGlob':
      return [{ ...literal(part.text), glob: true }];
    case 'BraceExpansion':
      return [literal(part.text)];
    case 'SimpleExpansion':
      return simpleExpansion(part.text.slice(1), context, quoted);
    case 'ParameterExpansion':
      if (
        part.operation === undefined &&
        part.prefix === undefined &&
        part.index === undefined
      ) {
        return simpleExpansion(part.parameter, context, quoted);
      }
      return modifiedExpansion(part, context, quoted);
    case 'CommandExpansion':
      context.substitute(part.script, part.text);
      if (/^(\$\(\s*pwd\s*\)|`\s*pwd\s*`)$/.test(part.text)) {
        return expansion(context.parameter('PWD') ?? known(''));
      }
      return expansion(unknown(`${shortened(part.text)} runs a command`));
    case 'ProcessSubstitution':
      context.substitute(part.script, part.text);
      return expansion(
        unknown(`${shortened(part.text)} is a file made by a command`),
      );
    default:
      return expansion(unknown(`${part.text} is computed`));
  }
}

/** `${name…}` with a modifier. A default that is used keeps the quotes of its own parts: `${A-"b c"}` is one word. */
function modifiedExpansion(
  part: ParameterExpansionPart,
  context: WordContext,
  quoted: boolean,
): Fragment[] {
  let operand: { text: Resolved; fragments: Fragment[] } | undefined;
  const text = expandParameter(part, {
    parameter: name => context.parameter(name),
    assign: (name, value) => context.assign(name, value),
    operand: word => {
      const fragments = fragmentsOf(word, context);
      operand = { text: join(fragments), fragments };
      return operand.text;
    },
  });
  if (quoted || part.operation?.type !== 'Default' || operand?.text !== text) {
    return [{ text, splits: !quoted, glob: false, quoted }];
  }
  return operand.fragments.map(fragment => ({
    ...fragment,
    splits: !fragment.quoted,
  }));
}

function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 37)}...`;
}

function simpleExpansion(
  name: string,
  context: WordContext,
  quoted: boolean,
): Fragment[] {
  if (name === '@' || name === '*') {
    return allPositional(name, context, quoted);
  }
  const text = context.parameter(name) ?? known('');
  return [{ text, splits: !quoted, glob: false, quoted }];
}

function allPositional(
  name: '@' | '*',
  context: WordContext,
  quoted: boolean,
): Fragment[] {
  const { positional } = context;
  if (positional === undefined) {
    return [
      {
        text: unknown(UNKNOWN_WORDS),
        splits: true,
        glob: false,
        quoted: false,
      },
    ];
  }
  return positional.map((text, index) => ({
    text,
    splits: !quoted,
    glob: false,
    quoted: quoted && name === '@',
    breaks: index > 0 && (name === '@' || !quoted),
  }));
}

/** Puts fragments together: expansions outside quotes are split at white space, nothing at all makes no word. */
function assemble(
  fragments: readonly Fragment[],
  raw: string,
  range: Range,
): ShellWord[] {
  const words: ShellWord[] = [];
  let text: Resolved | undefined;
  let glob = false;
  const append = (value: Resolved) => {
    text = concatenate(text ?? known(''), value);
  };
  const finish = () => {
    if (text !== undefined) {
      words.push({ raw, text, glob, range });
    }
    text = undefined;
    glob = false;
  };
  for (const fragment of fragments) {
    if (fragment.breaks) {
      finish();
    }
    glob ||= fragment.glob || (fragment.splits && hasGlob(fragment.text));
    if (fragment.splits && fragment.text.known) {
      appendSplit(fragment.text.value, append, finish);
    } else if (
      !fragment.text.known ||
      fragment.text.value !== '' ||
      fragment.quoted
    ) {
      append(fragment.text);
    }
  }
  finish();
  return words;
}

function hasGlob(text: Resolved): boolean {
  return text.known && /[*?[]/.test(text.value);
}

function appendSplit(
  value: string,
  append: (value: Resolved) => void,
  finish: () => void,
): void {
  value.split(/([ \t\n]+)/).forEach((piece, index) => {
    if (index % 2 === 1) {
      finish();
    } else if (piece !== '') {
      append(known(piece));
    }
  });
}
