/** Tests stand beside the code; the root is the project's (Vite's own configuration has the page's). Those in `tests/e2e` are Playwright's. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'dist/**', 'release/**', 'tests/e2e/**'],
  },
});
