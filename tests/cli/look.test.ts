/** Reading two exports, and everything that can be looked at afterwards. */
import { writeFile } from 'node:fs/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseCards } from 'vcard4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import { ArchiveDetail, ArchiveSummary, PersonRow, SearchPage } from '../../shared/contract/index.ts';
import { AnyRecord } from '../../shared/records.ts';
import { account, person, post, script } from '../../networks/x/make-export.ts';
import { hostileTexts, hostileTikTok } from '../hostile/texts.ts';
import { zipOf } from '../hostile/containers.ts';
import { readSafely } from '../../engine/copies/csv.ts';
import { Adieu, writeSample } from './adieu.ts';

let adieu: Adieu;
let first: AccountOfImport;
let firstTold: string;

beforeAll(async () => {
  adieu = await Adieu.make();
  await writeSample(adieu.path('sample.zip'), 300);
  const x = [
    account(),
    script('tweets', [post('1', 'Une élection à la campagne'), post('2', 'nothing')]),
    script('follower', [person('follower', '7')]),
  ];
  await writeFile(adieu.path('x.zip'), zipOf(x.map(({ path, content }) => ({ name: path, data: content }))));
  await writeFile(adieu.path('hostile.zip'), await hostileTikTok());
  const read = await adieu.run([
    '--protection',
    'none',
    'read',
    'sample.zip',
    '--expect',
    'follower=310',
    '--expect',
    'blocked=14',
    '--json',
  ]);
  expect(read.code).toBe(0);
  first = AccountOfImport.parse(JSON.parse(read.stdout));
  firstTold = read.stderr;
  expect((await adieu.run(['read', 'x.zip'])).code).toBe(0);
});
afterAll(() => adieu.remove());

test('the account of an import adds up, and says what was expected', () => {
  expect(first).toMatchObject({ network: 'tiktok', account: 'solene.valcroix', state: 'done' });
  expect(first.files).toMatchObject([{ file: 'user_data_tiktok.json', became: 'read', by: 'tiktok/json' }]);
  for (const { found, kept, duplicate, refused } of Object.values(first.records)) expect(found).toBe(kept + duplicate + refused);
  expect(first.expected).toEqual([
    { what: 'follower', expected: 310, found: 300, difference: -10 },
    { what: 'blocked', expected: 14, found: 14, difference: 0 },
  ]);
});

test('progress and the recovery code go to stderr, and a stage is a line where there is no terminal', () => {
  expect(firstTold).toMatch(/^Recovery code.*: (?:[0-9A-Z]{4}-){13}[0-9A-Z]{4}$/m);
  expect(firstTold).toMatch(/^Looking…$/m);
});

test('the same export again adds nothing', async () => {
  const again = AccountOfImport.parse(await adieu.json(['read', 'sample.zip']));
  expect(again.archive).toBe(first.archive);
  for (const { found, kept, duplicate } of Object.values(again.records)) expect([kept, duplicate]).toEqual([0, found]);
});

test('both archives are listed and shown, by id and by account', async () => {
  const all = z.array(ArchiveSummary).parse(await adieu.json(['archives']));
  expect(all.map(({ network, account }) => [network, account]).sort()).toEqual([
    ['tiktok', 'solene.valcroix'],
    ['x', 'someone'],
  ]);
  const [byId, byName, byBoth] = await Promise.all(
    [first.archive, '@Solene.Valcroix', 'tiktok:solene.valcroix'].map(async (name) =>
      ArchiveDetail.parse(await adieu.json(['show', name])),
    ),
  );
  expect(byId).toMatchObject({ relations: { follower: 300, following: 320, blocked: 14 } });
  expect([byName, byBoth]).toEqual([byId, byId]);
  const { stdout } = await adieu.run(['archives']);
  expect(stdout.trim().split('\n')).toHaveLength(2);
});

