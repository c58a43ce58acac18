import type { Addition } from '../verdict';

/** A text with lines behind its last one, in its own line endings. */
export function addLines(text: string, lines: readonly string[]): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const glue = text === '' || text.endsWith('\n') ? '' : end;
  return `${text}${glue}${lines.join(end)}${end}`;
}

/**
 * Files after lines were added to them.
 *
 * @param files - texts by path
 * @throws Error when a file is not among them
 */
export function withAdditions(
  files: Readonly<Record<string, string>>,
  additions: readonly Addition[],
): Record<string, string> {
  const result = { ...files };
  for (const { path, lines } of additions) {
    const text = result[path];
    if (text === undefined) throw new Error(`There is no ${path}.`);
    result[path] = addLines(text, lines);
  }
  return result;
}
