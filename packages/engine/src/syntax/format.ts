import type { DockerfileSyntax, Instruction, SyntaxProblem } from './types';

function list(values: readonly string[]): string {
  return values.map(value => JSON.stringify(value)).join(' ');
}

function formatInstruction(
  instruction: Instruction,
  indent: string,
  lines: string[],
): void {
  const { startLine, endLine, keyword, json, flags, args } = instruction;
  const place =
    startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`;
  lines.push(
    `${indent}${keyword || '(nothing)'} (line ${place})${
      json ? ' JSON form' : ''
    }`,
  );
  const inner = `${indent}  `;
  for (const comment of instruction.comments) {
    lines.push(`${inner}# ${comment}`);
  }
  if (flags.length > 0) {
    lines.push(`${inner}flags: ${list(flags)}`);
  }
  if (args.length > 0) {
    lines.push(`${inner}args: ${list(args)}`);
  }
  if (instruction.trigger !== undefined) {
    // The here-documents are those of the trigger.
    formatInstruction(instruction.trigger, inner, lines);
    return;
  }
  for (const heredoc of instruction.heredocs) {
    const notes = [
      heredoc.fileDescriptor === 0
        ? ''
        : `file descriptor ${heredoc.fileDescriptor}`,
      heredoc.expand ? '' : 'not expanded',
      heredoc.chomp ? 'tabs stripped' : '',
    ].filter(note => note !== '');
    const suffix = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
    lines.push(
      `${inner}here-document ${heredoc.name}${suffix}: ${JSON.stringify(
        heredoc.content,
      )}`,
    );
  }
}

function formatProblem(kind: string, problem: SyntaxProblem): string {
  const { line, column } = problem.range.start;
  return `${kind} ${line}:${column + 1} ${problem.code}: ${problem.message}`;
}

/**
 * What was read, as an indented text for people who debug a Dockerfile.
 *
 * @example
 * ```ts
 * const text = formatSyntaxTree(parseDockerfile('# why\nCOPY --link a b /c/\n'));
 * expect(text).toBe('COPY (line 2)\n  # why\n  flags: "--link"\n  args: "a" "b" "/c/"\n');
 * ```
 *
 * @public
 */
export function formatSyntaxTree(syntax: DockerfileSyntax): string {
  const lines: string[] = [];
  if (syntax.source.kind === 'template') {
    lines.push(`template: ${syntax.source.engine}`);
  }
  for (const directive of syntax.directives) {
    lines.push(
      `directive ${directive.name} = ${JSON.stringify(directive.value)}`,
    );
  }
  for (const instruction of syntax.instructions) {
    formatInstruction(instruction, '', lines);
  }
  for (const warning of syntax.warnings) {
    lines.push(formatProblem('warning', warning));
  }
  for (const error of syntax.errors) {
    lines.push(formatProblem('error', error));
  }
  return lines.map(line => `${line.trimEnd()}\n`).join('');
}
