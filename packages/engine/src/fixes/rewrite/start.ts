import { behindRunner } from '../../questions/start/starters';
import type { CommandLine, TypedInstruction } from '../../syntax/instructions';
import type { Build } from '../../questions/build';
import type { Edit } from '../../verdict';
import { replace, textAt } from '../edits';
import { jsonWords } from '../words';

/** `poetry run` and the like at the beginning of a command of a shell, without options of their own. */
const RUNNER_IN_SHELL =
  /(^\s*|&&\s*|;\s*|\bexec\s+)(?:uv|poetry|pipenv|pdm|rye|hatch)\s+run\s+(?=[^-\s])/g;

function lineOf(
  instruction: TypedInstruction,
): (CommandLine & TypedInstruction) | undefined {
  if (instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT')
    return instruction;
  return instruction.kind === 'HEALTHCHECK' && !instruction.none
    ? instruction
    : undefined;
}

/** The words of an exec form without the runner, which may stand behind an init. */
function withoutRunnerIn(words: readonly string[]): string[] | undefined {
  for (let at = 0; at < words.length; at++) {
    const rest = behindRunner(words.slice(at));
    if (rest) return [...words.slice(0, at), ...rest];
  }
  return undefined;
}

/** Starts the command itself, where the file has the installer do it: the image does not have the installer. */
export function withoutRunner(
  build: Build,
  instruction: TypedInstruction,
): Edit[] {
  const line = lineOf(instruction);
  const [first] = line?.words ?? [];
  if (!line || !first) return [];
  if (line.form === 'exec') {
    const words = withoutRunnerIn(line.words.map(({ value }) => value));
    if (!words) return [];
    const start = first.range.start;
    const { end } = line.words[line.words.length - 1].range;
    // the ranges are those of the words with their quotes
    return [replace({ start, end }, jsonWords(words))];
  }
  const text = textAt(build.syntax, first.range);
  const changed = text.replace(RUNNER_IN_SHELL, '$1');
  return changed === text ? [] : [replace(first.range, changed)];
}
