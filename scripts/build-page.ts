/** Builds the page (`dist/renderer`) when it is not there or older than its sources. */
import { fileURLToPath } from 'node:url';
import { isStale } from './staleness.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** @throws when the page does not build. */
export async function buildPage(): Promise<void> {
  const sources = ['renderer', 'shared', 'package-lock.json'].map((name) => `${root}${name}`);
  if (!(await isStale(`${root}dist/renderer/index.html`, sources))) return;
  process.stderr.write('Building the page…\n');
  const { build } = await import('vite');
  await build({ configFile: `${root}renderer/vite.config.ts`, logLevel: 'warn' });
}

if (import.meta.main) await buildPage();
