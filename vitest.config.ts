/** Tests stand beside the code; the root is the project's (Vite's own configuration has the page's). Those in `tests/e2e` are Playwright's. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    // No test is about how fast something is: a machine that does much else must not make one fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Much of a test is waiting for other processes.
    maxWorkers: 2,
    exclude: ['**/node_modules/**', 'dist/**', 'release/**', 'tests/e2e/**'],
  },
});
