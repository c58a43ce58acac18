import { expect, test } from '@playwright/test';
import { signIn } from './signIn';

const SCREENSHOTS = 'packages/app/e2e-tests/screenshots';
const ORDERS = '/catalog/default/component/orders-api/dockerfile';

test('the keyboard alone leads through the findings', async ({ page }) => {
  await signIn(page, ORDERS);
  await expect(page.getByText('This image builds, but')).toBeVisible();
  const focused = page.locator('[data-finding]:focus');
  await page.keyboard.press('n');
  await expect(focused).toContainText('Nothing keeps the base image fresh');
  await page.keyboard.press('n');
  await expect(focused).toContainText('The container runs as root');
  await expect(focused).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('p');
  await expect(focused).toContainText('Nothing keeps the base image fresh');
});

test('the keyboard alone sorts the services', async ({ page }) => {
  await signIn(page, '/dockerfile-scorecard');
  const head = page
    .getByRole('table', { name: 'Services' })
    .getByRole('button', { name: 'Service' });
  // the ring is for those who come by keyboard
  await head.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(head).toBeFocused();
  expect(
    await head.evaluate(element => getComputedStyle(element).outlineStyle),
  ).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/orderBy=name(%3A|:)asc/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 } });

  for (const [name, path] of Object.entries({
    services: '/dockerfile-scorecard',
    overview: '/dockerfile-scorecard?tab=overview',
    'base-images': '/dockerfile-scorecard?tab=base-images&ban=*alpine*',
    waivers: '/dockerfile-scorecard?tab=waivers',
    rules: '/dockerfile-scorecard?tab=rules',
    scans: '/dockerfile-scorecard?tab=scans',
    service: ORDERS,
  }))
    test(`nothing scrolls sideways: ${name}`, async ({ page }) => {
      await signIn(page, path);
      await page.locator('[data-testid="dockerfile-scorecard"]').waitFor();
      await page.waitForLoadState('networkidle');
      const tooWide = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            '[data-testid="dockerfile-scorecard"] section',
          ),
        ]
          .filter(section => section.scrollWidth > section.clientWidth + 1)
          .map(section => section.textContent?.slice(0, 60)),
      );
      expect(tooWide).toEqual([]);
      await page.screenshot({
        path: `${SCREENSHOTS}/phone-${name}.png`,
        fullPage: true,
      });
    });

  test('the first service and what to fix in it are in the first view', async ({
    page,
  }) => {
    await signIn(page, '/dockerfile-scorecard');
    const first = page
      .getByRole('list', { name: 'Services' })
      .getByRole('listitem')
      .first();
    await expect(first).toContainText('orders-api');
    await expect(first).toContainText('Installed packages stay');
    await expect(first).toBeInViewport();
  });
});

test.describe('with forced colours', () => {
  test.use({ forcedColors: 'active' } as object);

  test('the level of a service and of the fleet can be told', async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await signIn(page, ORDERS);
    await expect(
      page
        .getByRole('list', { name: 'Level' })
        .locator('[aria-current="step"]'),
    ).toContainText('None');
    const rungs = await page
      .getByRole('list', { name: 'Level' })
      .locator('li > span')
      .evaluateAll(all => all.map(one => getComputedStyle(one).outlineStyle));
    expect(rungs).toEqual(['solid', 'none', 'none', 'none']);
    await page.screenshot({
      path: `${SCREENSHOTS}/forced-colors-service.png`,
      fullPage: true,
    });
    await page.goto('/dockerfile-scorecard');
    const part = page.getByRole('link', { name: /^None \d+$/ });
    await expect(part).toBeVisible();
    expect(
      await part.evaluate(element => getComputedStyle(element).borderStyle),
    ).toBe('solid');
    await page.screenshot({
      path: `${SCREENSHOTS}/forced-colors-fleet.png`,
      fullPage: true,
    });
  });
});

test('groups, systems, the home page and the catalog tell of Dockerfiles', async ({
  page,
}) => {
  await signIn(page, '/catalog/default/group/checkout');
  await expect(page.getByText('Rules that fail most:')).toBeVisible();
  await page.goto('/catalog/default/system/shop');
  await expect(page.getByText('Rules that fail most:')).toBeVisible();
  await page.goto('/home');
  await expect(page.getByText('Dockerfiles of your services')).toBeVisible();
  await expect(page.getByRole('link', { name: 'orders-api' })).toBeVisible();
  await page.screenshot({ path: `${SCREENSHOTS}/home.png`, fullPage: true });
  await page.goto('/?filters%5Buser%5D=all');
  await page.getByLabel('Gold').check();
  await expect(
    page.getByRole('link', { name: 'pricing-service' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'orders-api' })).toBeHidden();
});
