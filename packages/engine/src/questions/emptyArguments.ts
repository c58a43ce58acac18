import type { Place } from '../contents';
import type { Build } from './build';

/** Names of the variables in a text. */
function variablesIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/(?<!\\)\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/g)].map(
      ([, braced, plain]) => braced ?? plain,
    ),
  );
}

/** Names that an ARG declares, in front of the first FROM or in some stage. */
function declared({ syntax }: Build): Set<string> {
  return new Set(
    syntax.instructions
      .filter(({ keyword }) => keyword === 'ARG')
      .flatMap(({ args }) => args.map(arg => arg.replace(/=.*$/s, ''))),
  );
}

/**
 * Variables of an instruction that are empty there, although the file has an ARG of that name: an ARG holds in its own stage, and
 * one in front of the first FROM in no stage that does not repeat it.
 */
export function emptyArguments(build: Build, place: Place): string[] {
  const at = build.stages[place.stage]?.instructions.find(
    ({ index }) => index === place.instruction,
  );
  if (!at) return [];
  const names = declared(build);
  return [...variablesIn(at.instruction.syntax.original)].filter(
    name => names.has(name) && at.scope.lookup(name) === undefined,
  );
}

/** What to do about them, as a sentence; empty where there are none. */
export function cureOfEmptyArguments(build: Build, place: Place): string {
  const [name] = emptyArguments(build, place);
  return name === undefined
    ? ''
    : `${name} is empty in this stage: repeat \`ARG ${name}\` after its FROM.`;
}
