/** Two exports of TikTok, a week apart, compared on the command line. */
import { writeFile } from 'node:fs/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Comparison, type ComparedList } from '../../shared/contract/index.ts';
import { AnyRecord, type RecordKind } from '../../shared/records.ts';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import { zipOf } from '../hostile/containers.ts';
import { Adieu } from './adieu.ts';

let adieu: Adieu;
beforeAll(async () => {
  adieu = await Adieu.make();
});
afterAll(() => adieu.remove());

interface Made {
  readonly followers: readonly number[] | null;
  readonly following?: readonly number[];
  readonly videos: readonly number[];
}

const date = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 19).replace('T', ' ');
const people = (numbers: readonly number[]): object[] => numbers.map((n) => ({ Date: date(n), UserName: `fan_${n}` }));

function document({ followers, following = [1, 2], videos }: Made): string {
  return JSON.stringify({
    Post: {
      Posts: {
        // The addresses are signed anew in every export.
        VideoList: videos.map((n) => ({ Date: date(n), Title: `video ${n}`, Link: `https://v.example/${n}?s=${Math.random()}` })),
      },
    },
    'Profile And Settings': {
      'Profile Info': { ProfileMap: { userName: 'leaving', displayName: 'Leaving' } },
      Following: { Following: people(following) },
      ...(followers === null ? {} : { Follower: { FansList: people(followers) } }),
    },
  });
}

/** Reads these exports into a home of their own. Answers their imports. */
async function read(home: string, ...texts: readonly string[]): Promise<AccountOfImport[]> {
  const read: AccountOfImport[] = [];
  for (const [n, data] of texts.entries()) {
    const file = `${home}-${n}.zip`;
    await writeFile(adieu.path(file), zipOf([{ name: 'user_data_tiktok.json', data }]));
    const { stdout } = await adieu.run(['read', file, '--home', home, '--protection', 'none', '--json']);
    read.push(AccountOfImport.parse(JSON.parse(stdout)));
  }
  return read;
}

