import { readFile } from 'node:fs/promises';
import { UsageError, type Terminal } from './terminal';

/** The path that stands for the standard input. */
export const STDIN = '-';

/** @throws UsageError when it cannot be read */
export async function readDockerfile(
  path: string,
  terminal: Terminal,
): Promise<string> {
  if (path === STDIN) return terminal.input();
  return readFile(path, 'utf8').catch(error => {
    throw new UsageError(
      `${path} cannot be read: ${
        error instanceof Error ? error.message : error
      }`,
    );
  });
}
