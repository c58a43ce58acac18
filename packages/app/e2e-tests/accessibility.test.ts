import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { signIn } from './signIn';

const axe = createRequire(__filename).resolve('axe-core/axe.min.js');
const OURS = '[data-testid="dockerfile-scorecard"]';

/** What axe finds that keeps somebody out, in the part of the page that the plugin draws. */
async function seriousViolations(page: Page, part = OURS): Promise<string[]> {
  await page.locator(part).first().waitFor();
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(
    selector =>
      (
        window as unknown as {
          axe: { run(context: object): Promise<AxeResults> };
        }
      ).axe.run({ include: [selector] }),
    part,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`);
}

const PAGES = {
  'a service that cannot start':
    '/catalog/default/component/orders-api/dockerfile',
  'a gold service': '/catalog/default/component/pricing-service/dockerfile',
  'a Dockerfile that cannot be read':
    '/catalog/default/component/payments-webhook/dockerfile',
  'a service without a Dockerfile':
    '/catalog/default/component/shop-events/dockerfile',
  'a failed scan': '/catalog/default/component/partner-feed/dockerfile',
  'an excluded service': '/catalog/default/component/load-generator/dockerfile',
  services: '/dockerfile-scorecard',
  overview: '/dockerfile-scorecard?tab=overview',
  'base images': '/dockerfile-scorecard?tab=base-images&ban=*alpine*',
  rules: '/dockerfile-scorecard?tab=rules',
  waivers: '/dockerfile-scorecard?tab=waivers',
  scans: '/dockerfile-scorecard?tab=scans',
  'an empty list': '/dockerfile-scorecard?q=no-such-service',
  'a list without some columns':
    '/dockerfile-scorecard?hide=owner&show=system&endOfLifeBefore=2030-01-01',
  'a group': '/catalog/default/group/checkout',
  'a system': '/catalog/default/system/shop',
  'an overview card': '/catalog/default/component/orders-api',
  'the home page': '/home',
  'the catalog': '/',
  playground: '/dockerfile-scorecard?tab=playground',
};

// the portal's policy lets no script in that it does not serve
test.use({ bypassCSP: true });

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [name, path] of Object.entries(PAGES))
      test(`axe finds nothing serious: ${name}`, async ({ page }) => {
        await signIn(page, path);
        await page.waitForLoadState('networkidle');
        expect(await seriousViolations(page)).toEqual([]);
      });
  });

test('axe finds nothing serious in the form for a waiver', async ({ page }) => {
  await signIn(page, PAGES['a service that cannot start']);
  await page.getByRole('button', { name: 'Request a waiver' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Request a waiver' });
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await expect(dialog.getByText(/^Say why/)).toBeVisible();
  expect(
    await seriousViolations(page, '[data-testid="dockerfile-scorecard-form"]'),
  ).toEqual([]);
});

test('axe finds nothing serious in all filters and the choice of columns', async ({
  page,
}) => {
  await signIn(page, '/dockerfile-scorecard');
  await page.getByRole('button', { name: 'More filters' }).click();
  await expect(page.getByLabel('Base ends before')).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(
    page.getByRole('menuitemcheckbox', { name: 'Owner' }),
  ).toBeVisible();
  expect(await seriousViolations(page, '[role="menu"]')).toEqual([]);
});

test('axe finds nothing serious in an open filter', async ({ page }) => {
  await signIn(page, '/dockerfile-scorecard');
  await page.getByLabel('Failing rule').click();
  // the choice of rows per page has options, too
  await expect(
    page.getByRole('listbox').getByRole('option').first(),
  ).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});