describe('records', () => {
  test('are JSON Lines of the shape they should have, with and without --json', async () => {
    const [plain, json] = await Promise.all([
      adieu.run(['records', first.archive]),
      adieu.run(['records', first.archive, '--json']),
    ]);
    expect(json.stdout).toBe(plain.stdout);
    const lines = plain.stdout.trimEnd().split('\n');
    const kinds: Record<string, number> = {};
    for (const line of lines) {
      const { kind } = AnyRecord.parse(JSON.parse(line));
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    expect(kinds).toEqual(Object.fromEntries(Object.entries(first.records).map(([kind, { kept }]) => [kind, kept])));
  });

  test('of one kind and one list, in any order of arguments', async () => {
    const ways = [
      ['records', first.archive, '--kind', 'relation', '--relation', 'blocked'],
      ['--relation', 'blocked', 'records', first.archive],
      ['--kind=relation', '--relation', 'blocked', '--home', adieu.home, '--json', 'records', '@solene.valcroix'],
    ];
    const [one, ...more] = await Promise.all(ways.map((args) => adieu.run(args)));
    expect(one?.stdout.trimEnd().split('\n')).toHaveLength(14);
    for (const ran of more) expect(ran).toEqual(one);
  });
});

describe('people', () => {
  const everybody = async (...more: string[]): Promise<PersonRow[]> =>
    z.array(PersonRow).parse(await adieu.json(['people', first.archive, ...more]));

  test('as JSON: each once, with every list they stand in', async () => {
    const people = await everybody();
    expect(new Set(people.map(({ handle }) => handle)).size).toBe(people.length);
    expect(people.filter(({ relations }) => relations.includes('follower'))).toHaveLength(300);
    expect(await everybody('--relation', 'blocked', '--as', 'json')).toHaveLength(14);
  });

  test('as CSV: a row each', async () => {
    const { stdout } = await adieu.run(['people', first.archive, '--relation', 'follower', '--as', 'csv']);
    const rows = z.array(z.record(z.string(), z.string())).parse(parseCsv(stdout, { bom: true, columns: true }));
    const people = await everybody('--relation', 'follower');
    expect(rows.map(({ handle }) => readSafely(handle ?? ''))).toEqual(people.map(({ handle }) => handle));
    expect(rows.every(({ relations }) => relations?.split(' ').includes('follower'))).toBe(true);
  });

  test('as vCards: a card each', async () => {
    const { stdout } = await adieu.run(['people', first.archive, '--relation', 'blocked', '--as', 'vcard']);
    const people = await everybody('--relation', 'blocked');
    const cards = [parseCards(stdout)].flat();
    expect(cards.map((card) => String(card.getProperty('NICKNAME')[0]?.value))).toEqual(people.map(({ handle }) => handle));
  });
});

test('search finds words with and without accents, in one archive or all, and no more than wanted', async () => {
  const search = async (...args: string[]): Promise<z.infer<typeof SearchPage>> =>
    SearchPage.parse(await adieu.json(['search', ...args]));
  const [bare, accented, elsewhere] = await Promise.all([
    search('election', 'campagne', '--kind', 'post'),
    search('élection campagne'),
    search('élection campagne', '--archive', first.archive),
  ]);
  expect(bare.hits.map(({ record }) => record.kind === 'post' && record.text)).toEqual(['Une élection à la campagne']);
  expect(accented).toMatchObject({ total: 1, hits: bare.hits });
  expect(bare.hits[0]?.marked.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['élection', 'campagne']);
  expect(elsewhere.total).toBe(0);
  const [all, two, many] = await Promise.all([
    search('merci', '--limit', '100000'),
    search('merci', '--limit', '2'),
    search('merci', '--limit', '0'),
  ]);
  expect(all.total).toBeGreaterThan(2);
  expect(all.hits).toHaveLength(all.total);
  expect(two.hits).toEqual(all.hits.slice(0, 2));
  expect(many.hits).toEqual([]);
});

describe('hostile names and texts', () => {
  let archive: string;
  let posts: number;
  beforeAll(async () => {
    const { code, stdout } = await adieu.run(['read', 'hostile.zip', '--json']);
    expect(code).toBeLessThan(2);
    const account = AccountOfImport.parse(JSON.parse(stdout));
    archive = account.archive;
    posts = account.records.post?.kept ?? 0;
    expect(account.records.post?.found).toBe(hostileTexts.length);
  });

  test('are one record a line, and one name in a table of one column', async () => {
    const { stdout } = await adieu.run(['records', archive, '--kind', 'post']);
    const texts = stdout
      .trimEnd()
      .split(/\r\n|[\n\r\u0085\u2028\u2029\v\f]/)
      .map((line) => AnyRecord.parse(JSON.parse(line)));
    expect(texts).toHaveLength(posts);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  });

  test('never reach the terminal as what they are, and never a spreadsheet as a formula', async () => {
    const [table, csv, found] = await Promise.all([
      adieu.run(['people', archive]),
      adieu.run(['people', archive, '--as', 'csv']),
      adieu.run(['search', 'harmed']),
    ]);
    // eslint-disable-next-line no-control-regex
    for (const { stdout } of [table, found]) expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    const cells = z.array(z.array(z.string())).parse(parseCsv(csv.stdout, { bom: true }));
    expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });
});

test('an archive is removed by its account, and nothing else is', async () => {
  expect(await adieu.json(['remove', 'x:someone'])).toMatchObject({ removed: expect.stringMatching(/^x-/) });
  const left = z.array(ArchiveSummary).parse(await adieu.json(['archives']));
  expect(left.map(({ network }) => network)).not.toContain('x');
  expect((await adieu.run(['show', 'x:someone'])).code).toBe(2);
});
