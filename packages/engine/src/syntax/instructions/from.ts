import { shorten } from '../nodeArguments';
import type { Instruction } from '../types';
import { readFlags } from './flags';
import type { Problems } from './problems';
import type { FromInstruction, InvalidInstruction } from './types';

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

/** Source: https://docs.docker.com/reference/dockerfile/#from */
export function typeFrom(
  syntax: Instruction,
  problems: Problems,
): FromInstruction | InvalidInstruction {
  const flags = readFlags(syntax, { platform: 'text' }, problems);
  const [image, as, name] = syntax.argNodes;
  const named = syntax.argNodes.length === 3 && as.value.toLowerCase() === 'as';
  if (image === undefined || (syntax.argNodes.length !== 1 && !named)) {
    problems.add(
      'invalid-from',
      'FROM takes an image, or an image and a stage name: write FROM image or FROM image AS name.',
    );
    return { kind: 'INVALID', syntax };
  }
  if (named && !STAGE_NAME.test(name.value.toLowerCase())) {
    problems.add(
      'invalid-stage-name',
      `${shorten(
        name.value,
      )} cannot name a stage: start with a letter and use letters, digits, "-", "_" and "." only.`,
      name.range,
    );
  }
  return {
    kind: 'FROM',
    image,
    platform: flags.text('platform'),
    name: named ? name : undefined,
    syntax,
  };
}
