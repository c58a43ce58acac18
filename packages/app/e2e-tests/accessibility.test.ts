import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { signIn } from './signIn';

const axe = createRequire(__filename).resolve('axe-core/axe.min.js');
const OURS = '[data-testid="dockerfile-scorecard"]';

/** What axe finds that keeps somebody out, in the part of the page that the plugin draws. */
async function seriousViolations(page: Page): Promise<string[]> {
  await page.locator(OURS).first().waitFor();
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(
    selector =>
      (
        window as unknown as {
          axe: { run(context: object): Promise<AxeResults> };
        }
      ).axe.run({ include: [selector] }),
    OURS,
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
  scans: '/dockerfile-scorecard?tab=scans',
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

test('axe finds nothing serious in an open filter', async ({ page }) => {
  await signIn(page, '/dockerfile-scorecard');
  await page.getByLabel('Failing rule').click();
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});
