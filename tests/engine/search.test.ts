/** Search through the contract, over an archive whose every record is known, against looking at each record. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { openDatabase } from '../../engine/vault/database.ts';
import type { AnyRecord } from '../../shared/records.ts';
import { everything, folder, importPaths, running, tinyFile, tinyNetworks, type Running } from './harness.ts';
import { account, follower, many } from './tiny.ts';

const instant = (n: number): string => new Date(Date.UTC(2015, 0, 1 + n)).toISOString();
const somePosts = many(2500, (n) => ({
  kind: 'post',
  form: 'post',
  key: `p${n}`,
  text: `green ${n % 3 === 0 ? 'water' : 'fire'} ${n % 7 === 0 ? '東京タワー' : 'tower'} ${n}`,
  ...(n % 5 === 0 ? {} : { at: instant((n * 7919) % 2500) }),
  ...(n % 4 === 0 ? { links: [`https://example.org/${n}`] } : {}),
  ...(n % 10 === 0 ? { media: [recordId('tiny', 'media', `m${n}`)] } : {}),
}));
const people = ['Ann Lee', 'Bob_1', '李明'] as const;
const conversation = (name: string): string => recordId('tiny', 'conversation', name);
const somePeople = many(people.length, (n) => ({
  kind: 'conversation',
  key: people[n],
  title: null,
  group: false,
  participants: [{ networkId: null, handle: people[n], name: null }],
}));
const someMessages = many(2500, (n) => ({
  kind: 'message',
  form: 'text',
  key: `d${n}`,
  conversation: conversation(people[n % 3] ?? ''),
  from: { networkId: null, handle: n % 2 === 0 ? 'me' : people[n % 3], name: null },
  direction: n % 2 === 0 ? 'sent' : 'received',
  text: n % 6 === 0 ? `see https://example.org/${n}` : `green water ${n}`,
  at: instant(n),
}));

async function archiveOf(): Promise<{ run: Running; archive: string; records: AnyRecord[] }> {
  const run = await running({ networks: tinyNetworks });
  const files = {
    ...account,
    'posts.tiny': somePosts,
    'people.tiny': [...somePeople, ...many(400, (n) => follower(n))],
    'messages.tiny': someMessages,
  };
  const { archive } = await importPaths(run, [await tinyFile(await folder(), files)]);
  return { run, archive, records: everything(run, archive).records() };
}

const textOf = (record: AnyRecord): string =>
  record.kind === 'post' || record.kind === 'message' ? (record.text ?? '').toLowerCase() : '';
const wordsOf = (record: AnyRecord): string[] => textOf(record).split(/[^\p{L}\p{N}]+/u);
const isFrom = (record: AnyRecord, name: string): boolean => record.kind === 'message' && record.from.handle === name;
const isIn = (record: AnyRecord, name: string): boolean =>
  record.kind === 'message' && record.conversation === conversation(name);
const hasLink = (record: AnyRecord): boolean =>
  (record.kind === 'post' && record.links.length > 0) || textOf(record).includes('://');
const day = (text: string): string => new Date(text).toISOString();

/** What can be typed, and what it means. */
const meanings: Readonly<Record<string, (record: AnyRecord) => boolean>> = {
  water: (record) => wordsOf(record).includes('water'),
  GREEN: (record) => wordsOf(record).includes('green'),
  '"green fire"': (record) => textOf(record).includes('green fire'),
  'tow*': (record) => wordsOf(record).some((word) => word.startsWith('tow')),
  東京: (record) => textOf(record).includes('東京'),
  タワ: (record) => textOf(record).includes('タワ'),
  '-fire': (record) => !wordsOf(record).includes('fire'),
  'from:@me': (record) => record.kind === 'post' || (record.kind === 'message' && record.direction === 'sent'),
  'from:"Ann Lee"': (record) => isFrom(record, 'Ann Lee'),
  'de:bob_1': (record) => isFrom(record, 'Bob_1'),
  'from:李明': (record) => isFrom(record, '李明'),
  'in:"ann lee"': (record) => isIn(record, 'Ann Lee'),
  'dans:李明': (record) => isIn(record, '李明'),
  '-in:bob_1': (record) => !isIn(record, 'Bob_1'),
  'before:2016': (record) => record.at !== null && record.at < day('2016-01-01'),
  'after:2017-03': (record) => record.at !== null && record.at >= day('2017-03-01'),
  'after:2016-02-29': (record) => record.at !== null && record.at >= day('2016-02-29'),
  'has:media': (record) => record.kind === 'post' && record.media.length > 0,
  '-has:media': (record) => !(record.kind === 'post' && record.media.length > 0),
  'avec:lien': hasLink,
};

