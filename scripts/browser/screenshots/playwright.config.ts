import { defineConfig } from '@playwright/test';
import e2e from '../../../playwright.config';

/** Pictures for the documentation, of a portal that runs. */
export default defineConfig({
  ...e2e,
  testDir: '.',
  // not `.test.ts`, which `deno task test` would run
  testMatch: '*.page.ts',
  outputDir: '../../../data/screenshots-results',
});
