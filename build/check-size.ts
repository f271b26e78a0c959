/**
 * How much JavaScript the page needs before it can show its first screen, compressed as a browser would fetch it: the entry, what it imports, the words
 * of one language and the first screen. `node build/check-size.ts` prints it and ends with 1 above the limit.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';

/** In bytes: 350 kB. */
export const firstLoadLimit = 350_000;

const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]), isEntry: z.boolean().default(false) }),
);

/** What the first screen is made of, beside the entry: the larger of the two languages and the screen itself. */
const firstScreens = ['home/home.tsx', '../shared/words/fr.ts'];

/** The files of the first load with their compressed sizes. @throws where the manifest lacks one of them: then this list is out of date. */
export async function firstLoad(folder: string): Promise<ReadonlyMap<string, number>> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8')));
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
  if (entry === undefined) throw new Error('the page has no entry');
  const sizes = new Map<string, number>();
  const add = async (name: string): Promise<void> => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`not in the page any more: ${name}`);
    if (sizes.has(chunk.file)) return;
    sizes.set(chunk.file, gzipSync(await readFile(join(folder, chunk.file)), { level: 9 }).length);
    for (const next of chunk.imports) await add(next);
  };
  for (const name of [entry, ...firstScreens]) await add(name);
  return sizes;
}

if (import.meta.main) {
  const sizes = await firstLoad(join(import.meta.dirname, '..', 'dist', 'renderer'));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  console.log(
    `first load: ${sizes.size} files, ${(total / 1000).toFixed(1)} kB of JavaScript, gzipped (at most ${firstLoadLimit / 1000} kB)`,
  );
  if (total > firstLoadLimit) process.exitCode = 1;
}
