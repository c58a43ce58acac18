import { isSpace } from './characters';
import { readJsonArray } from './json';
import { type Piece, splitAtBlanks, splitQuotedWords } from './words';

/** Why BuildKit's parser refuses the arguments of an instruction. */
export interface ArgumentFailure {
  code: string;
  message: string;
}

/** The values of a node. */
export interface NodeArguments {
  pieces: Piece[];
  json: boolean;
  failure?: ArgumentFailure;
}

/** Reads the arguments `line[start, end)`, which is neither empty nor has white space at its ends. */
type ArgumentReader = (
  line: string,
  start: number,
  end: number,
  escape: number,
) => NodeArguments;

const NONE: NodeArguments = { pieces: [], json: false };

/** BuildKit gives an instruction that it does not know one empty value. */
const unknownInstruction: ArgumentReader = (_line, start) => ({
  pieces: [{ value: '', start, end: start }],
  json: false,
});

const wholeText: ArgumentReader = (line, start, end) => ({
  pieces: [{ value: line.slice(start, end), start, end }],
  json: false,
});

const blankSeparated: ArgumentReader = (line, start, end) => ({
  pieces: splitAtBlanks(line, start, end),
  json: false,
});

const quotedWords: ArgumentReader = (line, start, end, escape) => ({
  pieces: splitQuotedWords(line, start, end, escape),
  json: false,
});

/** JSON form if it is a JSON array of strings, otherwise what `shellForm` makes of it. */
function jsonOr(shellForm: ArgumentReader): ArgumentReader {
  return (line, start, end, escape) => {
    if (line.charCodeAt(start) !== 91) {
      return shellForm(line, start, end, escape);
    }
    const array = readJsonArray(line, start, end);
    switch (array.kind) {
      case 'strings':
        return { pieces: array.items, json: true };
      case 'mixed':
        return {
          pieces: [],
          json: false,
          failure: {
            code: 'json-not-strings',
            message:
              'The JSON form takes strings only: put every element in double quotes, numbers, true, false and null too.',
          },
        };
      default:
        return shellForm(line, start, end, escape);
    }
  };
}

const textOrJson = jsonOr(wholeText);
const listOrJson = jsonOr(blankSeparated);

/** HEALTHCHECK: a word (NONE or CMD), then a command in either form. */
const healthcheck: ArgumentReader = (line, start, end, escape) => {
  let index = start;
  while (index < end && !isSpace(line.charCodeAt(index))) {
    index++;
  }
  const type: Piece = { value: line.slice(start, index), start, end: index };
  while (index < end && isSpace(line.charCodeAt(index))) {
    index++;
  }
  if (index === end) {
    return { pieces: [type], json: false };
  }
  const command = textOrJson(line, index, end, escape);
  return { ...command, pieces: [type, ...command.pieces] };
};

/** Triples of name, value and separator (`=`, or nothing in the legacy form `NAME value`). */
function nameValue(keyword: string): ArgumentReader {
  return (line, start, end, escape) => {
    const words = splitQuotedWords(line, start, end, escape);
    if (words.length === 0) {
      return NONE;
    }
    if (!words[0].value.includes('=')) {
      return legacyNameValue(keyword, line, start, end);
    }
    const pieces: Piece[] = [];
    for (const word of words) {
      const equals = word.value.indexOf('=');
      if (equals < 0) {
        return {
          pieces: [],
          json: false,
          failure: {
            code: 'missing-equals',
            message: `"${shorten(
              word.value,
            )}" has no "=". Write every pair of ${keyword} as name=value and put values with spaces in double quotes.`,
          },
        };
      }
      pushPair(pieces, word, equals);
    }
    return { pieces, json: false };
  };
}

function pushPair(pieces: Piece[], word: Piece, equals: number): void {
  const at = word.start + equals;
  pieces.push(
    { value: word.value.slice(0, equals), start: word.start, end: at },
    { value: word.value.slice(equals + 1), start: at + 1, end: word.end },
    { value: '=', start: at, end: at + 1 },
  );
}

function legacyNameValue(
  keyword: string,
  line: string,
  start: number,
  end: number,
): NodeArguments {
  const name = splitFirst(line, start, end);
  if (name === undefined) {
    return {
      pieces: [],
      json: false,
      failure: {
        code: 'missing-value',
        message: `${keyword} needs a name and a value: write ${keyword} name=value.`,
      },
    };
  }
  const [nameEnd, valueStart] = name;
  return {
    pieces: [
      { value: line.slice(start, nameEnd), start, end: nameEnd },
      { value: line.slice(valueStart, end), start: valueStart, end },
      { value: '', start: nameEnd, end: nameEnd },
    ],
    json: false,
  };
}

/** Where the first word ends and the rest starts; undefined for a single word. */
function splitFirst(
  line: string,
  start: number,
  end: number,
): [number, number] | undefined {
  const [first, second] = splitAtBlanks(line, start, end);
  return second === undefined ? undefined : [first.end, second.start];
}

/** Texts of the user in a message are kept short. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

const READERS: ReadonlyMap<string, ArgumentReader> = new Map([
  ['ADD', listOrJson],
  ['ARG', quotedWords],
  ['CMD', textOrJson],
  ['COPY', listOrJson],
  ['ENTRYPOINT', textOrJson],
  ['ENV', nameValue('ENV')],
  ['EXPOSE', blankSeparated],
  ['FROM', blankSeparated],
  ['HEALTHCHECK', healthcheck],
  ['LABEL', nameValue('LABEL')],
  ['MAINTAINER', wholeText],
  ['RUN', textOrJson],
  ['SHELL', textOrJson],
  ['STOPSIGNAL', wholeText],
  ['USER', wholeText],
  ['VOLUME', listOrJson],
  ['WORKDIR', wholeText],
]);

/**
 * The values of BuildKit's node for the arguments `line[start, end)` of an instruction.
 * ONBUILD is not read here: its argument is an instruction.
 */
export function readArguments(
  keyword: string,
  line: string,
  start: number,
  end: number,
  escape: number,
): NodeArguments {
  const reader = READERS.get(keyword) ?? unknownInstruction;
  return start >= end && reader !== unknownInstruction
    ? NONE
    : reader(line, start, end, escape);
}
