/** The stock app running, and what a reader sees in it. */
import { chromium, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { signalGroup } from '../run';
import type { Programs } from './programs';
import { BROKEN, SOUND } from './repositories';

const READY_MS = 5 * 60 * 1000;
const SEEN_MS = 60_000;
const GRACE_MS = 3_000;
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

interface Scorecard {
  entityRef: string;
  state: string;
  level?: string;
}

/** What the API of the plugin lists; undefined until it answers. */
async function scorecards(url: string): Promise<Scorecard[] | undefined> {
  try {
    const guest = await fetch(`${url}/api/auth/guest/refresh`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    const { backstageIdentity } = await guest.json();
    const list = await fetch(`${url}/api/dockerfile-scorecard/scorecards`, {
      headers: { authorization: `Bearer ${backstageIdentity.token}` },
    });
    return (await list.json()).items;
  } catch {
    return undefined;
  }
}

/** Waits until both services of the host are scored. */
async function untilScored(
  url: string,
  hasEnded: () => boolean,
): Promise<Map<string, string>> {
  const began = Date.now();
  let seen: Scorecard[] | undefined;
  while (Date.now() - began < READY_MS) {
    if (hasEnded()) throw new Error('The backend ended by itself.');
    seen = await scorecards(url);
    const levels = new Map(
      (seen ?? [])
        .filter(({ state }) => state === 'scored')
        .map(({ entityRef, level }) => [
          entityRef.replace(/^.*\//, ''),
          level ?? '',
        ]),
    );
    if (levels.has(BROKEN) && levels.has(SOUND)) return levels;
    await new Promise(done => setTimeout(done, 1_000));
  }
  throw new Error(
    `The services were not scored in time: ${JSON.stringify(seen)}`,
  );
}

/** Runs the backend, which serves one of the built frontends, for as long as `work` takes. */
export async function withPortal<T>(
  options: {
    app: string;
    programs: Programs;
    port: number;
    /** Name of the package with the frontend. */
    frontend: string;
    log: string;
  },
  work: (url: string, levels: Map<string, string>) => Promise<T>,
): Promise<T> {
  const { app, programs, port, frontend, log } = options;
  const backend = programs.start(
    join(app, 'packages/backend'),
    log,
    'env',
    `APP_CONFIG_app_packageName=${frontend}`,
    'yarn',
    'start',
    ...['--config', '../../app-config.yaml'],
    ...['--config', '../../app-config.local.yaml'],
  );
  const ended = new Promise(done => backend.once('exit', done));
  try {
    const url = `http://localhost:${port}`;
    const levels = await untilScored(url, () => backend.exitCode !== null);
    return await work(url, levels);
  } catch (error) {
    const end = readFileSync(log, 'utf8').slice(-3_000);
    throw new Error(
      `${error instanceof Error ? error.message : error}\n${end}`,
    );
  } finally {
    signalGroup(backend.pid, 'SIGTERM');
    await ended;
    // Yarn ends before the backend below it does
    await new Promise(done => setTimeout(done, GRACE_MS));
    signalGroup(backend.pid, 'SIGKILL');
  }
}

/** What a test does in the browser; problems that the page reports end it. */
export async function inBrowser(
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 1000 },
    });
    page.setDefaultTimeout(SEEN_MS);
    const problems: string[] = [];
    page.on('pageerror', error => problems.push(error.message));
    await work(page);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  } finally {
    await browser.close();
  }
}

/** Opens a page as the guest, whether the app signs in by itself or asks, and waits until it shows a text. */
export async function open(
  page: Page,
  url: string,
  text: string,
): Promise<void> {
  await page.goto(url);
  const enter = page.getByRole('button', { name: 'Enter' });
  const expected = page.getByText(text).first();
  await enter.or(expected).first().waitFor();
  if (await enter.isVisible()) await enter.click();
  await expected.waitFor();
}
