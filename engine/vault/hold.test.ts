import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { holdFile, takeHold } from './hold.ts';

const home = mkdtempSync(join(tmpdir(), 'adieu-hold-'));
const file = holdFile(home, 'thing');
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('is one alone or several together, never both', () => {
  const alone = takeHold(file, 'alone');
  expect(alone).not.toBeNull();
  expect(takeHold(file, 'alone')).toBeNull();
  expect(takeHold(file, 'together')).toBeNull();
  alone?.release();
  const both = [takeHold(file, 'together'), takeHold(file, 'together')];
  expect(both).not.toContain(null);
  expect(takeHold(file, 'alone')).toBeNull();
  for (const hold of both) hold?.release();
  const again = takeHold(file, 'alone');
  expect(again).not.toBeNull();
  expect(readdirSync(join(home, 'holds'))).toEqual(['thing']);
  expect(statSync(file).size).toBe(0);
  again?.release(true);
  expect(readdirSync(join(home, 'holds'))).toEqual([]);
});

it('ends with the process that had it, also when that is killed', async () => {
  const program = `import { takeHold } from ${JSON.stringify(new URL('./hold.ts', import.meta.url).href)};
    console.log(takeHold(${JSON.stringify(file)}, 'alone') !== null);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString().trim()).toBe('true');
  expect(takeHold(file, 'alone')).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const mine = takeHold(file, 'alone');
  expect(mine).not.toBeNull();
  mine?.release();
});
