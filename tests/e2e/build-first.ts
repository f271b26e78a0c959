/** Before the first end-to-end test: the page is built from what stands here, and there is a Chromium. */
import { join } from 'node:path';
import { buildPage } from '../../scripts/build.ts';
import { findOrInstallChromium } from '../../scripts/chromium.ts';
import { isStale } from '../../scripts/staleness.ts';

export default async function buildFirst(): Promise<void> {
  process.env['ADIEU_CHROMIUM'] = await findOrInstallChromium();
  const root = join(import.meta.dirname, '..', '..');
  const page = join(root, 'dist', 'renderer');
  const sources = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'].map((name) => join(root, name));
  if (await isStale(join(page, 'index.html'), sources)) await buildPage(page);
}
