import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { distinct, readWith, unzip } from '../../tests/read-with.ts';
import { tiktok } from './index.ts';

const bytesOf = (options: Parameters<typeof tiktok.sample>[0]): Promise<Buffer> => buffer(tiktok.sample(options).stream());
const small = { followers: 300, posts: 20, messages: 200 };

describe('the sample', () => {
  test('is the same bytes every time', async () => {
    expect((await bytesOf(small)).equals(await bytesOf(small))).toBe(true);
  });

  test('holds what was asked for, each thing once, and names no warning but the links', async () => {
    const reading = await readWith(tiktok.reader, await unzip(await bytesOf(small)));
    const kept = distinct(reading.drafts);
    const count = (kind: string, name?: string) =>
      kept.filter((one) => one.kind === kind && (name === undefined || ('relation' in one && one.relation === name))).length;
    expect(count('relation', 'follower')).toBe(300);
    expect(count('message')).toBe(200);
    expect(count('post')).toBe(23);
    expect(reading.drafts).toHaveLength(kept.length);
    expect(reading.refused).toEqual([]);
    expect(reading.warnings.map(({ code }) => code)).toEqual(['links-only']);
    expect(reading.plan?.account).toEqual({ handle: 'solene.valcroix', networkId: null, name: 'Solène Valcroix' });
  });

  test('begins, when larger, with the smaller one', async () => {
    const larger = { followers: 900, posts: 75, messages: 1500 };
    const [a, b] = await Promise.all(
      [small, larger].map(async (options) => (await readWith(tiktok.reader, await unzip(await bytesOf(options)))).drafts),
    );
    const whole = new Map((b ?? []).map(({ draft }) => [`${draft.kind} ${draft.key}`, draft]));
    for (const { draft } of a ?? []) expect(whole.get(`${draft.kind} ${draft.key}`)).toEqual(draft);
    expect(whole.size).toBeGreaterThan((a ?? []).length);
  });
});
