import { parse, type ParsedScript } from 'unbash';
import { type LineMap, rangeAt } from '../syntax/lineMap';
import type { Range } from '../verdict';

/**
 * A shell script with what its interpreter was told.
 *
 * @public
 */
export interface ShellScript {
  text: string;
  /** Where the pieces of the text stand in the file. */
  sourceMap: LineMap;
  /** The tree, or why there is none. */
  parsed:
    | { ok: true; script: ParsedScript }
    | { ok: false; reason: string; offset: number };
  /** The shell stops at the first command that fails (`-e`). */
  errexit: boolean;
  /** A pipeline fails if any of its commands does (`-o pipefail`). */
  pipefail: boolean;
  /** Whether `{a,b}` is written out; undefined where that depends on what /bin/sh of the image is. */
  braces: boolean | undefined;
}

/**
 * How the interpreter is called.
 *
 * @public
 */
export interface ScriptOptions {
  errexit?: boolean;
  pipefail?: boolean;
  braces?: boolean;
}

/** Longer scripts are not parsed: nobody writes them by hand, and the parser must not become the slow part. */
const MAX_LENGTH = 262_144;

/**
 * Parses a shell script. What cannot be parsed is kept as unknown with the reason, never as an empty script.
 *
 * @example
 * ```ts
 * const script = parseShellScript('cd /app && make');
 * expect(script.parsed.ok).toBe(true);
 * expect(parseShellScript('if true; then').parsed.ok).toBe(false);
 * ```
 *
 * @public
 */
export function parseShellScript(
  text: string,
  sourceMap: LineMap = [0, 1, 0],
  options: ScriptOptions = {},
): ShellScript {
  return {
    text,
    sourceMap,
    parsed: parseText(text),
    errexit: options.errexit ?? false,
    pipefail: options.pipefail ?? false,
    braces: options.braces,
  };
}

function parseText(text: string): ShellScript['parsed'] {
  if (text.length > MAX_LENGTH) {
    return { ok: false, reason: 'the script is too long to follow', offset: 0 };
  }
  const script = parse(text);
  const error = script.errors?.[0];
  return error === undefined
    ? { ok: true, script }
    : {
        ok: false,
        reason: `the script cannot be parsed: ${error.message}`,
        offset: error.pos,
      };
}

/** Place in the file of a span of the script. */
export function locate(script: ShellScript, pos: number, end: number): Range {
  return rangeAt(script.sourceMap, pos, Math.max(pos, end));
}
