/** Two copies of Adieu that change settings at the same moment: neither takes the other's change back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SettingsFile } from './settings.ts';

const times = 150;
const module = new URL('./settings.ts', import.meta.url).href;

/** Sets one thing to this and that in turn, and ends with 1 where somebody has taken it back. */
const changing = (home: string, [what, ...values]: readonly string[]): string => `
  import { SettingsFile } from ${JSON.stringify(module)};
  const file = new SettingsFile(${JSON.stringify(home)});
  const [what, values] = ${JSON.stringify([what, values])};
  for (let n = 0; n < ${times}; n++) {
    if (n > 0 && file.get()[what] !== values[(n - 1) % 2]) process.exit(1);
    file.set({ [what]: values[n % 2] });
  }
`;

it('both changes are there, whoever was first', async () => {
  const home = await mkdtemp(join(tmpdir(), 'adieu-settings-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const ends = await Promise.all(
    [
      ['theme', 'light', 'dark'],
      ['language', 'en', 'fr'],
    ].map(async (change) => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', changing(home, change)], { stdio: 'inherit' });
      return (await once(child, 'exit')) as [number | null];
    }),
  );
  expect(ends.map(([code]) => code)).toEqual([0, 0]);
  expect(new SettingsFile(home).get()).toEqual({ theme: 'dark', language: 'fr' });
});
