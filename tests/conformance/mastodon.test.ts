import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mastodon } from '../../networks/mastodon/index.ts';
import type { Draft } from '../../engine/intake/toolkit/index.ts';
import { distinct, readWith, type Given, type Reading } from '../read-with.ts';

const samples = path.join(
  process.env['ADIEU_EXPORTS'] ?? path.resolve(import.meta.dirname, '../../../shared/exports'),
  'mastodon',
);
const archive = path.join(samples, 'dvorakroth__fedi-archive-tool/example-archives/ish@ish.works');
const lists = path.join(samples, 'mastodon__mastodon/spec/fixtures/files');

function folder(root: string): Given[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(root, name)).isFile())
    .map((name) => ({ path: name.split(path.sep).join('/'), content: readFileSync(path.join(root, name)) }));
}

function kinds(reading: Reading): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of distinct(reading.drafts)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

interface PlainItem {
  type: string;
  object: { id: string; content: string; summary: string | null; inReplyTo: string | null; to: string[]; attachment: unknown[] };
}

/** What a person sees of the plain HTML these samples hold, worked out with nothing but replacements. */
function plainText(html: string): string {
  return html
    .replaceAll('</p><p>', '\n\n')
    .replaceAll('<br>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'");
}

describe.skipIf(!existsSync(archive))('an archive, unpacked, whose larger pictures were left out', () => {
  const files = existsSync(archive) ? folder(archive) : [];
  const { orderedItems: items = [], totalItems = 0 } = JSON.parse(
    files.find(({ path }) => path === 'outbox.json')?.content.toString('utf8') ?? '{}',
  ) as { orderedItems?: PlainItem[]; totalItems?: number };
  type Post = Extract<Draft, { kind: 'post' }>;
  const posts = (reading: Reading): Post[] => reading.drafts.flatMap(({ draft }) => (draft.kind === 'post' ? [draft] : []));

  test('gives every post as it stands there, and every file is accounted for', async () => {
    const reading = await readWith(mastodon.reader, files);
    expect(reading.recognition).toEqual({ fit: 0.98, layout: 'archive', language: null });
    expect(reading.plan?.account).toEqual({
      networkId: 'https://social.ish.works/users/ish',
      handle: 'ish@social.ish.works',
      name: 'Ish Works',
    });
    const attachments = items.reduce((sum, { object }) => sum + object.attachment.length, 0);
    expect(items).toHaveLength(totalItems);
    // Besides those of the posts: the face that is there and the header that is not.
    expect(kinds(reading)).toEqual({ profile: 1, post: items.length, media: attachments + 2 });
    expect(reading.refused).toEqual([]);
    expect(posts(reading).map(({ key, text, title, inReplyTo }) => ({ key, text, title, inReplyTo }))).toEqual(
      items.map(({ object }) => ({
        key: object.id,
        text: plainText(object.content),
        title: object.summary,
        inReplyTo: object.inReplyTo,
      })),
    );
    expect([...(reading.plan?.steps ?? [])].map(({ file }) => file.path).toSorted()).toEqual(
      files.map(({ path }) => path).toSorted(),
    );
  });

  test('says of each post what it is and who may see it', async () => {
    const reading = await readWith(mastodon.reader, files);
    expect(posts(reading).map(({ form }) => form)).toEqual(
      items.map(({ object }) => (object.inReplyTo === null ? 'post' : 'reply')),
    );
    expect(posts(reading).map(({ visibility }) => visibility)).toEqual(
      items.map(({ object: { to } }) =>
        to.some((uri) => uri.endsWith('#Public'))
          ? 'public'
          : to.some((uri) => uri.endsWith('/followers'))
            ? 'followers'
            : 'direct',
      ),
    );
    expect(posts(reading).filter(({ visibility }) => visibility === 'direct')).toHaveLength(1);
    expect(posts(reading).flatMap(({ mentions }) => mentions)).toEqual(['mx123@example.net', 'mx123@example.net']);
  });

  test('says which pictures are missing', async () => {
    const reading = await readWith(mastodon.reader, files);
    const media = reading.drafts.flatMap(({ draft }) => (draft.kind === 'media' ? [draft] : []));
    expect(media.filter(({ state }) => state === 'here').map(({ path }) => path)).toEqual(['avatar.png']);
    const missing = items.reduce((sum, { object }) => sum + object.attachment.length, 0);
    expect(reading.warnings).toEqual([
      { code: 'media-missing', file: 'actor.json', detail: '1' },
      { code: 'media-missing', file: 'outbox.json', detail: String(missing) },
    ]);
  });
});

describe.skipIf(!existsSync(lists))('the lists that Mastodon itself is tested with', () => {
  const list = (name: string): Promise<Reading> =>
    readWith(mastodon.reader, [{ path: name, content: readFileSync(path.join(lists, name)) }]);
  /** Lines that hold something, but for the header. */
  const plainRows = (name: string, hasHeader: boolean): string[] =>
    readFileSync(path.join(lists, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(hasHeader ? 1 : 0);
  const people = (reading: Reading): string[] =>
    reading.drafts.flatMap(({ draft }) => (draft.kind === 'relation' ? [`${draft.relation} ${draft.person.handle ?? ''}`] : []));

  test.each([
    ['following_accounts.csv', 'following', true, 0],
    ['new-following-imports.txt', 'following', true, 0],
    ['muted_accounts.csv', 'muted', true, 0],
    ['lists.csv', 'list', false, 1],
    ['utf8-followers.txt', 'follower', false, 0],
  ] as const)('%s', async (name, relation, hasHeader, column) => {
    const reading = await list(name);
    const plain = plainRows(name, hasHeader).map((row) => (row.split(',')[column] ?? '').replace(/^@/, ''));
    expect(people(reading)).toEqual(plain.map((handle) => `${relation} ${handle}`));
    expect(reading.refused).toEqual([]);
    expect(reading.damaged).toEqual([]);
  });

  test('filters.csv', async () => {
    const reading = await list('filters.csv');
    expect(kinds(reading)).toEqual({ event: plainRows('filters.csv', true).length });
    expect(reading.drafts.map(({ draft }) => (draft.kind === 'event' ? draft.title : null))).toEqual([
      'current events',
      'unwanted solicitations',
      'scary things',
    ]);
  });

  test('all of them together', async () => {
    const files = folder(lists);
    const reading = await readWith(mastodon.reader, files);
    expect([...(reading.plan?.steps ?? [])]).toHaveLength(files.length);
    expect(reading.recognition).toMatchObject({ layout: 'csv', fit: 0.95 });
  });
});