function listOf({ kinds }: Comparison, kind: RecordKind, sub: string): ComparedList | undefined {
  return kinds.find((one) => one.kind === kind)?.lists.find((one) => one.sub === sub);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('a week later', () => {
  beforeAll(async () => {
    const week = await read(
      'week',
      document({ followers: range(0, 40), videos: range(0, 6) }),
      document({ followers: range(3, 45), videos: range(2, 7) }),
    );
    expect(week.map(({ state }) => state)).toEqual(['done', 'done']);
  });
  const compare = (...more: string[]) => adieu.run(['compare', '@leaving', '--home', 'week', ...more]);

  test('it says who came, who left, what is new and what vanished, and the rest to nobody but stderr', async () => {
    const { code, stdout, stderr } = await compare();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^follower +40 +42 +5 +3$/m);
    expect(stdout).toMatch(/^following +2 +2 +0 +0$/m);
    expect(stdout).toMatch(/^post +6 +5 +1 +2$/m);
    expect(stdout).toMatch(/known by their handle alone/);
    expect(stderr).toMatch(/^Looking…$/m);
    const french = await compare('--home', 'week').then(() =>
      adieu.run(['compare', '@leaving', '--home', 'week'], { env: { LC_ALL: 'fr_FR.UTF-8' } }),
    );
    expect(french.stdout).toMatch(/avant +après +arrivés +partis/);
  });

  test('--json gives the counts, and with a list its members', async () => {
    const counts = Comparison.strict().parse(await adieu.json(['compare', '@leaving', '--home', 'week']));
    expect(listOf(counts, 'relation', 'follower')).toMatchObject({ from: 40, to: 42, came: 5, gone: 3, doubts: [] });
    expect(listOf(counts, 'post', 'video')).toMatchObject({ from: 6, to: 5, came: 1, gone: 2 });
    const WithMembers = Comparison.extend({ members: z.strictObject({ came: z.array(AnyRecord), gone: z.array(AnyRecord) }) });
    const { members } = WithMembers.parse(await adieu.json(['compare', '@leaving', '--home', 'week', '--relation', 'follower']));
    const handles = (records: readonly AnyRecord[]) =>
      records.map((record) => (record.kind === 'relation' ? record.person.handle : null));
    expect(handles(members.came)).toEqual(range(40, 45).map((n) => `fan_${n}`));
    expect(handles(members.gone)).toEqual(range(0, 3).map((n) => `fan_${n}`));
    const none = WithMembers.parse(await adieu.json(['compare', '@leaving', '--home', 'week', '--relation', 'blocked']));
    expect(none.members).toEqual({ came: [], gone: [] });
  });

  test('--as csv gives every member a row, with --kind the vanished videos', async () => {
    const { code, stdout } = await compare('--kind', 'post', '--as', 'csv');
    expect(code).toBe(0);
    const rows = z.array(z.record(z.string(), z.string())).parse(parseCsv(stdout, { bom: true, columns: true }));
    expect(rows.map(({ change, certain, list, text }) => [change, certain, list, text])).toEqual([
      ['came', 'yes', 'video', 'video 6'],
      ['gone', 'yes', 'video', 'video 0'],
      ['gone', 'yes', 'video', 'video 1'],
    ]);
    const all = await compare('--as', 'csv');
    const changes = z.array(z.record(z.string(), z.string())).parse(parseCsv(all.stdout, { bom: true, columns: true }));
    expect(changes.filter(({ kind, change }) => kind === 'relation' && change === 'gone')).toHaveLength(3);
    expect((await compare('--kind', 'post')).stdout).toMatch(/^− {2}post {2}video {2}video 0 {2}2024-01-01T00:00:00Z$/m);
  });

  test('what cannot be done is refused in one line', async () => {
    const [first] = z
      .object({ imports: z.array(z.object({ id: z.string() })) })
      .parse(await adieu.json(['show', '@leaving', '--home', 'week'])).imports;
    const id = first?.id ?? '';
    for (const [more, code] of [
      [['--from', 'nobody'], 'no-import'],
      [['--from', id, '--to', id], 'bad-input'],
      [['--json', '--as', 'csv'], 'bad-input'],
      [['--kind', 'post', '--relation', 'follower'], 'bad-input'],
    ] as const) {
      const refused = await compare(...more);
      expect([refused.code, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toMatch(new RegExp(`\\[${code}\\]\\n$`));
    }
    await read('once', document({ followers: [1], videos: [] }));
    const once = await adieu.run(['compare', '@leaving', '--home', 'once']);
    expect([once.code, once.stdout]).toEqual([2, '']);
    expect(once.stderr).toMatch(/\[one-import\]/);
  });
});

test('an export without followers says that they are not in it, and that nobody left', async () => {
  await read(
    'without',
    document({ followers: range(0, 40), videos: range(0, 6) }),
    document({ followers: null, videos: range(0, 6) }),
  );
  const found = Comparison.parse(await adieu.json(['compare', '@leaving', '--home', 'without']));
  expect(listOf(found, 'relation', 'follower')).toMatchObject({ from: 40, to: 0, state: 'not-in-to', came: null, gone: null });
  const { stdout } = await adieu.run(['compare', '@leaving', '--home', 'without']);
  expect(stdout).toMatch(/^follower +40 +0 +– +– +not in the later export$/m);
  const csv = await adieu.run(['compare', '@leaving', '--home', 'without', '--as', 'csv']);
  expect(csv.stdout.trim().split('\n')).toHaveLength(1);
  expect(csv.stderr).toMatch(/^follower: not in the later export$/m);
});

test('texts of an export stay in their line', async () => {
  const title = 'video 5\n−  post  video  a line of its own\u001b[2J';
  const withTitle = document({ followers: [1], videos: range(0, 6) }).replace('"video 5"', JSON.stringify(title));
  await read('hostile', document({ followers: [1], videos: range(0, 5) }), withTitle);
  const { code, stdout } = await adieu.run(['compare', '@leaving', '--home', 'hostile', '--kind', 'post']);
  expect([code, stdout.includes('\u001b')]).toEqual([0, false]);
  expect(stdout.split('\n').filter((line) => /^[+−]/.test(line))).toHaveLength(1);
});

test('a damaged export is told of, and what it might have held is not certain', async () => {
  const whole = document({ followers: range(0, 40), videos: range(0, 6) });
  await read('damaged', whole, whole.slice(0, whole.indexOf('fan_30')));
  const { code, stdout } = await adieu.run(['compare', '@leaving', '--home', 'damaged', '--json']);
  expect(code).toBe(1);
  const found = Comparison.parse(JSON.parse(stdout));
  expect(found.doubts).toMatchObject([{ side: 'to', code: 'damaged-file', file: 'user_data_tiktok.json', detail: 'cut-off' }]);
  expect(listOf(found, 'relation', 'follower')).toMatchObject({ to: 30, gone: 10, doubts: ['damaged-file'] });
  const told = await adieu.run(['compare', '@leaving', '--home', 'damaged']);
  expect(told.stdout).toMatch(/^follower .* not certain: a file is damaged$/m);
});
