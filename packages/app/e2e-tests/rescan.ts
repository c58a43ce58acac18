import { expect, type Page } from '@playwright/test';

/**
 * Has the service of the page scanned, and waits for the answer beside the button.
 *
 * @remarks
 * One service is scanned once per `scan.cooldown`, and journeys share their services: a request that comes too soon is made again.
 */
export async function rescan(page: Page, answer: RegExp) {
  const button = page.getByRole('button', { name: 'Rescan' });
  const refused = page.getByText('It was scanned a moment ago.');
  const answered = page.getByText(answer).first();
  await expect(async () => {
    await button.click({ timeout: 1_000 });
    await expect(answered.or(refused)).toBeVisible({ timeout: 30_000 });
    await expect(refused).toBeHidden({ timeout: 1 });
  }).toPass({ timeout: 90_000 });
  await expect(answered).toBeVisible();
}
