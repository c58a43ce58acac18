import { readFileSync } from 'node:fs';
import { orUsageError } from './orUsageError';
import type { Terminal } from './terminal';

/** The path that stands for the standard input. */
export const STDIN = '-';

/** @throws UsageError when it cannot be read */
export async function readDockerfile(
  path: string,
  terminal: Terminal,
): Promise<string> {
  if (path === STDIN) return terminal.input();
  return orUsageError(path, () => readFileSync(path, 'utf8'));
}
