/** What a stranger, a browser, a text editor or an old machine can make of an export, through the whole engine: said by a clear code, and nothing else is hurt. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import type { AnyRecord } from '../../shared/records.ts';
import { zipOf } from '../hostile/containers.ts';
import { accountIn, ended, everything, folder, running, start, type Running } from './harness.ts';

const user = (n: number): object => ({ Date: '2023-08-10 06:18:18', UserName: `user.${n}` });
const people = (n: number): object[] => Array.from({ length: n }, (_, i) => user(i));
const tiktok = (followers: readonly unknown[], more: object = {}): object => ({
  'Profile And Settings': {
    Follower: { FansList: followers },
    'Profile Info': { ProfileMap: { userName: 'me' } },
  },
  ...more,
});
const deep = (levels: number, open = '[', close = ']'): string => open.repeat(levels) + close.repeat(levels);

interface Read {
  readonly account: AccountOfImport;
  readonly records: readonly AnyRecord[];
  /** As JSON, exactly. */
  readonly lines: readonly string[];
}

async function read(run: Running, files: Readonly<Record<string, string | Buffer>> | Buffer, name = 'export.zip'): Promise<Read> {
  const path = join(await folder(), name);
  await writeFile(
    path,
    Buffer.isBuffer(files) ? files : zipOf(Object.entries(files).map(([file, data]) => ({ name: file, data }))),
  );
  const account = accountIn(await ended(run, await start(run, [path])));
  const all = everything(run, account.archive);
  const records = all.records();
  for (const [kind, { found, kept, duplicate, refused }] of Object.entries(account.records)) {
    expect(found, kind).toBe(kept + duplicate + refused);
    expect(records.filter((record) => record.kind === kind).length, kind).toBe(kept);
  }
  await run.client.archives.remove({ archive: account.archive, name: account.account ?? 'TikTok' });
  expect(run.engine.bugs()).toEqual([]);
  return { account, records, lines: all.lines };
}

const handles = ({ records }: Read): (string | null)[] =>
  records.flatMap((record) => (record.kind === 'relation' ? [record.person.handle] : []));
const name = 'user_data_tiktok.json';

describe('JSON', () => {
  it('nested 100,000 deep is refused where it stands, and all around it is kept', async () => {
    const run = await running();
    const text = JSON.stringify(tiktok([...people(3), 'deep', ...people(5).slice(3)]));
    for (const nest of [deep(100_000), deep(100_000, '{"a":', '}').replace('{"a":}', '{}'), '['.repeat(100_000)]) {
      const cut = nest.endsWith('[');
      const got = await read(run, { [name]: text.replace('"deep"', nest) });
      expect(handles(got)).toEqual(['user.0', 'user.1', 'user.2', ...(cut ? [] : ['user.3', 'user.4'])]);
      if (cut) expect(got.account.files).toMatchObject([{ became: 'damaged', reason: 'cut-off' }]);
      else expect(got.account.refused).toMatchObject([{ file: name, reason: 'too-deep' }]);
    }
    // As a whole section, and as a whole document.
    const section = await read(run, {
      [name]: JSON.stringify(tiktok(people(2), { Elsewhere: 'deep' })).replace('"deep"', deep(100_000)),
    });
    expect(handles(section)).toHaveLength(2);
    const path = join(await folder(), 'deep.json');
    await writeFile(path, deep(100_000));
    expect(await ended(run, await start(run, [path]))).toMatchObject({ state: 'failed', code: 'not-an-export' });
  });

  it('keeps numbers beyond 2^53 digit for digit, and dates that are none as they are', async () => {
    const run = await running();
    const likes =
      '[{"date":"N/A","link":"https://www.tiktokv.com/share/video/7123456789012345678/","id":71234567890123456789012345},{"date":"","link":"https://www.tiktokv.com/share/video/9007199254740993/"}]';
    const text = JSON.stringify(
      tiktok([{ Date: 'N/A', UserName: 'someone' }], { 'Likes and Favorites': { 'Like List': { ItemFavoriteList: 'likes' } } }),
    ).replace('"likes"', likes);
    const { records, lines } = await read(run, { [name]: text });
    const [liked, other] = records.filter((record) => record.kind === 'reaction');
    expect(lines.join('\n')).toContain('"id":71234567890123456789012345');
    expect([liked?.at, liked?.atAsGiven, other?.at]).toEqual([null, 'N/A', null]);
    expect(records.find((record) => record.kind === 'relation')).toMatchObject({ at: null, atAsGiven: 'N/A' });
  });

  it.each([
    ['with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['as UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['as UTF-16, the other way round', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s is read, in a zip and alone', async (_, encoded) => {
    const run = await running();
    const bytes = encoded(JSON.stringify(tiktok([{ Date: 'N/A', UserName: 'zoé' }])));
    expect(handles(await read(run, { [name]: bytes }))).toEqual(['zoé']);
    expect(handles(await read(run, bytes, 'user_data_tiktok (1).json'))).toEqual(['zoé']);
  });

  it('with bytes that are no text says so, and keeps what is around them', async () => {
    const run = await running();
    const [before, behind] = JSON.stringify(tiktok([...people(2), { UserName: 'bad' }])).split('bad');
    const got = await read(run, {
      [name]: Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xff, 0xc3]), Buffer.from(behind ?? '')]),
    });
    expect(handles(got).slice(0, 2)).toEqual(['user.0', 'user.1']);
    expect(got.account.warnings.map(({ code }) => code)).toContain('invalid-utf8');
  });

  it('cut in the middle keeps every record before the cut, and is told as damaged', async () => {
    const run = await running();
    const text = JSON.stringify(tiktok(people(400)));
    const whole = handles(await read(run, { [name]: text }));
    for (const share of [0.25, 0.5, 0.75]) {
      const cut = text.slice(0, Math.floor(text.length * share));
      const complete = cut.match(/"user\.\d+"\}/g)?.length ?? 0;
      for (const [input, as] of [
        [{ [name]: cut }, 'export.zip'],
        [Buffer.from(cut), 'user_data_tiktok.json'],
      ] as const) {
        const got = await read(run, input, as);
        expect(handles(got)).toEqual(whole.slice(0, complete));
        expect(got.account.files).toMatchObject([{ became: 'damaged', reason: 'cut-off', records: complete }]);
      }
    }
  });
});

