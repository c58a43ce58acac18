/** Starts what an image ships as production would: its own user, a read-only root, a /tmp, and nothing else to write to. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { must } from '../proof/command';
import { buildah } from './buildah';

/** What requests met between SIGTERM and the end. */
export interface Drain {
  /** How often /readyz said that it is not ready. */
  notReady: number;
  answered: number;
  /** Requests that were not answered although the service was still to serve. */
  lost: number;
}

/** How a start went. */
export interface Observation {
  healthz: number;
  readyz: number;
  /** From the command to the first answer. */
  startMilliseconds: number;
  /** From SIGTERM to the end. */
  stopMilliseconds: number;
  exitCode: number | null;
  drain: Drain;
  writable: boolean;
  output: string;
}

interface Config {
  Entrypoint?: string[] | null;
  Cmd?: string[] | null;
  Env?: string[] | null;
  User?: string;
}

const NAMESPACES = `
set -e
ip link set lo up
mount --bind "$ROOT" "$ROOT"
mount -t tmpfs tmpfs "$ROOT/tmp"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -o remount,bind,ro "$ROOT"
exec "$@"
`;

async function configOf(image: string): Promise<Config> {
  const text = await buildah('inspect', '--type', 'image', image);
  return JSON.parse(text).OCIv1.config;
}

/** Bytes of a mounted file system. */
export async function sizeOf(mount: string): Promise<number> {
  return Number((await must('du', ['-sxb', mount])).split('\t')[0]);
}

/** Starts the image that is mounted, asks it, stops it. */
export async function observe(options: {
  image: string;
  mount: string;
  port: number;
}): Promise<Observation> {
  const { image, mount, port } = options;
  const { Entrypoint, Cmd, Env, User } = await configOf(image);
  const words = [...(Entrypoint ?? []), ...(Cmd ?? [])];
  const output = await must(
    'unshare',
    [
      '--mount',
      '--net',
      '--pid',
      '--fork',
      '--kill-child',
      'sh',
      '-c',
      NAMESPACES,
      'sh',
      process.execPath,
      'run',
      '-A',
      '--sloppy-imports',
      join(import.meta.dirname ?? '.', 'inside.ts'),
      JSON.stringify({ mount, port, words, env: Env ?? [], user: User ?? '' }),
    ],
    { env: { ROOT: mount }, timeoutSeconds: 90 },
  );
  return JSON.parse(output.trim().split('\n').pop() ?? '');
}

/** Whether a program is on this machine. */
export function isInstalled(program: string): Promise<boolean> {
  return new Promise(done => {
    const child = spawn(program, ['--version'], { stdio: 'ignore' });
    child.on('error', () => done(false));
    child.on('close', () => done(true));
  });
}
