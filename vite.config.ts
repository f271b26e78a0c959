/** The page: built into `dist/renderer`, everything local, nothing inline, so that the doors can send a strict Content-Security-Policy. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome130',
    // Fonts and icons stay files: the policy allows no `data:` fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // `build/check-size.ts` reads it to tell what the first load is.
    manifest: true,
    sourcemap: false,
  },
});
