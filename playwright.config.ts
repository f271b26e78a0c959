/** End-to-end: the same tests through every door. `npx playwright test --project browser`; doors that are not there are skipped and said so. */
import { defineConfig } from '@playwright/test';
import type { DoorOptions } from './tests/e2e/doors/door.ts';

export default defineConfig<DoorOptions>({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/build-first.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  projects: [
    { name: 'browser', use: { doorName: 'browser' } },
    { name: 'electron-stand-in', use: { doorName: 'electron-stand-in' } },
    { name: 'electron', use: { doorName: 'electron' } },
  ],
});
