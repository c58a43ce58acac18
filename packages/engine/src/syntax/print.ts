import type { DockerfileSyntax } from './types';

/**
 * The text that was read, byte for byte: the tree keeps it, and the ranges of its nodes point into it.
 *
 * @example
 * ```ts
 * const text = 'FROM alpine\r\n\r\n# why\r\nRUN  true \\\r\n\r\n && date';
 * expect(printDockerfile(parseDockerfile(text))).toBe(text);
 * ```
 *
 * @public
 */
export function printDockerfile(syntax: DockerfileSyntax): string {
  return syntax.text;
}
