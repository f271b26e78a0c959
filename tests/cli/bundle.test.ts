import { execFileSync } from 'node:child_process';
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { environment, root } from './adieu.ts';

/** Asked anew each time: the module keeps nothing. */
async function bundled(): Promise<URL | null> {
  const { bundled: ask } = (await import(join(root, 'cli/bundle.mjs'))) as { bundled: () => URL | null };
  return ask();
}

const says = (program: string): string =>
  execFileSync(process.execPath, [program, 'networks', '--json'], { cwd: root, env: environment(), encoding: 'utf8' });

test('the bundle says what the sources say', async () => {
  const begin = await bundled();
  expect(begin).not.toBeNull();
  expect(says(fileURLToPath(begin ?? ''))).toBe(says(join(root, 'cli/main.ts')));
});

test('a source that was written again makes another bundle', async () => {
  const before = await bundled();
  const source = join(root, 'cli/exit.ts');
  utimesSync(source, new Date(), new Date());
  const after = await bundled();
  expect(after?.href).not.toBe(before?.href);
  expect(existsSync(fileURLToPath(after ?? ''))).toBe(true);
});
