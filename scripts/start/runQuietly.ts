/** Runs a program whose output is only of interest when it fails. */
import { spawn } from 'node:child_process';

export interface QuietRun {
  status: number;
  output: string;
}

interface QuietOptions {
  cwd: string;
  env?: Record<string, string>;
  /** Called with each line as it comes. */
  onLine?(line: string): void;
}

export function runQuietly(
  args: readonly string[],
  { cwd, env = {}, onLine }: QuietOptions,
): Promise<QuietRun> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let rest = '';
  const read = (chunk: Buffer) => {
    output += chunk;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(line => onLine?.(line));
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  return new Promise(done =>
    child.once('close', status => done({ status: status ?? 1, output })),
  );
}