describe('a search', () => {
  it('finds what looking at each record finds, whatever is combined, and in an archive of an older Adieu too', async () => {
    const { run, archive, records } = await archiveOf();
    const typed = fc.uniqueArray(fc.constantFrom(...Object.keys(meanings)), { minLength: 1, maxLength: 4 });
    const check = async (numRuns: number): Promise<void> =>
      fc.assert(
        fc.asyncProperty(typed, fc.subarray(['post', 'message', 'relation'] as const), async (parts, kinds) => {
          const found = await run.client.search({ words: parts.join(' '), kinds, archive, limit: 500 });
          const wanted = records.filter(
            (record) =>
              (kinds.length === 0 || kinds.some((kind) => kind === record.kind)) &&
              parts.every((part) => meanings[part]?.(record)),
          );
          expect(found.total).toBe(wanted.length);
          const ids = new Set(wanted.map(({ id }) => id));
          expect(found.hits.length).toBe(Math.min(500, wanted.length));
          expect(new Set(found.hits.map(({ record }) => record.id)).size).toBe(found.hits.length);
          for (const { record } of found.hits) expect(ids).toContain(record.id);
        }),
        { numRuns },
      );
    for (const part of Object.keys(meanings)) {
      const { total } = await run.client.search({ words: part, archive });
      expect([part, total]).toEqual([part, records.filter((record) => meanings[part]?.(record)).length]);
    }
    await check(150);

    const { store } = run.engine.context;
    const file = store.file(archive);
    store.close();
    const db = openDatabase(file, store.key(), { mode: 'write' });
    // As it was before there were facets, when all words stood in one index.
    db.exec(`drop table stretch; drop table record_runs; pragma user_version = 1;
             insert into record_words (record_words) values ('rebuild');`);
    db.close();
    await check(50);
  });

  it('marks what it found, gives pages that make the whole, and a record in full where it is asked for', async () => {
    const { run, archive } = await archiveOf();
    const all = await run.client.search({ words: 'green -fire before:2019', archive, limit: 500, offset: 0 });
    const pages = [];
    for (let offset = 0; offset < 500; offset += 100)
      pages.push(...(await run.client.search({ words: 'green -fire before:2019', archive, limit: 100, offset })).hits);
    expect(pages).toEqual(all.hits);
    expect(all.hits[0]?.marked).toContainEqual({ text: 'green', hit: true });
    const [brief] = (await run.client.search({ words: '東京 1400', archive })).hits;
    expect(brief?.marked).toContainEqual({ text: '東京', hit: true });
    const [whole] = (await run.client.search({ words: '東京 1400', archive, whole: true })).hits;
    expect(whole?.record).toEqual(await run.client.records.get({ archive, id: whole?.record.id ?? '' }));
    expect(brief?.record).toEqual({ ...whole?.record, source: { file: 'posts.tiny', locator: '' } });
  });

  it('takes the last word for the beginning of one where nothing else is found, and always answers', async () => {
    const { run, archive } = await archiveOf();
    expect((await run.client.search({ words: 'green towe', archive })).total).toBe(
      (await run.client.search({ words: 'green tower', archive })).total,
    );
    for (const words of ['…', '', '-', 'has:horns', '"', 'from:', '😀', 'in:nobody', '*'])
      expect(await run.client.search({ words, archive })).toMatchObject({ total: 0, hits: [] });
  });
});
