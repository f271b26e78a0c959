import { describe, expect, test } from 'vitest';
import { recordId, type Draft } from '../../engine/intake/toolkit/index.ts';
import { readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { actor, boost, create, everyone, followers, me, note, outbox, server, text } from './make-export.ts';
import { reader } from './reader.ts';

type Post = Extract<Draft, { kind: 'post' }>;
const read = (items: unknown[], more: Given[] = []): Promise<Reading> => readWith(reader, [actor(), outbox(...items), ...more]);
const posts = (reading: Reading): Post[] => reading.drafts.flatMap(({ draft }) => (draft.kind === 'post' ? [draft] : []));
async function onePost(more: Record<string, unknown>): Promise<Post> {
  const [post] = posts(await read([create(note('1', more))]));
  if (post === undefined) throw new Error('no post');
  return post;
}

test('a post, with all it says', async () => {
  const post = await onePost({ updated: '2023-01-01T00:00:00Z', contentMap: { en: '<p>a<br>b</p>' }, content: '<p>a<br>b</p>' });
  expect(post).toMatchObject({
    key: `${me}/statuses/1`,
    networkId: `${me}/statuses/1`,
    locator: '/orderedItems/0/object',
    at: '2022-11-01T21:33:09Z',
    atAsGiven: '2022-11-01T21:33:09Z',
    form: 'post',
    text: 'a\nb',
    title: null,
    url: `${server}/@ada/1`,
    inReplyTo: null,
    visibility: 'public',
  });
  // The last version only; when it was edited is kept, and the HTML once.
  expect(post.raw).toMatchObject({ updated: '2023-01-01T00:00:00Z', contentMap: { en: '<p>a<br>b</p>' } });
  expect(post.raw).not.toHaveProperty('content');
  expect(post.raw?.['activity']).toEqual({ id: `${me}/statuses/1/activity`, type: 'Create', actor: me });
});

test('HTML that stands nowhere else is kept as it came', async () => {
  const post = await onePost({ content: '<p>a</p>', contentMap: undefined });
  expect(post.raw?.['content']).toBe('<p>a</p>');
  expect((await onePost({ content: null, contentMap: { fr: '<p>b</p>' } })).text).toBe('b');
});

describe('who may see it', () => {
  const bob = 'https://far.example/users/bob';
  test.each([
    ['public', [everyone], [followers]],
    ['public', 'as:Public', []],
    ['unlisted', [followers], [everyone, bob]],
    ['followers', [followers], [bob]],
    ['direct', [bob], []],
    ['direct', [], []],
    [null, [`${server}/#Public`], []],
  ])('%s', async (visibility, to, cc) => {
    expect((await onePost({ to, cc })).visibility).toBe(visibility);
  });

  test('unknown where it says nothing', async () => {
    expect((await onePost({ to: undefined, cc: undefined })).visibility).toBeNull();
  });

  test('a direct message in the outbox is marked as one, with the person it names', async () => {
    const post = await onePost({
      to: [bob],
      cc: [],
      content:
        '<p><span class="h-card"><a href="https://far.example/@bob" class="u-url mention">@<span>bob</span></a></span> psst</p>',
      tag: [{ type: 'Mention', href: bob, name: '@bob@far.example' }],
    });
    expect(post).toMatchObject({ visibility: 'direct', mentions: ['bob@far.example'], text: '@bob psst', links: [] });
  });
});

describe('what it is', () => {
  test('a reply', async () => {
    const inReplyTo = 'https://far.example/users/bob/statuses/9';
    expect(await onePost({ inReplyTo })).toMatchObject({ form: 'reply', inReplyTo });
  });

  test.each(['quote', 'quoteUrl', 'quoteUri', '_misskey_quote'])('a quote, by %s', async (field) => {
    const quoted = 'https://far.example/users/bob/statuses/9';
    const post = await onePost({
      [field]: quoted,
      content: `<p class="quote-inline">RE: <a href="${quoted}">far</a></p><p>Yes!</p>`,
    });
    expect(post).toMatchObject({ form: 'quote', text: 'Yes!', links: [quoted], raw: { [field]: quoted } });
  });

  test('a poll, with its answers as they came', async () => {
    const oneOf = [{ type: 'Note', name: 'Tea', replies: { type: 'Collection', totalItems: 3 } }];
    const post = await onePost({ type: 'Question', oneOf, endTime: '2023-01-01T00:00:00Z', votersCount: 3 });
    expect(post).toMatchObject({
      form: 'poll',
      raw: { type: 'Question', oneOf, endTime: '2023-01-01T00:00:00Z', votersCount: 3 },
    });
  });

  test('a boost has no text, no content of others, and says what was passed on', async () => {
    const other = 'https://far.example/users/bob/statuses/9';
    const reading = await read([boost('5', other)]);
    expect(posts(reading)).toMatchObject([
      {
        key: `${me}/statuses/5/activity`,
        form: 'repost',
        text: null,
        url: other,
        links: [other],
        at: '2022-12-01T00:00:00Z',
        visibility: 'public',
        raw: { object: other },
      },
    ]);
  });

  test('a boost of one’s own private post brings it along', async () => {
    const own = note('1', { to: [followers], cc: [] });
    const reading = await read([create(own), boost('5', own, { to: [followers], cc: [] })]);
    expect(posts(reading)).toMatchObject([
      { form: 'post', key: `${me}/statuses/1` },
      { form: 'repost', key: `${me}/statuses/5/activity`, text: 'post 1', url: `${server}/@ada/1`, visibility: 'followers' },
    ]);
  });

  test('an article of other software, and a bare note without an activity', async () => {
    const article = { ...note('1', { type: 'Article', name: 'Headline', content: '<h1>x</h1><p>y</p>' }) };
    const reading = await read([create(article), note('2')]);
    expect(posts(reading)).toMatchObject([
      { title: 'Headline', text: 'x\n\ny' },
      { key: `${me}/statuses/2`, locator: '/orderedItems/1', form: 'post' },
    ]);
  });

  test('how many liked it and passed it on, where newer servers say so', async () => {
    const likes = { id: `${me}/statuses/1/likes`, type: 'Collection', totalItems: 3 };
    expect((await onePost({ likes, shares: { ...likes, totalItems: 2 } })).counts).toEqual({
      likes: 3,
      reposts: 2,
      replies: null,
      views: null,
    });
  });
});

test('a content warning is the title, in plain text as in HTML', async () => {
  expect(await onePost({ summary: 'I <3 R&B', sensitive: true })).toMatchObject({ title: 'I <3 R&B', raw: { sensitive: true } });
  expect(await onePost({ summary: '<p>a &amp; b</p>' })).toMatchObject({ title: 'a & b', raw: { summary: '<p>a &amp; b</p>' } });
});

test('tags and mentions are named once, with their servers', async () => {
  const post = await onePost({
    content:
      '<p><a href="https://village.example/tags/tea" class="mention hashtag" rel="tag">#<span>Tea</span></a> <a href="https://a.example/">a</a></p>',
    tag: [
      { type: 'Hashtag', href: 'https://village.example/tags/tea', name: '#tea' },
      { type: 'Mention', href: `${server}/users/bob`, name: '@bob' },
      { type: 'Emoji', name: ':wave:', icon: {} },
    ],
  });
  expect(post).toMatchObject({ tags: ['tea'], mentions: ['bob@village.example'], links: ['https://a.example/'] });
  expect(post.raw?.['tag']).toHaveLength(3);
});

describe('media', () => {
  const file = 'media_attachments/files/109/215/002/original/0a1b.PNG';
  const picture = {
    type: 'Document',
    mediaType: 'image/png',
    url: `/${file}`,
    name: 'A cup',
    blurhash: 'U',
    width: 4,
    height: 3,
  };
  const media = (reading: Reading): Draft[] => reading.drafts.flatMap(({ draft }) => (draft.kind === 'media' ? [draft] : []));

  test.each([
    ['as it stands', `/${file}`, file, null],
    ['behind the folder of a server', `/village/${file}`, file, null],
    ['by a whole address', `https://files.example/village/${file}`, file, `https://files.example/village/${file}`],
    ['with another ending', `/${file.replace('PNG', 'png')}`, file, null],
    ['in an export that lies in a folder', `/${file}`, `archive-1/${file}`, null],
  ])('lies there: %s', async (_, url, path, link) => {
    const reading = await read([create(note('1', { attachment: [{ ...picture, url }] }))], [text(path, 'png')]);
    const key = file.replace('PNG', 'png');
    expect(media(reading)).toMatchObject([
      {
        key,
        path,
        url: link,
        mime: 'image/png',
        bytes: 3,
        state: 'here',
        of: recordId('mastodon', 'post', `${me}/statuses/1`),
        at: '2022-11-01T21:33:09Z',
        alt: 'A cup',
        raw: { blurhash: 'U', width: 4 },
      },
    ]);
    expect(posts(reading)[0]?.media).toEqual([recordId('mastodon', 'media', key)]);
    expect(posts(reading)[0]?.raw).not.toHaveProperty('attachment');
    expect(reading.warnings).toEqual([]);
  });

  test('is missing where it is spoken of and not there', async () => {
    const reading = await read([create(note('1', { attachment: [picture, { ...picture, url: null }] }))]);
    expect(media(reading)).toMatchObject([
      { state: 'missing', path: null, url: null, raw: { url: `/${file}` } },
      { state: 'missing', key: `${me}/statuses/1#1` },
    ]);
    expect(reading.warnings).toEqual([{ code: 'media-missing', file: 'outbox.json', detail: '2' }]);
  });

  test('is a link where only a whole address stands', async () => {
    const reading = await read([create(note('1', { attachment: { ...picture, url: 'https://far.example/a.png' } }))]);
    expect(media(reading)).toMatchObject([{ state: 'link', path: null, url: 'https://far.example/a.png' }]);
    expect(reading.warnings).toEqual([{ code: 'links-only', file: 'outbox.json', detail: '1' }]);
  });

  test('that no post speaks of is kept all the same, also where it comes first', async () => {
    const reading = await readWith(reader, [text(file, 'png'), outbox(create(note('1'))), actor()]);
    expect(media(reading)).toMatchObject([{ path: file, of: null, state: 'here', mime: 'image/png' }]);
  });

  test('what is no picture stays with the post', async () => {
    const card = { type: 'Link', href: 'https://news.example/' };
    expect(await onePost({ attachment: [card] })).toMatchObject({
      media: [],
      links: ['https://news.example/'],
      raw: { attachment: [card] },
    });
  });
});
