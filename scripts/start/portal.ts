/** Runs the portal that is built, in Deno's sandbox. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../run';
import type { PortalPlace } from './checks';
import { prepareData } from './prepareData';

/** Hosts that the portal may talk to; `deno task portal` is the place to add one's own. */
const HOSTS = [
  'localhost',
  '127.0.0.1',
  'github.com',
  'api.github.com',
  'codeload.github.com',
  'gitlab.com',
  'bitbucket.org',
  'api.bitbucket.org',
  'dev.azure.com',
];

export function startPortal(
  { port, data }: PortalPlace,
  stdio: 'inherit' | 'pipe',
): ChildProcess {
  prepareData(data);
  return spawn(
    process.execPath,
    [
      'run',
      '--no-prompt',
      '--allow-env',
      '--allow-sys',
      '--allow-ffi',
      `--allow-net=${HOSTS.join()}`,
      '--allow-read',
      `--allow-write=${data},/tmp`,
      'src/index.ts',
      '--config',
      '../../app-config.yaml',
    ],
    {
      cwd: join(root, 'packages/backend'),
      stdio: ['ignore', stdio, stdio],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        PORTAL_PORT: String(port),
        PORTAL_DATA: data,
      },
    },
  );
}

/** Ends the portal when this process is told to end, and waits for it. */
export function untilEnd(portal: ChildProcess): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => portal.kill('SIGTERM'));
  return new Promise(done =>
    portal.once('exit', (status, signal) => done(signal ? 0 : status ?? 1)),
  );
}
