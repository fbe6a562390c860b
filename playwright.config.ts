import { defineConfig } from '@playwright/test';

/** Where a test run without rights may write; the folder of the checkout otherwise. */
const results = process.env.ANTEROOM_RESULTS ?? 'results';

export default defineConfig({
  testDir: 'test',
  // The rooms' tsconfig names the driver's types by path; a runner that follows that path at run time would load types for code.
  tsconfig: './test/playwright.tsconfig.json',
  testMatch: '**/*.spec.ts',
  outputDir: `${results}/journeys`,
  // Each journey owns the screen, the keychain and the clipboard while it runs.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  // A run that hangs must end and be counted.
  globalTimeout: 40 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: `${results}/journeys.json` }]],
  use: { trace: 'off', screenshot: 'off', video: 'off' },
});
