import { defineConfig } from '@playwright/test';
import e2e from '../../../playwright.config';

/** What the browser does with a large fleet, against the budgets. */
export default defineConfig({
  ...e2e,
  testDir: '.',
  outputDir: '../../../data/bench-results',
  reporter: [['dot']],
});
