import { readHeredocOpener } from '../syntax/heredoc';
import type { RunInstruction } from '../syntax/instructions';
import { type LineMap, mapFrom } from '../syntax/lineMap';
import type { Argument, Heredoc } from '../syntax/types';
import { readShellCall } from './interpreters';
import {
  parseShellScript,
  type ScriptOptions,
  type ShellScript,
} from './script';

/**
 * The shell of an image that has no SHELL instruction.
 *
 * @public
 */
export const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];

/**
 * What a RUN executes.
 *
 * @public
 */
export type RunScript =
  | {
      kind: 'script';
      script: ShellScript;
      /** Words in front of the shell, e.g. `conda run -n env`. */
      wrapper: string[];
    }
  | { kind: 'exec'; words: Argument[] }
  | { kind: 'unknown'; reason: string };

/** A text with its place in the file. */
interface PlacedText {
  text: string;
  sourceMap: LineMap;
}

/**
 * What a RUN hands to which interpreter: the JSON form starts a program, the shell form goes to the shell of the SHELL
 * instruction, and a here-document alone on the line is the script itself, with its own `#!` line.
 *
 * Sources: https://docs.docker.com/reference/dockerfile/#shell, https://docs.docker.com/reference/dockerfile/#here-documents
 *
 * @example
 * ```ts
 * const { instructions } = parseDockerfile('RUN <<EOF\ncd /app\nmake\nEOF\n');
 * const { instruction } = typeInstruction(instructions[0]);
 * const run = instruction.kind === 'RUN' ? scriptOfRun(instruction) : undefined;
 * expect(run?.kind === 'script' && run.script.text).toBe('cd /app\nmake\n');
 * ```
 *
 * @public
 */
export function scriptOfRun(
  run: RunInstruction,
  shell: readonly string[] = DEFAULT_SHELL,
): RunScript {
  if (run.form === 'exec') {
    return { kind: 'exec', words: run.words };
  }
  const text = run.words[0]?.value ?? '';
  const opener = readHeredocOpener(text);
  const [heredoc] = run.heredocs;
  if (opener !== undefined && heredoc !== undefined) {
    const content = contentOf(heredoc);
    return content.text.startsWith('#!')
      ? shebangScript(content)
      : shellScript(content, shell);
  }
  const { syntax } = run;
  const placed: PlacedText = {
    text,
    sourceMap: mapFrom(syntax.lineMap, syntax.bodyOffset),
  };
  return shellScript(withHeredocs(placed, run.heredocs), shell);
}

/** The content with the place of each of its lines; `<<-` has taken the tabs away. */
function contentOf(heredoc: Heredoc): PlacedText {
  const sourceMap: number[] = [];
  const lines = heredoc.content.split(/(?<=\n)/);
  let text = '';
  lines.forEach((line, index) => {
    const tabs = heredoc.chomp ? /^\t*/.exec(line)?.[0].length ?? 0 : 0;
    sourceMap.push(text.length, heredoc.range.start.line + index, tabs);
    text += line.slice(tabs);
  });
  return { text, sourceMap };
}

/** BuildKit puts the here-documents back behind the line; the shell reads them. */
function withHeredocs(
  line: PlacedText,
  heredocs: readonly Heredoc[],
): PlacedText {
  let { text } = line;
  const sourceMap = [...line.sourceMap];
  for (const heredoc of heredocs) {
    text += '\n';
    let number = heredoc.range.start.line;
    const lines = [...heredoc.content.split(/(?<=\n)/), heredoc.name];
    for (const content of lines) {
      sourceMap.push(text.length, number++, 0);
      text += content;
    }
  }
  return { text, sourceMap };
}

function shellScript(source: PlacedText, shell: readonly string[]): RunScript {
  for (let index = 0; index < shell.length; index++) {
    const call = readShellCall(shell, index);
    if (call !== undefined) {
      return call.command && call.next >= shell.length
        ? parsed(source, call.options, shell.slice(0, index))
        : {
            kind: 'unknown',
            reason: `SHELL ${shell.join(
              ' ',
            )} does not run the text as a script`,
          };
    }
  }
  return {
    kind: 'unknown',
    reason: `the language of ${shell[0] ?? 'an empty SHELL'} is not followed`,
  };
}

function parsed(
  source: PlacedText,
  options: ScriptOptions,
  wrapper: string[],
): RunScript {
  return {
    kind: 'script',
    script: parseShellScript(source.text, source.sourceMap, options),
    wrapper,
  };
}

/** A script that names its interpreter itself; SHELL has no part in it. */
function shebangScript(source: PlacedText): RunScript {
  const newline = source.text.indexOf('\n');
  const first = source.text.slice(2, newline < 0 ? undefined : newline);
  const words = first.trim().split(/\s+/);
  if (/(^|\/)env$/.test(words[0])) {
    words.splice(0, words[1] === '-S' ? 2 : 1);
  }
  const call = readShellCall(words, 0);
  return call === undefined
    ? {
        kind: 'unknown',
        reason: `the script is for ${words[0] || 'no interpreter'}`,
      }
    : parsed(source, call.options, []);
}
