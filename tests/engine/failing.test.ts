/** Input that is damaged, hostile or unknown, readers with bugs, and disks that are full: a clear end each time, and nothing half made. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import { zipOf } from '../hostile/containers.ts';
import { hostileInputs } from '../hostile/make.ts';
import {
  accountIn,
  below,
  ended,
  everything,
  folder,
  importPaths,
  running,
  sampleFile,
  start,
  tinyFile,
  tinyNetworks,
  type Running,
} from './harness.ts';
import { smallDisk } from './small-disk.ts';
import { account, follower, many, post } from './tiny.ts';

/** Nothing is there but the vault itself, and the next import works. */
async function untouched(run: Running): Promise<void> {
  expect(await run.client.archives.list()).toEqual([]);
  expect(await below(join(run.home, 'archives'))).toEqual([]);
  expect(await below(join(run.home, 'staging'))).toEqual([]);
  expect(run.engine.bugs()).toEqual([]);
}

const hostile = (name: string): Buffer => hostileInputs.find((input) => input.name === name)?.bytes ?? Buffer.alloc(0);
const tweets = (n: number): string =>
  `window.YTD.tweets.part0 = ${JSON.stringify(many(n, (i) => ({ tweet: { id_str: String(i + 1), id: String(i + 1), created_at: 'Sat Aug 12 16:10:37 +0000 2023', full_text: `post ${i}`, entities: {} } })))}`;
const xAccount = {
  name: 'data/account.js',
  data: 'window.YTD.account.part0 = [ { "account" : { "username" : "someone", "accountId" : "1" } } ]',
};

