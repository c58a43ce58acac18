import { shorten } from '../nodeArguments';
import type { Instruction, SyntaxProblem } from '../types';
import { nearest } from './suggest';
import type { Range } from '../../verdict';

const KEYWORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** Collects what is wrong with one instruction. */
export class Problems {
  readonly list: SyntaxProblem[] = [];

  constructor(private readonly instruction: Instruction) {}

  /**
   * BuildKit names the lines of the whole instruction. A problem starts on its first line too, so that both agree; where the
   * culprit stands on that line it is marked alone.
   */
  add(code: string, message: string, culprit?: Range): void {
    const { range } = this.instruction;
    const precise =
      culprit !== undefined && culprit.start.line === range.start.line;
    this.list.push({ code, message, range: precise ? culprit : range });
  }
}

/** `ENTRYPOINT["/server"]`: an instruction without a space after it. */
function withoutSpace(typed: string): string | undefined {
  return KEYWORDS.find(
    keyword =>
      typed.toUpperCase().startsWith(keyword) &&
      /^["'[$/.=]/.test(typed.slice(keyword.length)),
  );
}

/**
 * An unknown keyword; names the one that was probably meant.
 *
 * @param typed - as it stands in the file
 */
export function unknownInstruction(typed: string): string {
  const glued = withoutSpace(typed);
  if (glued !== undefined)
    return `\`${shorten(
      typed,
    )}\` is not an instruction. Put a space after ${glued}.`;
  const meant = nearest(typed.toUpperCase(), KEYWORDS);
  const hint =
    meant === undefined
      ? 'If it continues the line above, that line must end with the escape character.'
      : `Did you mean ${meant}?`;
  return `\`${shorten(typed)}\` is not an instruction. ${hint}`;
}

/** An unknown flag; names the one that was probably meant, else those there are. */
export function unknownFlag(
  keyword: string,
  name: string,
  known: readonly string[],
): string {
  const meant = nearest(name, known);
  let hint = `${keyword} takes ${known.map(flag => `--${flag}`).join(', ')}.`;
  if (known.length === 0) {
    hint = `${keyword} takes no flags.`;
  }
  if (meant !== undefined) {
    hint = `Did you mean --${meant}?`;
  }
  return `${keyword} has no flag --${shorten(name)}. ${hint}`;
}