describe('names', () => {
  it('that a browser numbered are what they were', async () => {
    const run = await running();
    const text = Buffer.from(JSON.stringify(tiktok(people(3))));
    for (const given of [
      'user_data_tiktok (1).json',
      'user_data_tiktok(2).json',
      'user_data_tiktok - Copy.json',
      'data (1).json',
    ])
      expect(handles(await read(run, text, given)), given).toHaveLength(3);
  });

  it('that stand twice in one zip are two files, each accounted for', async () => {
    const run = await running();
    const zip = zipOf([
      { name, data: JSON.stringify(tiktok(people(2))) },
      { name, data: JSON.stringify(tiktok(people(5))) },
    ]);
    const got = await read(run, zip);
    expect(got.account.files.map(({ file, became }) => [file, became])).toEqual([
      [name, 'read'],
      [name, 'read'],
    ]);
    expect([...new Set(handles(got))]).toHaveLength(5);
    expect(got.account.records.relation).toEqual({ found: 7, kept: 5, duplicate: 2, refused: 0 });
  });

  it('that climb out, are absolute or on a drive are refused one by one', async () => {
    const run = await running();
    const bad = ['../user_data.json', '/etc/passwd', 'C:\\Windows\\a.json', '..\\a.json', 'a/../../b.json'];
    const got = await read(
      run,
      zipOf([...bad.map((one) => ({ name: one, data: 'evil' })), { name, data: JSON.stringify(tiktok(people(2))) }]),
    );
    expect(got.account.files.filter(({ became }) => became === 'damaged').map(({ reason }) => reason)).toEqual(
      bad.map(() => 'bad-name'),
    );
    expect(handles(got)).toHaveLength(2);
  });

  it('in old code pages stay apart', async () => {
    const run = await running();
    const raw = [0x82, 0x83, 0xe9].map((byte) => ({
      name: Buffer.from([0x61, byte, 0x2e, 0x74, 0x78, 0x74]),
      data: 'x',
      flags: 0,
    }));
    const got = await read(run, zipOf([...raw, { name, data: JSON.stringify(tiktok(people(1))) }]));
    expect(new Set(got.account.files.map(({ file }) => file)).size).toBe(4);
  });
});
