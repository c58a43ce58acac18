import { gzipSync } from 'node:zlib';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { evaluateDockerfile, resolvePolicy } from 'dockerfile-scorecard-engine';
import { service } from '../../../plugins/dockerfile-scorecard/dev/samples/services';
import { worstFirst } from '../../../plugins/dockerfile-scorecard/src/components/DockerfileView/findings';
import { signIn } from '../../../packages/app/e2e-tests/signIn';
import { serveLargeFleet } from './largeFleet';
import { type Figure, report } from './report';

const FIRST_CONTENT_MS = 1_000;
const FILTER_MS = 300;
const LONG_FILE_MS = 300;
const PART_KB = 60;
const ENGINE_KB = 250;
/** The best of several runs counts: others use this machine too. */
const RUNS = 5;

const figures: Figure[] = [];

/** Scripts that the page loads from now on, compressed. */
function weigh(page: Page): () => Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  page.on('response', response => {
    if (response.url().endsWith('.js') && response.ok()) {
      bodies.push(response.body());
    }
  });
  return async () => {
    const loaded = bodies.splice(0);
    const sizes = await Promise.all(
      loaded.map(async body => gzipSync(await body).length),
    );
    return sizes.reduce((sum, size) => sum + size, 0) / 1000;
  };
}

/** Milliseconds from the press of a link until something is drawn, measured in the page itself. */
async function pressUntil(
  page: Page,
  link: Locator,
  drawn: { selector: string; text: string },
): Promise<number> {
  await page.evaluate(() =>
    window.addEventListener('pointerdown', () => performance.mark('pressed'), {
      capture: true,
      once: true,
    }),
  );
  await link.click();
  const time = await page.waitForFunction(
    ({ selector, text }) =>
      [...document.querySelectorAll(selector)].some(
        element => element.textContent?.trim() === text,
      ) &&
      performance.now() -
        performance.getEntriesByName('pressed').slice(-1)[0].startTime,
    drawn,
    { polling: 'raf' },
  );
  return Number(await time.jsonValue());
}

/** A Dockerfile with findings all over it, judged by the engine. */
function longDockerfile(): DockerfileScorecard {
  const text = [
    'FROM python:3.13-slim-trixie',
    ...Array.from(
      { length: 166 },
      (_, n) =>
        `ENV SERVICE_${n}_PASSWORD=a1B2c3D4e5F6g7H8i9\nRUN make part-${n}\nENV PART_${n}=${n}`,
    ),
    'CMD ["python", "-V"]',
    '',
  ].join('\n');
  const path = 'Dockerfile';
  const evaluation = evaluateDockerfile({
    path,
    text,
    policy: resolvePolicy({ profile: 'all' }),
    today: '2026-11-26',
  });
  return { path, text, evaluation, failingSince: {} };
}

/** The overview of a service with all that it loads, so that what comes later is of the page that is measured. */
async function openOverview(page: Page): Promise<void> {
  await signIn(page, '/catalog/default/component/orders-api');
  await page.getByText('Fix first:').waitFor();
  await page.locator('svg [data-testid="node"]').first().waitFor();
  await page.waitForLoadState('networkidle');
}

test('the fleet page with 10,000 services', async ({ page }) => {
  await serveLargeFleet(page);
  await openOverview(page);
  const weight = weigh(page);
  const first = await pressUntil(
    page,
    page.getByRole('link', { name: 'Dockerfiles' }),
    { selector: 'tbody th', text: 'service-00000' },
  );
  await page.waitForLoadState('networkidle');
  figures.push(
    {
      what: '10,000 services: from the click to the first rows',
      value: first,
      budget: FIRST_CONTENT_MS,
      unit: 'ms',
    },
    {
      what: 'fleet page, loaded for it, compressed',
      value: await weight(),
      budget: PART_KB,
      unit: 'kB',
    },
  );
  const filters: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const [name, index] = run % 2 === 0 ? ['Gold', 3] : ['Silver', 2];
    filters.push(
      await pressUntil(
        page,
        page.getByRole('link', { name: `${name} 2,500` }),
        { selector: 'tbody tr:first-child th', text: `service-0000${index}` },
      ),
    );
  }
  figures.push({
    what: '10,000 services: filter by level',
    value: Math.min(...filters),
    budget: FILTER_MS,
    unit: 'ms',
  });
  await page.getByRole('link', { name: 'Playground' }).click();
  await page.getByText('This image builds, but it cannot start.').waitFor();
  figures.push({
    what: 'playground with the engine and its data, compressed',
    value: await weight(),
    budget: ENGINE_KB,
    unit: 'kB',
  });
});

test('the Dockerfile tab', async ({ page }) => {
  const long = longDockerfile();
  await page.route(
    '**/api/dockerfile-scorecard/scorecards/component/default/orders-api',
    route => route.fulfill({ json: service('orders-api', [long]) }),
  );
  await openOverview(page);
  const weight = weigh(page);
  const tab = page.locator('a', { hasText: /^Dockerfile$/ });
  const lines = long.text.trimEnd().split('\n');
  const drawn = {
    selector: `[data-line="${lines.length}"] code`,
    text: lines[lines.length - 1],
  };
  await pressUntil(page, tab, drawn);
  await page.waitForLoadState('networkidle');
  figures.push({
    what: 'Dockerfile tab, loaded for it, compressed',
    value: await weight(),
    budget: PART_KB,
    unit: 'kB',
  });
  // with everything loaded: drawing alone
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await page.locator('a', { hasText: /^Overview$/ }).click();
    await page.getByText('Relations').first().waitFor();
    await page.waitForLoadState('networkidle');
    times.push(await pressUntil(page, tab, drawn));
  }
  const findings = worstFirst(long.evaluation).length;
  figures.push({
    what: `a Dockerfile of ${lines.length} lines with ${findings} findings`,
    value: Math.min(...times),
    budget: LONG_FILE_MS,
    unit: 'ms',
  });
});

test.afterAll(() => {
  expect(report(figures)).toEqual([]);
});
