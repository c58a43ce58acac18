import type { Instruction, SyntaxProblem } from '../types';
import { typeFrom } from './from';
import { typeHealthcheck } from './healthcheck';
import { Problems, unknownInstruction } from './problems';
import { typeRun } from './run';
import {
  singleArgument,
  typeArg,
  typeCommandLine,
  typeExpose,
  typePairs,
  typeShell,
  typeVolume,
} from './simple';
import { typeAdd, typeCopy } from './transfer';
import type { TypedInstruction } from './types';

/**
 * A typed instruction and what BuildKit has against it.
 *
 * @public
 */
export interface TypedResult {
  instruction: TypedInstruction;
  problems: SyntaxProblem[];
}

/**
 * Says what an instruction means, with the checks that BuildKit makes before it builds. An instruction with a problem is
 * still typed as far as it goes; without what it cannot do without it is `INVALID`.
 *
 * Source: https://docs.docker.com/reference/dockerfile/
 *
 * @example
 * ```ts
 * const { instructions } = parseDockerfile('COPY --from=builder --chown=1000 /app /srv/app');
 * const { instruction } = typeInstruction(instructions[0]);
 * expect(instruction).toMatchObject({
 *   kind: 'COPY',
 *   from: { value: 'builder' },
 *   sources: [{ value: '/app' }],
 *   destination: { value: '/srv/app' },
 * });
 * ```
 *
 * @public
 */
export function typeInstruction(syntax: Instruction): TypedResult {
  const problems = new Problems(syntax);
  return { instruction: dispatch(syntax, problems), problems: problems.list };
}

function dispatch(syntax: Instruction, problems: Problems): TypedInstruction {
  switch (syntax.keyword) {
    case 'FROM':
      return typeFrom(syntax, problems);
    case 'RUN':
      return typeRun(syntax, problems);
    case 'CMD':
    case 'ENTRYPOINT':
      return {
        kind: syntax.keyword,
        ...typeCommandLine(syntax, problems),
        syntax,
      };
    case 'COPY':
      return typeCopy(syntax, problems);
    case 'ADD':
      return typeAdd(syntax, problems);
    case 'ENV':
    case 'LABEL':
      return typePairs(syntax.keyword, syntax, problems);
    case 'ARG':
      return typeArg(syntax, problems);
    case 'EXPOSE':
      return typeExpose(syntax, problems);
    case 'VOLUME':
      return typeVolume(syntax, problems);
    case 'SHELL':
      return typeShell(syntax, problems);
    case 'HEALTHCHECK':
      return typeHealthcheck(syntax, problems);
    case 'ONBUILD':
      return typeOnbuild(syntax, problems);
    default:
      return typeSingle(syntax, problems);
  }
}

function typeSingle(syntax: Instruction, problems: Problems): TypedInstruction {
  const { keyword } = syntax;
  if (
    keyword !== 'WORKDIR' &&
    keyword !== 'USER' &&
    keyword !== 'STOPSIGNAL' &&
    keyword !== 'MAINTAINER'
  ) {
    problems.add(
      'unknown-instruction',
      unknownInstruction(syntax.original.trimStart().split(/\s/, 1)[0]),
      syntax.keywordRange,
    );
    return { kind: 'INVALID', syntax };
  }
  const argument = singleArgument(syntax, problems);
  if (argument === undefined) {
    return { kind: 'INVALID', syntax };
  }
  switch (keyword) {
    case 'WORKDIR':
      return { kind: keyword, path: argument, syntax };
    case 'USER':
      return { kind: keyword, user: argument, syntax };
    case 'STOPSIGNAL':
      return { kind: keyword, signal: argument, syntax };
    default:
      return { kind: keyword, name: argument, syntax };
  }
}

/** Source: https://docs.docker.com/reference/dockerfile/#onbuild */
function typeOnbuild(
  syntax: Instruction,
  problems: Problems,
): TypedInstruction {
  const { trigger } = syntax;
  if (trigger === undefined) {
    problems.add(
      'missing-arguments',
      'ONBUILD needs an instruction: write for example ONBUILD RUN command.',
    );
    return { kind: 'INVALID', syntax };
  }
  if (['ONBUILD', 'FROM', 'MAINTAINER'].includes(trigger.keyword)) {
    problems.add(
      'invalid-onbuild',
      `${trigger.keyword} cannot be deferred by ONBUILD: write it on its own line or remove it.`,
      trigger.keywordRange,
    );
    return { kind: 'INVALID', syntax };
  }
  // BuildKit looks at the trigger only in the build that runs it.
  const { instruction } = typeInstruction(trigger);
  return { kind: 'ONBUILD', trigger: instruction, syntax };
}