describe('an input that is refused', () => {
  it('says why, by a code, and leaves the home as it was', async () => {
    const run = await running();
    const place = await folder();
    const refusals: [name: string, bytes: Buffer, code: string][] = [
      ['zero.zip', Buffer.alloc(0), 'empty-input'],
      ['none.zip', zipOf([]), 'empty-input'],
      ['picture.zip', hostile('picture.zip'), 'not-an-export'],
      ['unknown.zip', zipOf([{ name: 'a.txt', data: 'nothing anybody knows' }]), 'not-an-export'],
      ['bomb.zip', hostile('claims-four-gigabytes.zip'), 'bomb'],
      ['encrypted.zip', hostile('encrypted.zip'), 'encrypted'],
      ['magic.zip', hostile('only-magic.zip'), 'damaged'],
      // Nothing of its one file can be had: nobody can tell whether it is an export.
      ['flipped.zip', zipOf([{ name: 'user_data.json', data: tweets(3), packed: Buffer.alloc(64, 0xff) }]), 'damaged'],
      // What the cut took away may be what would tell.
      ['cut.zip', zipOf(many(4, (n) => ({ name: `${n}.txt`, data: `nothing anybody knows ${n}` }))).subarray(0, -200), 'damaged'],
      ['half.json', Buffer.from('{"Elsewhere":{"Foll'), 'damaged'],
      ['half.zip', zipOf([{ name: 'tweets.json', data: '[{"tw' }]), 'damaged'],
      ['whole.json', Buffer.from('{"nothing":"anybody knows"}'), 'not-an-export'],
      // Instagram and Facebook write them alike.
      [
        'conversation.zip',
        zipOf([
          {
            name: 'messages/inbox/a_1234567/message_1.json',
            data: '{"participants":[{"name":"A"}],"messages":[{"sender_name":"A","timestamp_ms":1,"content":"b"}]}',
          },
        ]),
        'several-networks',
      ],
      [
        'two.zip',
        zipOf([
          xAccount,
          {
            name: 'data/account-part1.js',
            data: xAccount.data.replace('"1"', '"2"').replace('someone', 'else').replace('part0', 'part1'),
          },
          { name: 'data/tweets.js', data: tweets(3) },
        ]),
        'two-accounts',
      ],
    ];
    for (const [name, bytes, code] of refusals) {
      const path = join(place, name);
      await writeFile(path, bytes);
      expect(await ended(run, await start(run, [path])), name).toMatchObject({ state: 'failed', code, archive: null });
      // Uploaded, it is refused as well, and can be forgotten.
      const { token } = await run.engine.receive(
        name,
        (async function* () {
          yield bytes;
        })(),
      );
      expect(await ended(run, (await run.client.imports.start({ tokens: [token] })).job), name).toMatchObject({
        state: 'failed',
        code,
      });
      await run.client.files.forget({ tokens: [token] });
      await untouched(run);
    }
    await expect(start(run, [join(place, 'not-there.zip')])).rejects.toMatchObject({ code: 'not-found' });
    await expect(start(run, [join(place, 'two.zip')], { network: 'nobody' })).rejects.toMatchObject({
      data: { code: 'unknown-network' },
    });
    await untouched(run);
    expect((await importPaths(run, [await sampleFile(place, 50)])).records.relation?.kept).toBeGreaterThan(0);
  });

  it('fits two networks, until the person says which', async () => {
    const run = await running({ networks: tinyNetworks });
    const path = await tinyFile(await folder(), { 'a.tiny': [post(1)], 'a.other': [post(1), post(2)] });
    expect(await ended(run, await start(run, [path]))).toMatchObject({ state: 'failed', code: 'several-networks' });
    await untouched(run);
    const told = await importPaths(run, [path], { network: 'other' });
    expect([told.network, told.records.post?.kept]).toEqual(['other', 2]);
    expect(told.files).toMatchObject([
      { file: 'a.tiny', became: 'kept', reason: 'not-understood' },
      { file: 'a.other', became: 'read' },
    ]);
  });

  it('is kept as it is, every file, where nobody knows it and the person names the network', async () => {
    const run = await running();
    const path = join(await folder(), 'export.zip');
    await writeFile(
      path,
      zipOf([
        { name: 'a.txt', data: 'something' },
        { name: 'b/c.bin', data: 'else' },
        { name: '.DS_Store', data: 'x' },
        { name: 'empty.txt', data: '' },
      ]),
    );
    const told = AccountOfImport.parse(await importPaths(run, [path], { network: 'tiktok' }));
    expect(told.files.map(({ file, became, reason }) => [file, became, reason])).toEqual([
      ['a.txt', 'kept', 'not-understood'],
      ['b/c.bin', 'kept', 'not-understood'],
      ['.DS_Store', 'kept', 'system-file'],
      ['empty.txt', 'kept', 'empty'],
    ]);
    expect(told.records).toEqual({});
    // Nobody's account: the same bytes are the same archive all the same.
    expect((await importPaths(run, [path], { network: 'tiktok' })).archive).toBe(told.archive);
    const { token } = await run.engine.receive(
      'other name.zip',
      (async function* () {
        yield await readFile(path);
      })(),
    );
    expect(
      accountIn(await ended(run, (await run.client.imports.start({ tokens: [token], network: 'tiktok' })).job)).archive,
    ).toBe(told.archive);
    expect(await below(join(run.home, 'archives', told.archive, 'originals'))).toHaveLength(1);
  });
});

describe('an input that is damaged', () => {
  it('gives what is readable, and tells what is not', async () => {
    const run = await running();
    const place = await folder();
    const good = tweets(500);
    const whole = zipOf([xAccount, { name: 'data/tweets.js', data: good }]);
    const inputs: [string, Buffer][] = [
      ['checksum', zipOf([xAccount, { name: 'data/tweets.js', data: good, crc: 1 }])],
      ['json', zipOf([xAccount, { name: 'data/tweets.js', data: good.slice(0, good.length / 2) }])],
      ['truncated', whole.subarray(0, whole.length - 60)],
    ];
    for (const [name, bytes] of inputs) {
      const path = join(place, `${name}.zip`);
      await writeFile(path, bytes);
      const told = await importPaths(run, [path]);
      const file = told.files.find((its) => its.file === 'data/tweets.js');
      if (name === 'truncated')
        expect(
          told.warnings.map(({ code }) => code),
          name,
        ).toContain('damaged-input');
      else expect(file, name).toMatchObject({ became: 'damaged' });
      expect(told.records.post?.found ?? 0, name).toBeGreaterThan(200);
      expect(
        everything(run, told.archive)
          .records()
          .filter(({ kind }) => kind === 'post').length,
        name,
      ).toBeGreaterThan(200);
      for (const tally of Object.values(told.records)) expect(tally.found).toBe(tally.kept + tally.duplicate + tally.refused);
      await run.client.archives.remove({ archive: told.archive, name: 'someone' });
      await untouched(run);
    }
  });
});

