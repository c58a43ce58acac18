import { expect, test } from '@playwright/test';
import { signIn } from './signIn';

const SCREENSHOTS = 'packages/app/e2e-tests/screenshots';
const TAB = '/catalog/default/component/returns/dockerfile';

test('a waiver goes from the request to the level that it gives, and back', async ({
  page,
}) => {
  await signIn(page, TAB);
  const level = page
    .getByRole('list', { name: 'Level' })
    .getByRole('listitem')
    .filter({ hasText: 'current level' });
  await expect(level).toContainText('Bronze');

  const finding = page
    .getByRole('button', { name: /The container runs as root/ })
    .first();
  if ((await finding.getAttribute('aria-expanded')) === 'false')
    await finding.click();
  await page.getByRole('button', { name: 'Request a waiver' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Request a waiver' });
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await expect(dialog.getByText(/^Say why the rule/)).toBeVisible();
  await dialog.getByLabel(/^Reason/).fill('OPS-12: the agent needs the socket');
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByText(/is requested and waits/)).toBeVisible();
  await page.screenshot({
    path: `${SCREENSHOTS}/waiver-requested.png`,
    fullPage: true,
  });

  await page.goto('/dockerfile-scorecard');
  await page.getByRole('link', { name: /^Waivers · \d+$/ }).click();
  const requested = page.getByRole('table', { name: 'Requested waivers' });
  await expect(requested.getByText('OPS-12')).toBeVisible();
  await requested
    .getByRole('button', { name: /^Approve .*component:default\/returns/ })
    .click();
  const inForce = page.getByRole('table', { name: 'Waivers in force' });
  await expect(inForce.getByRole('row', { name: /returns/ })).toContainText(
    '90 days left',
  );
  await page.screenshot({
    path: `${SCREENSHOTS}/waiver-approved.png`,
    fullPage: true,
  });

  await inForce.getByRole('link', { name: 'returns' }).click();
  await expect(level).toContainText('Gold', { timeout: 30_000 });
  const waivers = page.getByRole('table', {
    name: 'Waivers requested in the portal',
  });
  await expect(waivers).toContainText('Approved');
  await waivers.getByRole('button', { name: /^Revoke/ }).click();
  await waivers.getByLabel('Comment (optional)').fill('The journey is over');
  await waivers.getByRole('button', { name: 'Revoke' }).click();
  await expect(waivers).toContainText('Revoked');
  await expect(level).toContainText('Bronze', { timeout: 30_000 });
});
