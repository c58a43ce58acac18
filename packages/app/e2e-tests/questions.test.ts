import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { rescan } from './rescan';
import { signIn } from './signIn';

// the questions that a platform engineer asks of the fleet page; none takes more than three clicks
const SCREENSHOTS = 'packages/app/e2e-tests/screenshots';
const FLEET = '/dockerfile-scorecard';

const part = (page: Page, name: string | RegExp) =>
  page
    .getByRole('navigation', { name: 'Parts of the fleet' })
    .getByRole('link', { name });

async function keep(page: Page, name: string) {
  await page.screenshot({
    path: `${SCREENSHOTS}/question-${name}.png`,
    fullPage: true,
  });
}

test('which teams still ship Python 3.8', async ({ page }) => {
  await signIn(page, FLEET);
  await page.getByLabel('Base image').fill('*python:3.8*');
  await page.getByLabel('Base image').press('Enter');
  const services = page.getByRole('table', { name: 'Services' });
  await expect(services.getByRole('rowheader')).toHaveText(['invoices']);
  await expect(services.getByRole('row', { name: /invoices/ })).toContainText(
    'Checkout',
  );
  await keep(page, 'python');
});

test('who is on a base that has ended', async ({ page }) => {
  await signIn(page, FLEET);
  await part(page, 'Overview').click();
  await expect(
    page.getByText(/^The base image of \d+ services? has ended/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'See the services' }).click();
  await expect(
    page
      .getByRole('table', { name: 'Services' })
      .getByRole('rowheader', { name: 'invoices' }),
  ).toBeVisible();
  await expect(page).toHaveURL(/endOfLifeBefore=\d{4}-\d\d-\d\d/);
});

test('what ends next', async ({ page }) => {
  await signIn(page, FLEET);
  await part(page, 'Base images').click();
  const months = page.getByRole('table', {
    name: 'Base images by the month of their end of life',
  });
  await expect(
    months.getByRole('row', { name: /^Already ended/ }),
  ).toContainText('python:3.8-slim-buster');
  await expect(months.getByRole('row')).toHaveCount(14);
  await keep(page, 'end-of-life');
});

test('who breaks if alpine is banned', async ({ page }) => {
  await signIn(page, FLEET);
  await part(page, 'Base images').click();
  await page.getByLabel('Images to ban').fill('*alpine*');
  await page.getByRole('button', { name: 'Show who is affected' }).click();
  const affected = page.getByRole('table', { name: 'Services affected' });
  await expect(
    affected.getByRole('row', { name: /recommendations/ }),
  ).toContainText('python:3.13-alpine3.24');
  await expect(page).toHaveURL(/ban=/);
  await keep(page, 'ban');
});

test('which rule fails most, and where', async ({ page }) => {
  await signIn(page, FLEET);
  await part(page, 'Overview').click();
  const worst = page
    .getByRole('table', { name: 'Rules that fail most' })
    .getByRole('row')
    .nth(1);
  const amount = Number(await worst.getByRole('link').textContent());
  expect(amount).toBeGreaterThan(1);
  await worst.getByRole('link').click();
  await expect(
    page.getByRole('table', { name: 'Services' }).getByRole('rowheader'),
  ).toHaveCount(amount);
});

test('which scans fail, and why', async ({ page }) => {
  await signIn(page, FLEET);
  await part(page, /^Scans · \d+ failed$/).click();
  const failed = page.getByRole('table', { name: 'Failed scans' });
  await expect(failed.getByRole('row', { name: /partner-feed/ })).toContainText(
    'git.partner.example',
  );
});

test('what got worse this week, and why', async ({ page }) => {
  const { PORTAL_DATA } = process.env;
  test.skip(!PORTAL_DATA, 'writes a service where the portal looks for them');
  const name = `worse-${Date.now().toString(36)}`;
  const folder = join(PORTAL_DATA!, 'repositories', name);
  const dockerfile = (user: string) =>
    writeFile(
      join(folder, 'Dockerfile'),
      `FROM python:3.14-slim-trixie\n${user}CMD ["python", "-V"]\n`,
    );
  await mkdir(folder, { recursive: true });
  await dockerfile('USER 1000\n');
  await writeFile(
    join(folder, 'catalog-info.yaml'),
    [
      'apiVersion: backstage.io/v1alpha1',
      'kind: Component',
      `metadata: { name: ${name} }`,
      'spec: { type: service, lifecycle: production, owner: checkout }',
      '',
    ].join('\n'),
  );
  await signIn(page, FLEET);
  await expect(async () => {
    await page.goto(`/catalog/default/component/${name}/dockerfile`);
    await expect(page.getByRole('button', { name: 'Rescan' })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 90_000 });
  await dockerfile('');
  await rescan(page, /^Was \w+ \d+, is /);

  await page.goto(FLEET);
  await part(page, 'Overview').click();
  const worse = page.getByRole('table', { name: 'Services that got worse' });
  await expect(worse.getByRole('row', { name })).toContainText(
    'Began to fail: The container runs as root',
  );
  await keep(page, 'worse');
});
