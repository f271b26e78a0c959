/** Media of every network, from the export through the archive to their bytes. What is expected stands beside the exports, counted by hand. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MediaPart } from '../../shared/contract/index.ts';
import type { AnyRecord, RecordOf } from '../../shared/records.ts';
import { zipOf, type ZipPart } from '../hostile/containers.ts';
import * as made from '../media/exports.ts';
import { picture, videoHead } from '../media/files.ts';
import { below, ended, everything, folder, importPaths, running, tinyNetworks, type Running } from './harness.ts';

type Medium = RecordOf<'media'>;

async function zips(parts: readonly (readonly ZipPart[])[]): Promise<string[]> {
  const into = await folder();
  const paths = parts.map((_, n) => join(into, `part-${n + 1}.zip`));
  await Promise.all(parts.map((part, n) => writeFile(paths[n] ?? '', zipOf(part))));
  return paths;
}

async function bytesOf({ client }: Running, archive: string, id: string): Promise<{ bytes: Buffer; last: MediaPart }> {
  const parts: Buffer[] = [];
  for (let from = 0; ;) {
    const part = await client.media.read({ archive, id, from, purpose: 'save' });
    if (part.is === 'nothing') return { bytes: Buffer.concat(parts), last: part };
    const bytes = Buffer.from(part.content, 'base64');
    parts.push(bytes);
    from += bytes.length;
    if (part.done) return { bytes: Buffer.concat(parts), last: part };
  }
}

const nameOf = ({ path }: Medium): string => path?.split('/').at(-1) ?? '';
const shortOf = (record: AnyRecord | undefined): string | null => {
  if (record === undefined) return null;
  if (record.kind === 'post' || record.kind === 'message' || record.kind === 'comment') return record.text ?? record.at;
  return record.kind;
};

describe.each([
  ['Instagram', made.instagram()],
  ['X', made.x()],
  ['Mastodon', made.mastodon()],
  ['TikTok', made.tiktok()],
])('%s', (_, { parts, states, here }) => {
  test('every medium is a record, in the state it is in, with the record it belongs to and the hash of its content', async () => {
    const run = await running();
    const { archive, records } = await importPaths(run, await zips(parts));
    const all = everything(run, archive).records();
    const media = all.filter((record) => record.kind === 'media');
    const byId = new Map(all.map((record) => [record.id, record]));
    expect(records.media?.refused).toBe(0);
    expect(
      Object.fromEntries(
        Map.groupBy(media, ({ state }) => state)
          .entries()
          .map(([state, of]) => [state, of.length]),
      ),
    ).toEqual(states);
    const found = media
      .filter(({ state }) => state === 'here')
      .map((one) => [nameOf(one), { of: shortOf(byId.get(one.of ?? '')), sha256: one.sha256, bytes: one.bytes }]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(
        Object.entries(here).map(([name, { of, bytes }]) => [
          name,
          { of, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
        ]),
      ),
    );
    // And the other way: whatever a post or message says it carries is there to be looked up.
    for (const record of all)
      if (record.kind === 'post' || record.kind === 'message')
        for (const id of record.media) expect(byId.get(id)?.kind, `${record.text}`).toBe('media');
  });

  test('the same export again adds no medium', async () => {
    const run = await running();
    const paths = await zips(parts);
    const { archive } = await importPaths(run, paths);
    const first = everything(run, archive)
      .records()
      .filter(({ kind }) => kind === 'media');
    const again = await importPaths(run, paths);
    expect(again.archive).toBe(archive);
    expect(again.records.media?.kept).toBe(0);
    expect(
      everything(run, archive)
        .records()
        .filter(({ kind }) => kind === 'media'),
    ).toEqual(first);
  });

  test('what is there comes out of the encrypted archive byte for byte, and what is no picture, video or sound does not', async () => {
    const run = await running();
    const { archive } = await importPaths(run, await zips(parts));
    const { media } = await run.client.media.page({ archive, states: ['here'], limit: 500 });
    expect(media.length).toBe(states['here']);
    for (const one of media) {
      const { bytes, last } = await bytesOf(run, archive, one.id);
      const expected = here[nameOf(one)]?.bytes ?? Buffer.alloc(0);
      if (/^<(?:svg|!doctype)/.test(expected.toString('latin1', 0, 9))) expect(last).toEqual({ is: 'nothing', why: 'not-shown' });
      else {
        expect(bytes.equals(expected), nameOf(one)).toBe(true);
        expect(last).toMatchObject({ is: 'part', done: true, damage: null, bytes: expected.length });
      }
    }
    const { media: others } = await run.client.media.page({ archive, states: ['missing', 'link'], limit: 500 });
    for (const one of others)
      expect(await run.client.media.read({ archive, id: one.id })).toEqual({ is: 'nothing', why: one.state });
  });
});

describe('what is asked of media', () => {
  /** An export for `tiny-network.ts` with these media beside it. */
  async function withMedia(
    files: readonly ZipPart[],
    drafts: readonly object[],
    keepOriginal = true,
  ): Promise<Running & { archive: string }> {
    const run = await running({ networks: tinyNetworks });
    const path = join(await folder(), 'tiny.zip');
    await writeFile(
      path,
      zipOf([
        { name: 'account.tiny', data: '{}' },
        { name: 'a.tiny', data: drafts.map((one) => JSON.stringify(one)).join('\n') },
        ...files,
      ]),
    );
    const { archive } = await importPaths(run, [path], { keepOriginal });
    return { ...run, archive };
  }
  const medium = (path: string, more: object = {}): object => ({ kind: 'media', state: 'here', key: path, path, ...more });

  test('a large file comes in parts, whatever its compression, and again from anywhere', async () => {
    const bytes = Buffer.concat([
      videoHead('isom', 100),
      Buffer.from(Uint32Array.from({ length: 700_000 }, (_, i) => (i * 2654435761) >>> 0).buffer),
    ]);
    const { client, archive, ...run } = await withMedia(
      [
        { name: 'stored.mp4', data: bytes, method: 0 },
        { name: 'packed.mp4', data: bytes },
      ],
      [medium('stored.mp4'), medium('packed.mp4')],
    );
    const { media } = await client.media.page({ archive });
    for (const { id } of media) {
      const { bytes: got } = await bytesOf({ client, ...run }, archive, id);
      expect(got.equals(bytes)).toBe(true);
      const part = await client.media.read({ archive, id, from: 2_000_000 });
      expect(
        part.is === 'part' && Buffer.from(part.content, 'base64').equals(bytes.subarray(2_000_000, 2_000_000 + (1 << 20))),
      ).toBe(true);
      expect(await client.media.read({ archive, id, from: bytes.length + 5 })).toMatchObject({ content: '', done: true });
    }
  });

  test('a picture of more pixels than can be drawn is not given to be drawn, whatever its size', async () => {
    const huge = Buffer.from(picture(1, 'png', 8, 8));
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    const { client, archive } = await withMedia([{ name: 'huge.png', data: huge }], [medium('huge.png')]);
    const [one] = (await client.media.page({ archive })).media;
    expect(await client.media.read({ archive, id: one?.id ?? '' })).toEqual({ is: 'nothing', why: 'too-large' });
  });

  test('what its container damaged is said, after all that came before', async () => {
    const bytes = picture(3, 'png');
    const { client, archive } = await withMedia([{ name: 'bad.png', data: bytes, method: 0, crc: 1 }], [medium('bad.png')]);
    const [one] = (await client.media.page({ archive })).media;
    const part = await client.media.read({ archive, id: one?.id ?? '' });
    expect(part).toMatchObject({ is: 'part', type: 'image/png', done: true, damage: 'bad-checksum' });
  });

  test('where the original was not kept, it is said', async () => {
    const { client, archive } = await withMedia([{ name: 'a.png', data: picture(1, 'png') }], [medium('a.png')], false);
    const [one] = (await client.media.page({ archive })).media;
    expect(await client.media.read({ archive, id: one?.id ?? '' })).toEqual({ is: 'nothing', why: 'not-kept' });
  });

  test('nothing but a medium of this archive is read: no other record, no path, no other archive', async () => {
    const { client, archive } = await withMedia(
      [],
      [{ kind: 'post', form: 'post', key: 'p', text: 'words' }, medium('account.tiny'), medium('../../../etc/passwd')],
    );
    const [post] = (await client.records.page({ archive, kinds: ['post'] })).records;
    await expect(client.media.read({ archive, id: post?.id ?? '' })).rejects.toMatchObject({ data: { code: 'no-record' } });
    await expect(client.media.read({ archive, id: '00'.repeat(16) })).rejects.toMatchObject({ data: { code: 'no-record' } });
    for (const id of ['../a', 'a/b', '', 'x'.repeat(65)]) await expect(client.media.read({ archive, id })).rejects.toThrow();
    for (const from of [-1, 0.5, 2 ** 53]) await expect(client.media.read({ archive, id: '00', from })).rejects.toThrow();
    await expect(client.media.read({ archive: 'tiny-00000000', id: '00'.repeat(16) })).rejects.toMatchObject({
      data: { code: 'no-archive' },
    });
    const byPath = new Map((await client.media.page({ archive })).media.map((one) => [one.path, one.id]));
    expect(await client.media.read({ archive, id: byPath.get('account.tiny') ?? '' })).toMatchObject({ is: 'nothing' });
    expect(await client.media.read({ archive, id: byPath.get('../../../etc/passwd') ?? '' })).toEqual({
      is: 'nothing',
      why: 'not-kept',
    });
  });

  test('lists go by sort, state and date, and same content is found', async () => {
    const at = (day: number): string => `2024-01-${String(day).padStart(2, '0')}T00:00:00Z`;
    const same = picture(9);
    const { client, archive } = await withMedia(
      [
        { name: 'a.jpg', data: same },
        { name: 'b.jpg', data: same },
        { name: 'c.jpg', data: picture(8) },
      ],
      [
        medium('a.jpg', { mime: 'image/jpeg', at: at(2), alt: 'Two herons at dusk' }),
        medium('b.jpg', { mime: 'image/jpeg', at: at(3) }),
        medium('c.jpg', { mime: 'image/jpeg' }),
        {
          kind: 'media',
          state: 'link',
          key: 'v',
          url: 'https://a.example/v',
          mime: 'video/mp4',
          at: at(5),
          expiresAt: '2024-02-01T00:00:00Z',
        },
        { kind: 'media', state: 'missing', key: 's', mime: 'audio/mpeg', at: at(1) },
        { kind: 'media', state: 'link', key: 'o', url: 'https://a.example/o', at: at(4) },
      ],
    );
    const names = async (query: object): Promise<string[]> =>
      (await client.media.page({ archive, ...query })).media.map(({ path, url, mime }) => path ?? url ?? mime ?? '');
    expect(await names({})).toEqual(['https://a.example/v', 'https://a.example/o', 'b.jpg', 'a.jpg', 'audio/mpeg', 'c.jpg']);
    expect(await names({ order: 'oldest' })).toEqual([
      'audio/mpeg',
      'a.jpg',
      'b.jpg',
      'https://a.example/o',
      'https://a.example/v',
      'c.jpg',
    ]);
    expect(await names({ sorts: ['picture'] })).toEqual(['b.jpg', 'a.jpg', 'c.jpg']);
    expect(await names({ sorts: ['video', 'other'], states: ['link'] })).toEqual(['https://a.example/v', 'https://a.example/o']);
    expect(await names({ offset: 1, limit: 2 })).toEqual(['https://a.example/o', 'b.jpg']);
    expect(
      new Set((await client.media.counts({ archive })).map(({ sort, state, count }) => `${sort} ${state} ${count}`)),
    ).toEqual(new Set(['picture here 3', 'video link 1', 'sound missing 1', 'other link 1']));
    const { media } = await client.media.page({ archive });
    const a = media.find(({ path }) => path === 'a.jpg');
    const one = await client.media.get({ archive, id: a?.id ?? '' });
    expect(one.same).toMatchObject({ total: 1, media: [{ path: 'b.jpg' }] });
    expect(media.find(({ state, mime }) => state === 'link' && mime === 'video/mp4')?.expiresAt).toBe('2024-02-01T00:00:00Z');
    expect((await client.search({ words: 'herons' })).hits.map(({ record }) => record.id)).toEqual([a?.id]);
  });

  test('one content is one file of an open copy, whoever names it', async () => {
    const same = picture(9);
    const { engine, client, archive } = await withMedia(
      [
        { name: 'a.jpg', data: same },
        { name: 'b.jpg', data: same },
        { name: 'c.jpg', data: picture(8) },
      ],
      [medium('a.jpg', { mime: 'image/jpeg' }), medium('b.jpg', { mime: 'image/jpeg' }), medium('c.jpg', { mime: 'image/jpeg' })],
    );
    const into = await folder();
    await ended({ client }, engine.copy(archive, { folder: into, name: 'copy', zip: false }));
    const files = (await below(join(into, 'copy/data/media'))).map((file) =>
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    );
    expect(files.length).toBe(2);
    const rows = readFileSync(join(into, 'copy/data/media-files.csv'), 'utf8')
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','));
    expect(rows.length).toBe(3);
    expect(new Set(rows.map(([place]) => place)).size).toBe(2);
  });

  test('nothing of a medium comes to lie on the disk in plain while it is read', async () => {
    const bytes = picture(9, 'png', 64, 64);
    const { client, archive, home } = await withMedia([{ name: 'a.png', data: bytes, method: 0 }], [medium('a.png')]);
    const [one] = (await client.media.page({ archive })).media;
    const part = await client.media.read({ archive, id: one?.id ?? '' });
    expect(part.is).toBe('part');
    for (const file of await below(home)) expect(readFileSync(file).includes(bytes.subarray(16, 80)), file).toBe(false);
  });
});
