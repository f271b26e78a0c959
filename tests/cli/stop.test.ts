/** Stopped in the middle, in each way a process is stopped, and gone on with. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import { Adieu, ended, said, writeSample } from './adieu.ts';

let adieu: Adieu;
let whole: string;
const followers = 60_000;

const recordsIn = async (home: string): Promise<string> => {
  const { stdout } = await adieu.run(['records', '@solene.valcroix', '--home', home]);
  return createHash('sha256').update(stdout).digest('hex');
};

beforeAll(async () => {
  adieu = await Adieu.make();
  await writeSample(adieu.path('sample.zip'), followers);
  expect((await adieu.run(['read', 'sample.zip', '--protection', 'none', '--home', 'whole'])).code).toBe(0);
  whole = await recordsIn('whole');
});
afterAll(() => adieu.remove());

const reading = (home: string) => adieu.start(['read', 'sample.zip', '--protection', 'none', '--home', home, '--json']);

test('Ctrl-C stops the reading, says how to go on, and resume finishes it as if nothing had been', async () => {
  const child = reading('interrupted');
  const out = ended(child);
  child.stderr?.on('data', (text: string) => /Reading/.test(text) && child.kill('SIGINT'));
  const { code, stdout, stderr } = await out;
  expect([code, stdout]).toEqual([130, '']);
  const archive = /adieu resume (\S+) goes on/.exec(stderr)?.[1] ?? '';
  const account = AccountOfImport.parse(await adieu.json(['resume', archive, '--home', 'interrupted']));
  expect(account.records.relation).toMatchObject({ duplicate: 0, refused: 0 });
  expect(await recordsIn('interrupted')).toBe(whole);
});

test('after kill -9 the same command again ends with the same archive', async () => {
  const child = reading('killed');
  await said(child, 'stderr', /Reading/);
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
  const account = AccountOfImport.parse(await adieu.json(['read', 'sample.zip', '--home', 'killed']));
  expect(account).toMatchObject({ state: 'done', records: { relation: { duplicate: 0, refused: 0 } } });
  expect(await recordsIn('killed')).toBe(whole);
});

test('a reader that has seen enough is no error', async () => {
  const child = adieu.start(['records', '@solene.valcroix', '--home', 'whole']);
  const closed = once(child, 'close');
  child.stdout?.once('data', () => child.stdout?.destroy());
  let stderr = '';
  child.stderr?.on('data', (text) => (stderr += String(text)));
  expect(await closed).toEqual([0, null]);
  expect(stderr).toBe('');
});