describe('a bug', () => {
  it('in a reader ends the job, and what was committed stands', async () => {
    const run = await running({ networks: tinyNetworks, commitRecords: 1000 });
    const path = await tinyFile(await folder(), { ...account, 'a.tiny': [...many(20_000, (n) => post(n)), { order: 'break' }] });
    const end = await ended(run, await start(run, [path]));
    expect(end).toMatchObject({ state: 'failed', code: 'bug' });
    expect(run.engine.bugs()).toMatchObject([{ message: 'a bug in a reader' }]);
    const archive = end.state === 'failed' ? (end.archive ?? '') : '';
    const [listed] = await run.client.archives.list();
    expect(listed).toMatchObject({ id: archive, state: 'importing' });
    expect(everything(run, archive).count).toBe(listed?.counts.post);
    expect((await run.client.archives.get({ archive })).imports).toMatchObject([{ state: 'stopped', originalKept: true }]);
    // It can be tried again, and another export can be read beside it.
    expect(await ended(run, (await run.client.imports.resume({ archive })).job)).toMatchObject({ state: 'failed', code: 'bug' });
    const other = await importPaths(run, [await tinyFile(await folder(), { ...account, 'b.tiny': [follower(1)] })]);
    expect(other).toMatchObject({ archive, records: { relation: { kept: 1 } } });
    await run.client.archives.remove({ archive, name: 'me' });
    expect(await below(join(run.home, 'archives'))).toEqual([]);
  });

  it('that fills the memory of a thread ends the job as well', async () => {
    const run = await running({ networks: tinyNetworks });
    const path = await tinyFile(await folder(), { ...account, 'a.tiny': [post(1), { order: 'fill' }] });
    expect(await ended(run, await start(run, [path]))).toMatchObject({ state: 'failed', code: 'bug' });
    expect(
      (await importPaths(run, [await tinyFile(await folder(), { ...account, 'b.tiny': [follower(1)] })])).records.relation,
    ).toMatchObject({ kept: 1 });
  });
});

describe('a disk that is full', () => {
  it('is told as such, whether while the original is kept or while records are written', async ({ skip }) => {
    const disk = await smallDisk(6);
    if (disk === null) return skip('no file system can be mounted here');
    const run = await running({ home: join(disk.place, 'home'), networks: tinyNetworks, commitRecords: 1000 });
    const place = await folder();
    const noise = randomBytes(8 << 20).toString('base64');
    const large = await tinyFile(place, { ...account, 'a.tiny': [post(1)], 'noise.bin': [noise] }, 'large.zip');
    expect(await ended(run, await start(run, [large]))).toMatchObject({ state: 'failed', code: 'no-room', archive: null });
    await untouched(run);
    await expect(
      run.engine.receive(
        'large.zip',
        (async function* () {
          const bytes = await readFile(large);
          for (;;) yield bytes;
        })(),
      ),
    ).rejects.toMatchObject({ code: 'no-room' });
    await untouched(run);
    const records = await tinyFile(place, { ...account, 'a.tiny': many(60_000, (n) => post(n)) }, 'records.zip');
    const end = await ended(run, await start(run, [records]));
    expect(end, String(run.engine.bugs().at(-1))).toMatchObject({ state: 'failed', code: 'no-room' });
    const archive = end.state === 'failed' ? end.archive : null;
    expect(archive).not.toBeNull();
    // What fitted stands; with more room it goes on.
    expect(everything(run, archive ?? '').count).toBeGreaterThan(0);
    disk.grow(200);
    const told = accountIn(await ended(run, (await run.client.imports.resume({ archive: archive ?? '' })).job));
    expect(told.records.post).toEqual({ found: 60_000, kept: 60_000, duplicate: 0, refused: 0 });
    expect(run.engine.bugs()).toEqual([]);
  });
});
