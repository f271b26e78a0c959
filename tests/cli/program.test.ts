/** The program as a whole: its `bin`, its help, the app it serves, the samples it makes, and what it tells of a machine. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unzip } from '../read-with.ts';
import { Adieu, ended, environment, main, root, said } from './adieu.ts';

let adieu: Adieu;
beforeAll(async () => (adieu = await Adieu.make()));
afterAll(() => adieu.remove());

const bin = join(root, 'cli/adieu.mjs');
const older = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (path) => existsSync(path) && /^v2[0-3]\./.test(execFileSync(path, ['--version'], { encoding: 'utf8' })),
);

test('help and version are asked for, so they come on stdout and all is well', async () => {
  const [help, french, command, version] = await Promise.all([
    adieu.run(['--help']),
    adieu.run(['--help'], { env: { LC_ALL: 'fr_FR.UTF-8' } }),
    adieu.run(['read', '--help']),
    adieu.run(['--version']),
  ]);
  for (const { code, stderr } of [help, french, command, version]) expect([code, stderr]).toEqual([0, '']);
  for (const name of 'read archives show records people search copy check remove networks sample serve doctor'.split(' '))
    expect(help.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  expect(french.stdout).toMatch(/^Commandes :$/m);
  expect(command.stdout).toContain('--expect');
  expect(version.stdout).toBe(`${String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)}\n`);
});

test('the bin runs from anywhere, through a link, and hands on the exit code', async () => {
  await symlink(bin, adieu.path('adieu'));
  const run = (args: string[]) =>
    ended(spawn(process.execPath, [adieu.path('adieu'), ...args], { cwd: '/', env: environment({ ADIEU_HOME: adieu.home }) }));
  expect(await run(['networks', 'x', '--json'])).toMatchObject({ code: 0, stdout: expect.stringContaining('"id": "x"') });
  expect(await run(['networks', 'y'])).toMatchObject({ code: 2, stdout: '' });
});

test.skipIf(older === undefined)('the bin finds the Node it needs when an older one starts it', async () => {
  const child = spawn(older ?? '', [bin, 'networks', 'y'], { env: environment({ ADIEU_HOME: adieu.home }) });
  expect(await ended(child)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^adieu: .*\[unknown-network\]\n$/) });
});

test('a sample is the same every time, and a larger one holds the smaller', async () => {
  const make = (out: string, followers: number) =>
    adieu.json(['sample', 'tiktok', '--followers', String(followers), '--posts', '20', '--messages', '30', '--out', out]);
  const [made] = await Promise.all([make('one.zip', 200), make('in/two.zip', 200), make('three.zip', 500)]);
  const [one, two, three] = await Promise.all(['one.zip', 'in/two.zip', 'three.zip'].map((name) => readFile(adieu.path(name))));
  expect(made).toEqual({ file: adieu.path('one.zip'), bytes: one?.length, followers: 200, posts: 20, messages: 30 });
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  const fans = async (zip: Buffer | undefined): Promise<string[]> => {
    const [file] = await unzip(zip ?? Buffer.alloc(0));
    const list = String(file?.content).match(/"FansList":\[(.*?)\]/s)?.[1] ?? '';
    return list.match(/"UserName":"[^"]*"/g) ?? [];
  };
  const [few, many] = [await fans(one), await fans(three)];
  expect([few.length, many.length]).toEqual([200, 500]);
  expect(many.filter((fan) => few.includes(fan))).toHaveLength(200);
});

test('doctor tells of the machine and nothing of the person', async () => {
  const env = { HOME: homedir() };
  const [plain, json] = [await adieu.run(['doctor'], { env }), await adieu.run(['doctor', '--json'], { env })];
  expect(Object.keys(JSON.parse(json.stdout) as object)).toEqual([
    ...[
      'adieu',
      'node',
      'system',
      'sqlite',
      'cipher',
      'home',
      'freeBytes',
      'vault',
      'protection',
      'keychain',
      'recoveryConfirmed',
      'reads',
    ],
  ]);
  for (const { code, stdout, stderr } of [plain, json]) {
    expect([code, stderr]).toEqual([0, '']);
    const words = stdout.split(/[^\p{L}\p{N}._/-]+/u);
    for (const personal of [adieu.folder, adieu.home, homedir(), hostname(), userInfo().username])
      expect(words).not.toContain(personal);
  }
});

test.skipIf(!existsSync(join(root, 'dist/renderer/index.html')))('serve prints the address and ends when told', async () => {
  const child = adieu.start(['serve', '--no-open']);
  const gone = ended(child);
  const address = (await said(child, 'stdout', /\n/)).trim();
  expect(address).toMatch(/^http:\/\/(?:127\.0\.0\.1|localhost):\d+\/#/);
  expect((await fetch(address.replace(/#.*/, ''))).status).toBe(200);
  child.kill('SIGTERM');
  expect((await gone).code).toBe(0);
});

test('the commands of the README do what it says', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const commands = readme.split('\n').filter((line) => line.startsWith('npm run -s adieu -- '));
  expect(commands.length).toBeGreaterThan(4);
  // The same with fewer people in it.
  const script = ['set -e', 'npm() { shift 4; "$NODE" "$MAIN" "$@"; }', ...commands].join('\n').replaceAll('80000', '300');
  const env = environment({
    ADIEU_HOME: adieu.path('readme'),
    ADIEU_PASSPHRASE: 'of the readme',
    NODE: process.execPath,
    MAIN: main,
  });
  const { code, stderr } = await ended(spawn('sh', ['-c', script], { cwd: adieu.folder, env }));
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('adieu:') });
});
