/**
 * Puts the tarballs of dist-packages into a stock Backstage app, as the READMEs say, and uses them there. It takes half an hour.
 *
 *   deno task test:stock                      the release of create-app and the newest packages, on Node 22 and 24
 *   deno task test:stock created 24           only that release, only that Node
 *   STOCK_FOLDER=/tmp/stock deno task …       where the apps are made; kept, and Node and create-app are used again
 *
 * Needs npm, Chromium, and a compiler (g++, make, Python) for the addons of Backstage. Linux on x64, for Node comes from npm.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addScorecard,
  createApp,
  installedVersion,
  LEGACY_APP,
  pinRelease,
  writeConfig,
  type Release,
} from './stock/app';
import { duplicatesCausedBy } from './stock/duplicates';
import { GitHubHost } from './stock/gitHubHost';
import {
  CHROMIUM,
  freePort,
  inBrowser,
  open,
  withPortal,
} from './stock/portal';
import { Programs } from './stock/programs';
import { BROKEN, REPOSITORIES, SOUND } from './stock/repositories';

const RELEASES: readonly Release[] = ['created', 'newest'];
const NODES = ['22', '24'];
/** Packages whose versions say which release of Backstage it is. */
const TELLING = [
  '@backstage/backend-defaults',
  '@backstage/frontend-plugin-api',
  '@backstage/plugin-catalog-react',
  '@backstage/plugin-catalog-node',
  '@backstage/plugin-scaffolder-node',
  '@backstage/plugin-scaffolder-react',
];

const results: { name: string; passed: boolean }[] = [];

/** @returns whether it succeeded */
async function check(name: string, work: () => unknown): Promise<boolean> {
  const began = Date.now();
  try {
    await work();
    results.push({ name, passed: true });
    console.log(
      `ok      ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
    );
    return true;
  } catch (error) {
    results.push({ name, passed: false });
    console.error(
      `FAILED  ${name}\n${error instanceof Error ? error.message : error}`,
    );
    return false;
  }
}

/** Fleet, tab and card of one of the frontends, with the backend that serves it. */
async function useFrontend(
  name: string,
  app: string,
  programs: Programs,
  frontend: string,
): Promise<void> {
  const host = await GitHubHost.start(REPOSITORIES);
  const port = await freePort();
  writeConfig(app, {
    port,
    host: host.host,
    entities: Object.keys(REPOSITORIES).map(
      repository => `${host.url}/${repository}/blob/main/catalog-info.yaml`,
    ),
  });
  const log = join(app, `${frontend}.log`);
  try {
    await check(`${name}: backend and ${frontend}`, () =>
      withPortal(
        { app, programs, port, frontend, log },
        async (url, levels) => {
          if (levels.get(BROKEN) !== 'none' || levels.get(SOUND) === 'none')
            throw new Error(`Levels: ${JSON.stringify([...levels])}`);
          await inBrowser(async page => {
            await open(
              page,
              `${url}/dockerfile-scorecard`,
              'Services by level',
            );
            await page.getByRole('link', { name: BROKEN }).waitFor();
            const service = `${url}/catalog/default/component/${BROKEN}`;
            await open(page, service, 'See the scorecard');
            await open(
              page,
              `${service}/dockerfile`,
              'This image builds, but it cannot start.',
            );
          });
        },
      ),
    );
    await check(`${name}: each repository downloaded once`, () => {
      for (const repository of Object.keys(REPOSITORIES)) {
        const archives = host.requests.filter(request =>
          request.includes(`/repos/${repository}/tarball/`),
        );
        if (archives.length !== 1)
          throw new Error(`${repository}: ${archives.length} archives`);
      }
    });
  } finally {
    host.stop();
  }
}

async function testApp(
  folder: string,
  release: Release,
  node: string,
): Promise<string> {
  const name = `${release}, Node ${node}`;
  const programs = new Programs(folder, node);
  const place = join(folder, `${release}-${node}`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const app = createApp(place, programs);
  pinRelease(app, release, programs);
  const lock = () => readFileSync(join(app, 'yarn.lock'), 'utf8');
  programs.run(app, 'yarn', 'install', '--mode=update-lockfile');
  const before = lock();
  addScorecard(app);
  const installed = await check(`${name}: yarn install`, () =>
    programs.run(app, 'yarn', 'install'),
  );
  if (!installed) return `${name}: not installed`;
  await check(`${name}: no package of Backstage twice because of us`, () => {
    const duplicates = duplicatesCausedBy(before, lock());
    if (duplicates.length > 0) throw new Error(duplicates.join('\n'));
  });
  writeConfig(app, { port: 7007, host: 'localhost:8099', entities: [] });
  await check(`${name}: tsc`, () => programs.run(app, 'yarn', 'tsc'));
  await check(`${name}: config:check --strict`, () =>
    programs.run(app, 'yarn', 'backstage-cli', 'config:check', '--strict'),
  );
  for (const part of ['backend', 'app', LEGACY_APP]) {
    await check(`${name}: lint of ${part}`, () =>
      programs.run(join(app, 'packages', part), 'yarn', 'lint'),
    );
    await check(`${name}: build of ${part}`, () =>
      programs.run(join(app, 'packages', part), 'yarn', 'build'),
    );
  }
  await useFrontend(name, app, programs, 'app');
  await useFrontend(name, app, programs, LEGACY_APP);
  const versions = TELLING.map(
    of => `${of.replace('@backstage/', '')} ${installedVersion(app, of)}`,
  );
  return `${name} (${programs
    .run(app, 'node', '--version')
    .trim()}): ${versions.join(', ')}`;
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('This test needs Linux on x64.');
  process.exit(2);
}
if (!existsSync(CHROMIUM)) {
  console.error(
    `Chromium is not at ${CHROMIUM}. Install it, or set CHROMIUM to its path.`,
  );
  process.exit(2);
}
const chosen = process.argv.slice(2);
const unknown = chosen.filter(
  word => !NODES.includes(word) && !RELEASES.some(release => release === word),
);
if (unknown.length > 0) {
  console.error(
    `${unknown.join(', ')} is neither a release (${RELEASES.join(
      ', ',
    )}) nor a version of Node (${NODES.join(', ')}).`,
  );
  process.exit(2);
}
const all = <T extends string>(of: readonly T[]) =>
  of.some(word => chosen.includes(word))
    ? of.filter(word => chosen.includes(word))
    : of;

const kept = process.env.STOCK_FOLDER;
if (kept) mkdirSync(kept, { recursive: true });
const folder = kept ?? mkdtempSync(join(tmpdir(), 'stock-'));
const tested: string[] = [];
try {
  for (const release of all(RELEASES))
    for (const node of all(NODES)) {
      tested.push(await testApp(folder, release, node));
      // a gigabyte and a half each
      if (!kept)
        rmSync(join(folder, `${release}-${node}`), {
          recursive: true,
          force: true,
        });
    }
} finally {
  if (!kept) rmSync(folder, { recursive: true, force: true });
}
const failed = results.filter(({ passed }) => !passed);
console.log(
  `\nTested on ${new Date().toISOString().slice(0, 10)}:\n${tested.join('\n')}`,
);
console.log(
  `${results.length - failed.length} passed, ${failed.length} failed`,
);
process.exit(failed.length > 0 ? 1 : 0);
