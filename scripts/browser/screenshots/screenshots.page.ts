import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { signIn } from '../../../packages/app/e2e-tests/signIn';

const IMAGES = join(__dirname, '../../../docs/images');
const PLUGIN = '[data-testid="dockerfile-scorecard"]';

test.use({ viewport: { width: 1280, height: 900 } });

/** Only what the plugin draws: the portal around it is the reader's own. */
async function picture(page: Page, name: string) {
  await page.waitForLoadState('networkidle');
  await page
    .locator(PLUGIN)
    .first()
    .screenshot({
      path: join(IMAGES, `${name}.png`),
      animations: 'disabled',
    });
}

test('the Dockerfile tab', async ({ page }) => {
  await signIn(page, '/catalog/default/component/orders-api/dockerfile');
  await expect(page.getByLabel(/^Fix: Copy the installed/)).toBeVisible();
  await picture(page, 'service');
});

test('the parts of the fleet page', async ({ page }) => {
  await signIn(page, '/dockerfile-scorecard');
  await expect(page.getByRole('link', { name: 'orders-api' })).toBeVisible();
  await picture(page, 'fleet');
  await page.goto('/dockerfile-scorecard?tab=overview');
  await expect(
    page.getByRole('table', { name: 'Rules that fail most' }),
  ).toBeVisible();
  await picture(page, 'overview');
  await page.goto('/dockerfile-scorecard?tab=base-images&ban=*alpine*');
  await expect(
    page.getByRole('table', { name: 'Services affected' }),
  ).toBeVisible();
  await picture(page, 'base-images');
});
