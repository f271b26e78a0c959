/** Media of every network, from the export through the archive to their bytes. What is expected stands beside the exports, counted by hand. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MediaPart } from '../../shared/contract/index.ts';
import type { AnyRecord, RecordOf } from '../../shared/records.ts';
import { zipOf, type ZipPart } from '../hostile/containers.ts';
import * as made from '../media/exports.ts';
import { everything, folder, importPaths, running, type Running } from './harness.ts';

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
