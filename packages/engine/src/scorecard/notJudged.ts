import type { DockerfileSyntax } from '../syntax';
import type { Range } from '../verdict';
import type { NotJudgedReason } from './types';

/** Characters of the longest text that is judged: longer ones are data, not Dockerfiles. @public */
export const LARGEST_DOCKERFILE = 2 * 1024 * 1024;

/** Why a text gets no verdict. */
export interface Obstacle {
  reason: NotJudgedReason;
  message: string;
  range?: Range;
}

/** What keeps a text from being read at all. */
export function obstacleInText(text: string): Obstacle | undefined {
  if (text.length > LARGEST_DOCKERFILE)
    return {
      reason: 'too-large',
      message: `This file has ${text.length} characters. Files of more than ${LARGEST_DOCKERFILE} are not judged.`,
    };
  if (text.includes('\0'))
    return {
      reason: 'not-text',
      message:
        'This file holds NUL characters: it is binary, or text in UTF-16. Save it as UTF-8.',
    };
  return undefined;
}

const CONFLICT = [/^<{7}(?: |$)/, /^={7}$/, /^>{7}(?: |$)/];

/** Line of the first of the three markers that Git leaves behind, in their order; 0 without them. */
function conflictLine(text: string): number {
  let next = 0;
  let first = 0;
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length && next < CONFLICT.length; i++) {
    if (!CONFLICT[next].test(lines[i])) continue;
    if (next === 0) first = i + 1;
    next++;
  }
  return next === CONFLICT.length ? first : 0;
}

/** What keeps a parsed text from being judged. */
export function obstacleInSyntax(
  text: string,
  syntax: DockerfileSyntax,
): Obstacle | undefined {
  const { source } = syntax;
  if (source.kind === 'template')
    return {
      reason: 'template',
      message: `This is a template (${source.engine}), not a Dockerfile. It is judged once it is rendered.`,
      range: source.range,
    };
  const line = conflictLine(text);
  // markers within a here-document are text like any other
  if (!syntax.instructions.some(({ startLine }) => startLine === line))
    return undefined;
  return {
    reason: 'merge-conflict',
    message: `Line ${line} starts an unresolved merge conflict. Resolve it, then the file can be judged.`,
    range: {
      start: { line, column: 0 },
      end: { line, column: 7 },
    },
  };
}
