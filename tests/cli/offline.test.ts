/** The whole command line, except what looks outside, opens no connection and looks up no name. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Adieu, root, writeSample } from './adieu.ts';

let adieu: Adieu;
let env: Record<string, string>;
beforeAll(async () => {
  adieu = await Adieu.make();
  env = {
    NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'tests/outside/watch-connections.ts')).href}`,
    ADIEU_TEST_CONNECTIONS: adieu.path('connections'),
  };
});
beforeEach(() => writeFile(adieu.path('connections'), ''));
afterAll(() => adieu.remove());
const tried = (): Promise<string> => readFile(adieu.path('connections'), 'utf8');

test.each([
  ["require('node:net').connect(9, '127.0.0.1').on('error', () => {})", 'socket.connect'],
  ["require('node:https').get('https://127.0.0.1:9/').on('error', () => {})", 'socket.connect'],
  ["fetch('http://127.0.0.1:8/').catch(() => {})", 'socket.connect'],
  ["require('node:dns').lookup('localhost', () => {})", 'dns.lookup'],
  [
    "new (require('node:worker_threads').Worker)(new URL(\"data:text/javascript,import net from 'node:net'; net.connect(8).on('error', () => {})\"))",
    'socket.connect',
  ],
])('would be seen: %s', async (code, seen) => {
  execFileSync(process.execPath, ['-e', code], { env: { ...process.env, ...env } });
  expect(await tried()).toContain(seen);
});

const everything = [
  ['read', 'sample.zip', '--protection', 'none'],
  ['archives'],
  ['search', 'village'],
  ['people', 'solene.valcroix', '--relation', 'follower', '--as', 'csv'],
  ['copy', 'solene.valcroix', '--to', 'my-copy'],
  ['check', 'my-copy'],
  ['depart', 'tiktok', 'solene.valcroix', '--zone', 'Europe/Paris'],
  ['say', 'tiktok:solene.valcroix', 'requested'],
  ['say', 'tiktok:solene.valcroix', 'collected', 'solene.valcroix'],
  ['do', 'tiktok:solene.valcroix', 'check.archive'],
  ['departure', 'tiktok:solene.valcroix'],
  ['departures'],
  ['farewell', 'tiktok:solene.valcroix', '--to', 'farewell', '--where', 'https://exemple.fr', '--language', 'both'],
  ['calendar', '--ics', 'dates.ics'],
  ['receipt', 'tiktok:solene.valcroix', '--to', 'receipt'],
];

test('an import, everything that can be looked at, an open copy, and a departure but for its looks from outside', async () => {
  await writeSample(adieu.path('sample.zip'), 100);
  for (const args of everything) {
    const { code, stderr } = await adieu.run(args, { env });
    expect([args, code, code === 0 ? '' : stderr]).toEqual([args, 0, '']);
  }
  expect(await tried()).toBe('');
});
