import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { rescan } from './rescan';
import { signIn } from './signIn';

// the owner of the Flask service fixes it: from the finding to a change request, and to a better level
const SCREENSHOTS = 'packages/app/e2e-tests/screenshots';
const TAB = '/catalog/default/component/orders-api/dockerfile';
const DOCKERFILE = 'examples/repositories/orders-api/Dockerfile';

/** The form of the template, from its first page to the end of the run. */
async function runTemplate(page: Page) {
  await expect(
    page.getByRole('heading', { name: 'Fix a Dockerfile' }).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Change the files of the sample')).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Back to the service' }),
  ).toBeVisible({ timeout: 60_000 });
}

// other journeys find the service as it was
test.afterAll(async ({ browser }) => {
  const data = process.env.PORTAL_DATA;
  if (data === undefined) return;
  await copyFile(DOCKERFILE, join(data, DOCKERFILE));
  const page = await browser.newPage();
  await signIn(page, TAB);
  await rescan(page, /^(Was |Nothing changed)/);
  await page.close();
});

test('a finding is fixed by a change request, and the level rises', async ({
  page,
}) => {
  await signIn(page, TAB);
  const scorecard = page.getByTestId('dockerfile-scorecard');
  await expect(scorecard).toContainText('it cannot start');
  const diff = scorecard
    .getByLabel('Fix: Copy the installed packages from builder')
    .first();
  await expect(diff).toContainText('site-packages');
  await diff.scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${SCREENSHOTS}/fix-diff.png` });

  await scorecard
    .getByRole('button', { name: 'Open as a change request' })
    .first()
    .click();
  await expect(page.getByLabel(/^Service/)).toHaveValue(/orders-api/);
  await expect(page.getByRole('textbox', { name: 'Rule' })).toHaveValue(
    'deps-not-copied',
  );
  await page.screenshot({
    path: `${SCREENSHOTS}/fix-form.png`,
    fullPage: true,
  });
  await runTemplate(page);
  await page.screenshot({
    path: `${SCREENSHOTS}/fix-done.png`,
    fullPage: true,
  });

  await page.goto(TAB);
  await rescan(page, /^Was None/);
  await expect(scorecard).not.toContainText('it cannot start');
  await page.screenshot({
    path: `${SCREENSHOTS}/fix-after.png`,
    fullPage: true,
  });
});

test('a rewrite is proposed, and says what to check', async ({ page }) => {
  await signIn(page, '/catalog/default/component/catalog-api/dockerfile');
  const section = page.getByRole('region', { name: 'Build it in two stages' });
  await section.getByRole('button', { name: 'Propose a rewrite' }).click();
  await expect(section).toContainText(/would be Silver|No rewrite is offered/);
  await section.scrollIntoViewIfNeeded();
  await page.screenshot({
    path: `${SCREENSHOTS}/rewrite.png`,
    fullPage: true,
  });
});
