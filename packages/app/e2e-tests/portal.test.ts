import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { rescan } from './rescan';
import { signIn } from './signIn';

const SCREENSHOTS = 'packages/app/e2e-tests/screenshots';

/** From the Create page to the end of the form's first page. */
async function beginService(page: Page, name: string) {
  await signIn(page, '/create');
  await page
    .getByText(/^A typed Python service/)
    .locator('xpath=ancestor::*[.//button[normalize-space()="Choose"]][1]')
    .getByRole('button', { name: 'Choose' })
    .click();

  await page.getByLabel(/^Name/).fill(name);
  await page
    .getByLabel(/^Description/)
    .fill('Made by the journey through the portal');
  await page.getByLabel(/^Owner/).fill('checkout');
  await page
    .getByRole('option', { name: /checkout/i })
    .first()
    .click();
}

async function guestToken(page: Page): Promise<string> {
  const response = await page.request.get('/api/auth/guest/refresh', {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  return (await response.json()).backstageIdentity.token;
}

test('the API answers nobody without a token and lists every service with one', async ({
  page,
}) => {
  const path = '/api/dockerfile-scorecard/scorecards?limit=100';
  expect((await page.request.get(path)).status()).toBe(401);

  const token = await guestToken(page);
  const response = await page.request.get(path, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status()).toBe(200);
  const { items, totalItems } = await response.json();
  expect(totalItems).toBeGreaterThanOrEqual(12);
  expect(items).toHaveLength(totalItems);
  const states = new Set(items.map((item: { state: string }) => item.state));
  for (const state of ['scored', 'no-dockerfile', 'failed', 'excluded']) {
    expect(states).toContain(state);
  }
  const levels = new Set(
    items
      .filter((item: { state: string }) => item.state === 'scored')
      .map((item: { level: string }) => item.level),
  );
  expect([...levels].sort()).toEqual(['bronze', 'gold', 'none', 'silver']);
});

test('a platform engineer downloads what the table shows as CSV', async ({
  page,
}) => {
  await signIn(page, '/dockerfile-scorecard?level=none&orderBy=name:desc');
  await expect(page.getByRole('link', { name: 'orders-api' })).toBeVisible();
  const names = await page.getByRole('rowheader').allTextContents();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('dockerfile-scorecards.csv');
  const [head, ...rows] = (await readFile(await download.path(), 'utf8'))
    .trimEnd()
    .split('\r\n');
  expect(head).toMatch(/^entityRef,title,state,level,score,/);
  expect(rows).toHaveLength(names.length);
  for (const [index, name] of names.entries())
    expect(rows[index]).toContain(name);
});

test('a service owner reads why the Flask service cannot start', async ({
  page,
}) => {
  await signIn(page, '/dockerfile-scorecard');
  await expect(page.getByText('Services by level')).toBeVisible();
  await expect(page.getByRole('link', { name: 'orders-api' })).toBeVisible();
  await page.screenshot({ path: `${SCREENSHOTS}/fleet.png`, fullPage: true });

  await page.getByRole('link', { name: 'orders-api' }).click();
  await expect(page).toHaveURL(
    /\/catalog\/default\/component\/orders-api\/dockerfile/,
  );
  await expect(
    page.getByText('This image builds, but it cannot start.'),
  ).toBeVisible();
  await expect(page.getByText('deps-not-copied').first()).toBeVisible();
  await expect(
    page.getByRole('link', { name: /line 4/ }).first(),
  ).toBeVisible();
  const fix = page.getByLabel('Fix: Copy the installed packages from builder');
  await expect(fix).toContainText(
    'COPY --from=builder /usr/local/lib/python3.13/site-packages',
  );
  await page.screenshot({ path: `${SCREENSHOTS}/service.png`, fullPage: true });

  await rescan(page, /^Nothing changed since revision \w+\.$/);
});

test('a new service from the template is gold, as its preview says', async ({
  page,
}) => {
  const name = `journey-${Date.now().toString(36)}`;
  await beginService(page, name);
  await page.screenshot({
    path: `${SCREENSHOTS}/create-1.png`,
    fullPage: true,
  });
  await page.getByRole('button', { name: 'Next' }).click();

  const preview = page.getByRole('region', {
    name: 'Preview of the Dockerfile',
  });
  const verdict = page
    .getByRole('status')
    .filter({ hasText: 'level Gold, score 100 of 100' });
  await expect(preview.getByText('Nothing is missing.')).toBeVisible();
  await expect(preview).toContainText('ARG PYTHON_IMAGE=python:3.14-slim-');
  await expect(preview).toContainText(name.replace('-', '_'));
  await expect(preview).toContainText(/Judged by the policy of this portal/);
  await expect(verdict).toBeAttached();

  await page.getByLabel(/^Alpine/).check();
  await expect(preview).toContainText('ARG PYTHON_IMAGE=python:3.14-alpine');
  await page.getByLabel(/^pip/).check();
  await expect(preview).toContainText('--require-hashes');
  await expect(page.getByLabel(/^Alpine/)).toBeHidden();
  await page.getByLabel(/^Python/).click();
  await page.getByRole('option', { name: '3.13' }).click();
  await page.getByLabel(/^Distroless/).check();
  await expect(preview).toContainText('gcr.io/distroless/python3-debian13');
  await page.getByLabel(/^Port/).fill('9000');
  await expect(preview).toContainText('EXPOSE 9000');
  await page.getByLabel(/^Prometheus/).check();
  await expect(verdict).toBeAttached();
  await page.screenshot({
    path: `${SCREENSHOTS}/create-2.png`,
    fullPage: true,
  });
  const shown = await preview
    .getByRole('list', { name: 'Dockerfile' })
    .locator('code')
    .allTextContents();
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(
    page.getByLabel(/^A folder of this sample portal/),
  ).toBeChecked();
  await page.screenshot({
    path: `${SCREENSHOTS}/create-3.png`,
    fullPage: true,
  });
  await page.getByRole('button', { name: 'Review' }).click();
  await page.screenshot({
    path: `${SCREENSHOTS}/create-review.png`,
    fullPage: true,
  });
  await page.getByRole('button', { name: 'Create' }).click();

  const scorecard = page.getByRole('link', {
    name: 'See its Dockerfile scorecard',
  });
  await expect(scorecard).toBeVisible({ timeout: 90_000 });
  await page.screenshot({ path: `${SCREENSHOTS}/created.png`, fullPage: true });
  await scorecard.click();

  await expect(page.getByText('Nothing is missing.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.locator('body')).toContainText(/100\s*\/\s*100/);
  expect(
    await page
      .getByRole('list', { name: 'Dockerfile' })
      .locator('code')
      .allTextContents(),
  ).toEqual(shown);
  await page.screenshot({ path: `${SCREENSHOTS}/gold.png`, fullPage: true });
});

test('a name that is taken or reserved is refused before anything is written', async ({
  page,
}) => {
  await beginService(page, 'orders-api');
  await expect(page.getByText(/orders-api is taken by/)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/"orders-api" is taken/).first()).toBeVisible();
  await page.screenshot({
    path: `${SCREENSHOTS}/create-taken.png`,
    fullPage: true,
  });
  await page.getByLabel(/^Name/).fill('calendar');
  await expect(
    page.getByText(/it is a module of the Python standard library/),
  ).toBeVisible();
  await page.getByLabel(/^Name/).fill('parcel-tracker');
  await expect(page.getByText('parcel-tracker is available.')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel(/^Port/)).toBeVisible();
});

test.describe('in the dark theme', () => {
  test.use({ colorScheme: 'dark' });

  test('the preview is shown too', async ({ page }) => {
    await beginService(page, 'parcel-tracker');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(
      page
        .getByRole('region', { name: 'Preview of the Dockerfile' })
        .getByText('Nothing is missing.'),
    ).toBeVisible();
    await page.screenshot({
      path: `${SCREENSHOTS}/create-2-dark.png`,
      fullPage: true,
    });
  });
});
