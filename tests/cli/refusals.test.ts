/** What is refused, in one line on stderr and nothing on stdout; and what is damaged, told by the exit code. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import { hostileInputs } from '../hostile/make.ts';
import { Adieu, writeSample } from './adieu.ts';

let adieu: Adieu;

beforeAll(async () => {
  adieu = await Adieu.make();
  await writeFile(adieu.path('note.txt'), 'no export');
  await mkdir(adieu.path('empty'));
  await mkdir(adieu.path('hostile'));
  for (const { name, bytes } of hostileInputs) await writeFile(adieu.path(`hostile/${name}`), bytes);
  await writeSample(adieu.path('sample.zip'), 50);
  expect((await adieu.run(['read', 'sample.zip', '--protection', 'none'])).code).toBe(0);
});
afterAll(() => adieu.remove());

const refused: readonly (readonly [string, RegExp])[] = [
  ['', /a command is wanted/],
  ['--json', /a command is wanted/],
  ['frobnicate', /no command frobnicate/],
  ['archivs', /Did you mean archives\?/],
  ['archives more', /more than the command takes/],
  ['read', /file is missing/],
  ['read sample.zip --frobnicate', /no option --frobnicate/],
  ['--frobnicate read sample.zip', /no option --frobnicate/],
  ['archives --home', /--home <dir> wants a value/],
  ['records x --kind frob', /Allowed choices are profile/],
  ['records x --kind post --relation follower', /\[bad-input\]/],
  ['people x --as csv --json', /\[bad-input\]/],
  ['search merci --limit two', /whole number/],
  ['read sample.zip --expect fans=3', /LIST=NUMBER/],
  ['read sample.zip --expect follower=many', /LIST=NUMBER/],
  ['sample tiktok', /--out <file> is missing/],
  ['sample myspace --out s.zip', /\[unknown-network\]/],
  ['sample x --out s.zip', /\[bad-input\]/],
  ['sample tiktok --out sample.zip', /\[exists\]/],
  ['serve --port 99999', /whole number/],
  ['networks myspace', /\[unknown-network\]/],
  ['read absent.zip', /absent\.zip.*\[not-found\]/],
  ['read note.txt', /--network ID.*\[not-an-export\]/],
  ['read empty', /\[empty-input\]/],
  ['read sample.zip --network myspace', /\[unknown-network\]/],
  ['show nobody', /nobody.*\[no-archive\]/],
  ['copy nobody --to copy', /\[no-archive\]/],
  ['copy @solene.valcroix', /--to <dir> is missing/],
  ['copy @solene.valcroix --to note.txt', /\[exists\]/],
  ['check note.txt', /\[not-a-copy\]/],
  ['check absent', /\[not-found\]/],
  ['check empty', /\[not-a-copy\]/],
  ['resume @solene.valcroix', /\[no-job\]/],
  ['archives --home note.txt', /note\.txt/],
];

test.concurrent.each(refused)('adieu %s', async (line, told) => {
  const { code, stdout, stderr } = await adieu.run(line.split(' ').filter((word) => word !== ''));
  const lines = stderr
    .trimEnd()
    .split('\n')
    .filter((one) => !one.endsWith('…'));
  expect({ code, stdout, lines }).toEqual({ code: 2, stdout: '', lines: [expect.stringMatching(/^adieu: /)] });
  expect(lines[0]).toMatch(told);
});

test('a refusal is said in the language of the locale, and its code stays', async () => {
  const [told, unknown, json, plain] = await Promise.all([
    adieu.run(['show', 'nobody'], { env: { LC_ALL: 'fr_FR.UTF-8' } }),
    adieu.run(['frobnicate'], { env: { LC_ALL: '', LC_MESSAGES: 'fr_CA', LANG: 'en_GB' } }),
    adieu.run(['networks', '--json'], { env: { LC_ALL: 'fr_FR.UTF-8' } }),
    adieu.run(['networks', '--json']),
  ]);
  expect(told.stderr).toMatch(/^adieu: Cette archive .* \[no-archive\]$/m);
  expect(unknown.stderr).toMatch(/^adieu: la commande frobnicate n’existe pas\./);
  expect(json.stdout).toBe(plain.stdout);
});

test('a home that cannot be written is refused', { skip: process.getuid?.() === 0 }, async () => {
  await mkdir(adieu.path('closed'));
  await chmod(adieu.path('closed'), 0o500);
  expect(await adieu.run(['archives', '--home', 'closed/home'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/\[not-readable\]\n$/),
  });
});

describe('damaged and hostile files', () => {
  // One of each way to end; the sources' own tests have them all.
  const few = hostileInputs.filter(({ name }) =>
    [
      'zero-bytes.zip',
      'cut-in-directory.zip',
      'wrong-checksum.zip',
      'climbing-names.zip',
      'link.zip',
      'encrypted.zip',
      'links.tar',
    ].includes(name),
  );

  test.each(few.map(({ name, about, refusal }) => ({ name, about, refusal })))('$name: $about', async ({ name, refusal }) => {
    const { code, stdout, stderr } = await adieu.run(['read', `hostile/${name}`, '--network', 'x', '--no-original', '--json']);
    expect([1, 2]).toContain(code);
    expect(stderr).not.toMatch(/bug/);
    if (refusal !== undefined) expect(stderr).toContain(`[${refusal}]`);
    if (code === 2) expect(stdout).toBe('');
    else expect(AccountOfImport.parse(JSON.parse(stdout)).state).toBe('done');
  });
});
