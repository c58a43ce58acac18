import { defineConfig } from '@playwright/test';
import e2e from '../../../playwright.config';

/** What the browser does with a large fleet, against the budgets. */
export default defineConfig({
  ...e2e,
  testDir: '.',
  // not `.test.ts`, which `deno task test` would run
  testMatch: '*.page.ts',
  outputDir: '../../../data/bench-results',
  reporter: [['dot']],
});
