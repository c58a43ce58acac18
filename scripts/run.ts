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

/** Signals all that a program started, too: watchers and development servers have children of their own. */
export function signalGroup(
  pid: number | undefined,
  signal: NodeJS.Signals,
): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // it has ended
  }
}

/** Runs several programs at once until one of them ends or this process is told to end; then ends all of them. */
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
      // a group of its own for each, so that its children can be signalled with it
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    }),
  );
  const ends = children.map(
    child => new Promise(done => child.once('exit', done)),
  );
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const told = new Promise(done =>
    signals.forEach(signal => process.on(signal, done)),
  );
  await Promise.race([told, ...ends]);
  children.forEach(({ pid }) => signalGroup(pid, 'SIGTERM'));
  const grace = new Promise(done => setTimeout(done, GRACE_MS).unref());
  await Promise.race([Promise.all(ends), grace]);
  // a watched program that ended leaves its watcher waiting for a change
  children.forEach(({ pid }) => signalGroup(pid, 'SIGKILL'));
}
