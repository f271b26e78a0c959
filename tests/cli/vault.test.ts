/** How a script opens the vault: by passphrase, recovery code, or nothing. */
import { cp, rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Adieu, writeSample } from './adieu.ts';

let adieu: Adieu;
let recoveryCode: string;
const passphrase = 'correct horse battery staple';
const line = (code: string): unknown => expect.stringMatching(new RegExp(`^(?:Looking…\n)?adieu: .*\\[${code}\\]\n$`));

beforeAll(async () => {
  adieu = await Adieu.make();
  await writeSample(adieu.path('sample.zip'), 20);
  const read = await adieu.run(['read', 'sample.zip'], { env: { ADIEU_PASSPHRASE: passphrase } });
  expect(read.code).toBe(0);
  recoveryCode = /: ((?:[0-9A-Z]{4}-){13}[0-9A-Z]{4})$/m.exec(read.stderr)?.[1] ?? '';
});
afterAll(() => adieu.remove());

test('without a keychain, a passphrase or anybody to ask, a new vault is refused with what to do', async () => {
  const { code, stdout, stderr } = await adieu.run(['read', 'sample.zip', '--home', 'new']);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: line('no-keychain') });
  expect(stderr).toMatch(/ADIEU_PASSPHRASE.*--protection none/);
});

test('a passphrase that is too short is refused, and so is one that nobody gives', async () => {
  const [short, absent] = await Promise.all([
    adieu.run(['read', 'sample.zip', '--home', 'short'], { env: { ADIEU_PASSPHRASE: 'short' } }),
    adieu.run(['read', 'sample.zip', '--home', 'absent', '--protection', 'passphrase']),
  ]);
  expect(short).toMatchObject({ code: 2, stderr: line('weak-passphrase') });
  expect(absent).toMatchObject({ code: 2, stderr: line('bad-input') });
});

test('the passphrase opens it; another, or none, does not', async () => {
  const archives = (env: Record<string, string>) => adieu.run(['archives', '--json'], { env });
  const [right, wrong, none] = await Promise.all([
    archives({ ADIEU_PASSPHRASE: passphrase }),
    archives({ ADIEU_PASSPHRASE: 'another one' }),
    archives({}),
  ]);
  expect(right.code).toBe(0);
  expect(JSON.parse(right.stdout)).toHaveLength(1);
  expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: line('wrong-key') });
  expect(none).toMatchObject({ code: 2, stdout: '', stderr: line('vault-locked') });
});

test('a home that was copied elsewhere opens with the recovery code, also where its vault file is lost', async () => {
  await cp(adieu.home, adieu.path('elsewhere'), { recursive: true });
  const env = { ADIEU_RECOVERY_CODE: recoveryCode, ADIEU_HOME: adieu.path('elsewhere') };
  expect(await adieu.json(['archives'], { env })).toHaveLength(1);
  await rm(adieu.path('elsewhere/vault.json'));
  expect(await adieu.run(['archives'], { env: { ADIEU_HOME: adieu.path('elsewhere') } })).toMatchObject({
    code: 2,
    stderr: line('damaged'),
  });
  expect(await adieu.json(['archives', '--protection', 'none'], { env })).toHaveLength(1);
  expect(await adieu.json(['archives'], { env: { ADIEU_HOME: adieu.path('elsewhere') } })).toHaveLength(1);
});
