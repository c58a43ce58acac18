import { isBlank, skipSpaces, trimSpacesEnd } from './characters';
import { type LineMap, mapFrom, rangeAt } from './lineMap';
import { type ArgumentFailure, readArguments } from './nodeArguments';
import type { Argument, Flag, Instruction } from './types';
import { type Piece, takeFlags } from './words';

/** Chained ONBUILD is an error anyway; a limit keeps a line of ten thousand of them off the call stack. */
const MAX_ONBUILD_DEPTH = 50;

/** Receives why BuildKit's parser refuses an instruction. */
export type FailureSink = (
  failure: ArgumentFailure,
  instruction: Instruction,
) => void;

function toFlag(piece: Piece, map: LineMap): Flag {
  const equals = piece.value.indexOf('=');
  return {
    raw: piece.value,
    name: piece.value.slice(2, equals < 0 ? undefined : equals),
    value: equals < 0 ? undefined : piece.value.slice(equals + 1),
    range: rangeAt(map, piece.start, piece.end),
  };
}

/**
 * Reads one logical line as an instruction: keyword, flags, arguments. Lines and comments are filled in by the caller, who
 * knows where here-documents end.
 */
export function readInstructionNode(
  line: string,
  map: LineMap,
  escape: number,
  onFailure: FailureSink,
  depth = 0,
): Instruction {
  const start = skipSpaces(line, 0, line.length);
  const end = trimSpacesEnd(line, start, line.length);
  let keywordEnd = start;
  while (keywordEnd < end && !isBlank(line.charCodeAt(keywordEnd))) {
    keywordEnd++;
  }
  const keyword = line.slice(start, keywordEnd).toUpperCase();
  let rest = keywordEnd;
  while (rest < end && isBlank(line.charCodeAt(rest))) {
    rest++;
  }
  const taken = takeFlags(line, rest, end);
  const body = skipSpaces(line, taken.rest, end);
  const instruction: Instruction = {
    keyword,
    keywordRange: rangeAt(map, start, keywordEnd),
    flags: [],
    flagNodes: [],
    args: [],
    argNodes: [],
    json: false,
    original: line,
    lineMap: map,
    bodyOffset: body,
    startLine: map[1],
    endLine: map[map.length - 2],
    range: rangeAt(map, start, Math.max(line.length, start)),
    comments: [],
    commentNodes: [],
    heredocs: [],
  };
  for (const piece of taken.flags) {
    instruction.flags.push(piece.value);
    instruction.flagNodes.push(toFlag(piece, map));
  }
  if (keyword === 'ONBUILD') {
    if (body < end && depth < MAX_ONBUILD_DEPTH) {
      instruction.trigger = readInstructionNode(
        line.slice(body, end),
        mapFrom(map, body),
        escape,
        (failure, _) => onFailure(failure, instruction),
        depth + 1,
      );
    }
    return instruction;
  }
  const values = readArguments(keyword, line, body, end, escape);
  instruction.json = values.json;
  for (const piece of values.pieces) {
    instruction.args.push(piece.value);
    instruction.argNodes.push(toArgument(piece, map));
  }
  if (values.failure !== undefined) {
    onFailure(values.failure, instruction);
  }
  return instruction;
}

function toArgument(piece: Piece, map: LineMap): Argument {
  return { value: piece.value, range: rangeAt(map, piece.start, piece.end) };
}
