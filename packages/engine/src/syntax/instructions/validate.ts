import type { DockerfileSyntax, SyntaxProblem } from '../types';
import { asTemplateProblem } from '../template';
import { typeInstruction } from './typeInstruction';
import type { TypedInstruction } from './types';

/**
 * The instructions of a file by what they mean, and what BuildKit has against them.
 *
 * @public
 */
export interface TypedDockerfile {
  instructions: TypedInstruction[];
  problems: SyntaxProblem[];
}

/**
 * Types every instruction and checks their order: in front of the first FROM only ARG may stand. BuildKit stops at the first
 * problem; here all are listed, in the order of the file.
 *
 * @example
 * ```ts
 * const { instructions, problems } = typeInstructions(parseDockerfile('RUN a\nFROM b'));
 * expect(instructions.map(instruction => instruction.kind)).toEqual(['RUN', 'FROM']);
 * expect(problems.map(problem => problem.code)).toEqual(['no-stage']);
 * ```
 *
 * @public
 */
export function typeInstructions(syntax: DockerfileSyntax): TypedDockerfile {
  const instructions: TypedInstruction[] = [];
  const problems: SyntaxProblem[] = [];
  const rejected = new Set(
    syntax.errors.map(problem => problem.range.start.line),
  );
  let stageSeen = false;
  let orderReported = false;
  for (const node of syntax.instructions) {
    const typed = typeInstruction(node);
    instructions.push(typed.instruction);
    // What the parser has refused needs no second complaint.
    if (!rejected.has(node.startLine)) {
      problems.push(...typed.problems);
    }
    stageSeen ||= node.keyword === 'FROM';
    if (
      !stageSeen &&
      !orderReported &&
      typed.problems.every(problem => problem.code === 'invalid-mount') &&
      node.keyword !== 'ARG'
    ) {
      orderReported = true;
      problems.push({
        code: 'no-stage',
        message: `${node.keyword} stands before the first FROM: begin with FROM and a base image; only ARG may come earlier.`,
        range: node.range,
      });
    }
  }
  return { instructions, problems: forSource(syntax, problems) };
}

/** A template breaks rules on every other line; one problem says it all. */
function forSource(
  syntax: DockerfileSyntax,
  problems: SyntaxProblem[],
): SyntaxProblem[] {
  const { source, errors } = syntax;
  if (source.kind !== 'template' || problems.length === 0) {
    return problems;
  }
  return errors.length > 0
    ? []
    : [asTemplateProblem(source.engine, problems[0])];
}
