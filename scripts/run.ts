/** Runs programs and tells how they ended. */
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? '.', '..');

const GRACE_MS = 3_000;

interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/** Arguments that run the Backstage command line on Deno. */
export function backstageCli(...args: string[]): string[] {
  return [
    'run',
    '-A',
    join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    ...args,
  ];
}

/** Arguments that run the program of an npm package on Deno. */
export function npmProgram(path: string, ...args: string[]): string[] {
  return ['run', '-A', join(root, 'node_modules', path), ...args];
}

/** Runs Deno and waits for it; output goes to the terminal. */
export function deno(
  args: readonly string[],
  { cwd = root, env = {} }: RunOptions = {},
): number {
  const { status } = spawnSync(process.execPath, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

/** Runs several programs at once until one of them ends or the terminal interrupts. */
export async function together(
  programs: readonly {
    name: string;
    args: readonly string[];
    cwd: string;
    env?: Record<string, string>;
  }[],
): Promise<void> {
  const children = programs.map(({ args, cwd, env }) =>
    spawn(process.execPath, args, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    }),
  );
  const stop = () => {
    children.forEach(child => child.kill('SIGTERM'));
    // a watched program that ended leaves its watcher waiting for a change
    setTimeout(
      () => children.forEach(child => child.kill('SIGKILL')),
      GRACE_MS,
    ).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await Promise.race(
    children.map(child => new Promise(done => child.once('exit', done))),
  );
  stop();
}
