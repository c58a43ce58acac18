/** Starts the portal on fresh data, goes through it in Chromium and stops it again. */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { deno, npmProgram, root } from './run';

const PORT = '7107';
const READY_MS = 3 * 60 * 1000;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts the portal; its log goes to a file, because nobody reads a pipe while the journeys run. */
function startPortal(data: string, log: string): ChildProcess {
  const file = openSync(log, 'w');
  return spawn(process.execPath, ['task', '--quiet', 'portal'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', file, file],
    env: { ...process.env, PORTAL_PORT: PORT, PORTAL_DATA: data },
  });
}

/** Seconds until the portal says in its log that everything is scanned. */
async function untilReady(portal: ChildProcess, log: string): Promise<number> {
  const began = Date.now();
  while (Date.now() - began < READY_MS) {
    if (portal.exitCode !== null) {
      throw new Error(
        `The portal ended with ${portal.exitCode} before it was ready; see ${log}.`,
      );
    }
    const text = readFileSync(log, 'utf8');
    if (text.includes('EADDRINUSE'))
      throw new Error(
        `Port ${PORT} is taken, perhaps by the portal of an earlier run: end that first.`,
      );
    const line = text.match(/Ready: .*/)?.[0];
    if (line) {
      console.log(line);
      return (Date.now() - began) / 1000;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Error(`The portal was not ready within three minutes; see ${log}.`);
}

/** Words of a file below /proc; none for a process that has ended meanwhile. */
function wordsOf(pid: string, file: 'cmdline' | 'environ'): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Command lines of the processes that run this backend. */
function portalCommandLines(): string[][] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => wordsOf(pid, 'environ').includes(`PORTAL_PORT=${PORT}`))
    .map(pid => wordsOf(pid, 'cmdline'))
    .filter(words => words.includes('src/index.ts'));
}

function isSandboxed(): boolean {
  const lines = portalCommandLines();
  return (
    lines.length > 0 &&
    lines.every(
      words =>
        !words.some(
          word =>
            word === '-A' ||
            word === '--allow-all' ||
            word.startsWith('--allow-run'),
        ),
    )
  );
}

if (!existsSync(CHROMIUM)) {
  console.error(
    `SKIPPED: the browser journeys need Chromium at ${CHROMIUM} (apt-get install chromium), or its path in CHROMIUM.`,
  );
  process.exit(process.env.CI ? 1 : 0);
}

const data = join(root, 'data/e2e');
rmSync(data, { recursive: true, force: true });
mkdirSync(data, { recursive: true });
const log = join(data, 'portal.log');
const portal = startPortal(data, log);
let status = 1;
try {
  const seconds = await untilReady(portal, log);
  console.log(
    `The portal was scanned ${seconds.toFixed(1)} s after its start.`,
  );
  if (!isSandboxed())
    throw new Error('The portal runs with -A or --allow-run.');
  console.log('The portal runs without -A and without --allow-run.');
  status = deno(
    npmProgram('@playwright/test/cli.js', 'test', ...process.argv.slice(2)),
    {
      env: {
        PORTAL_URL: `http://localhost:${PORT}`,
        PORTAL_DATA: data,
        CHROMIUM,
      },
    },
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  if (portal.pid) process.kill(-portal.pid, 'SIGTERM');
}
process.exit(status);
