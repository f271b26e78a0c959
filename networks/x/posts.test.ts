import { describe, expect, test } from 'vitest';
import { recordId, type Draft } from '../../engine/intake/toolkit/index.ts';
import { readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { account, link, post, script, text } from './make-export.ts';
import { reader } from './reader.ts';

type Post = Extract<Draft, { kind: 'post' }>;
type Media = Extract<Draft, { kind: 'media' }>;
const posts = (reading: Reading): Post[] => reading.drafts.flatMap(({ draft }) => (draft.kind === 'post' ? [draft] : []));
const media = (reading: Reading): Media[] => reading.drafts.flatMap(({ draft }) => (draft.kind === 'media' ? [draft] : []));

async function readPosts(rows: readonly unknown[], others: readonly Given[] = [], name = 'tweets'): Promise<Reading> {
  return readWith(reader, [account(), script(name, rows), ...others]);
}
async function onePost(row: unknown, others: readonly Given[] = []): Promise<Post | undefined> {
  return posts(await readPosts([row], others))[0];
}

describe('a post of X', () => {
  test('carries what it says, when, and how it did; the rest as it came', async () => {
    const words = 'Fish &amp; chips &lt;3 with @Ann #fish 😀 https://t.co/abc';
    const row = post('1000000000000000001', words, {
      source: '<a href="x">Web</a>',
      edit_info: { initial: { editTweetIds: ['1000000000000000001'], editsRemaining: '5' } },
      entities: {
        hashtags: [{ text: 'fish', indices: ['25', '30'] }],
        symbols: [],
        user_mentions: [{ name: 'Ann', screen_name: 'Ann', id_str: '77', indices: ['20', '24'] }],
        urls: [link(words, 'https://t.co/abc', 'https://example.org/?a&b')],
      },
    });
    expect(await onePost(row)).toEqual({
      kind: 'post',
      key: '1000000000000000001',
      locator: '/0',
      at: '2023-08-12T16:10:37Z',
      atAsGiven: 'Sat Aug 12 16:10:37 +0000 2023',
      form: 'post',
      networkId: '1000000000000000001',
      text: 'Fish & chips <3 with @Ann #fish 😀 https://example.org/?a&b',
      url: 'https://x.com/i/web/status/1000000000000000001',
      inReplyTo: null,
      tags: ['fish'],
      mentions: ['Ann'],
      links: ['https://example.org/?a&b'],
      media: [],
      deleted: false,
      counts: { likes: 3, reposts: 1, replies: null, views: null },
      raw: {
        lang: 'en',
        source: '<a href="x">Web</a>',
        edit_info: row.tweet['edit_info'],
        entities: {
          hashtags: [{ text: 'fish', indices: ['25', '30'] }],
          user_mentions: [{ name: 'Ann', screen_name: 'Ann', id_str: '77', indices: ['20', '24'] }],
          urls: [link(words, 'https://t.co/abc', 'https://example.org/?a&b')],
        },
      },
    });
  });

  const quoted = { url: 'https://t.co/q', expanded_url: 'https://twitter.com/ann/status/55', indices: ['3', '17'] };
  test.each([
    ['post', post('1', 'Just words')],
    ['repost', post('1', 'RT @ann: words')],
    ['reply', post('1', '@ann yes', { in_reply_to_status_id_str: '55', in_reply_to_user_id_str: '7' })],
    ['reply', post('1', '@ann hello', { in_reply_to_user_id_str: '7' })],
    ['quote', post('1', 'So https://t.co/q', { entities: { urls: [quoted] } })],
    ['post', post('1', 'So https://t.co/q it is', { entities: { urls: [quoted] } })],
    ['post', post('55', 'Cut… https://t.co/q', { entities: { urls: [quoted] } })],
  ])('is a %s', async (form, row) => expect((await onePost(row))?.form).toBe(form));

  test('keeps ids digit for digit, also as numbers beyond 2^53', async () => {
    const script = text('data/tweets.js', 'window.YTD.tweets.part0 = [{"tweet":{"id":1600000000000000043,"full_text":"x"}}]');
    expect(posts(await readWith(reader, [script]))[0]?.networkId).toBe('1600000000000000043');
  });

  test('may stand without its wrapper, under the old name, and with `text`', async () => {
    const reading = await readPosts([post('1', 'old').tweet, { id_str: '2', text: 'older' }], [], 'tweet');
    expect(reading.recognition?.layout).toBe('js-tweet');
    expect(posts(reading).map(({ text }) => text)).toEqual(['old', 'older']);
  });

  test('that was deleted says so', async () => {
    const reading = await readPosts([], [script('deleted-tweets', [post('9', 'gone', { deleted_at: 'x' })])]);
    expect(posts(reading)).toMatchObject([{ networkId: '9', deleted: true, text: 'gone', raw: { deleted_at: 'x' } }]);
  });

  test('that is none is refused, with its place and why; the others are read', async () => {
    const reading = await readPosts([
      null,
      {},
      'x',
      { tweet: {} },
      { tweet: [] },
      { tweet: { full_text: 'no id' } },
      post('1', 'a'),
    ]);
    expect(reading.refused.map(({ locator, reason }) => [locator, reason])).toEqual([
      ['/0', 'empty-item'],
      ['/1', 'empty-item'],
      ['/2', 'wrong-shape'],
      ['/3', 'empty-item'],
      ['/4', 'wrong-shape'],
      ['/5', 'no-identity'],
    ]);
    expect(posts(reading)).toHaveLength(1);
  });

  test('keeps what has another form than it should', async () => {
    const row = post('1', 'x', { created_at: 5, full_text: { en: 'x' } });
    expect(await onePost(row)).toMatchObject({ at: null, text: null, raw: { created_at: 5, full_text: { en: 'x' } } });
  });

  test('cannot change what its record is by the names of its fields', async () => {
    const hostile =
      'window.YTD.tweets.part0 = [{"tweet":{"id_str":"1","full_text":"x","__proto__":{"polluted":true},"constructor":1}}]';
    const raw = posts(await readWith(reader, [text('data/tweets.js', hostile)]))[0]?.raw ?? {};
    expect(Object.getPrototypeOf(raw)).toBe(Object.prototype);
    expect(Object.keys(raw)).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {}).toBe(false);
  });
});

describe('the media of a post', () => {
  const picture = (name: string): Record<string, unknown> => ({
    id_str: '5',
    type: 'photo',
    url: 'https://t.co/pic',
    media_url_https: `https://pbs.twimg.com/media/${name}`,
    ext_alt_text: 'A dog',
    indices: ['4', '20'],
  });
  const row = post('1', 'Dog https://t.co/pic', {
    entities: { media: [picture('a.jpg')] },
    extended_entities: { media: [picture('a.jpg'), picture('b.png')] },
  });

  test('are all of them records that point back, those that lie there with their path and size, the others as missing', async () => {
    const reading = await readPosts([row], [{ path: 'data/tweets_media/1-a.jpg', content: Buffer.from('abc') }]);
    const of = recordId('x', 'post', '1');
    expect(media(reading)).toMatchObject([
      { key: '1-a.jpg', path: 'data/tweets_media/1-a.jpg', bytes: 3, mime: 'image/jpeg', state: 'here', of },
      { key: '1-b.png', path: null, url: 'https://pbs.twimg.com/media/b.png', bytes: null, state: 'missing', of },
    ]);
    expect(media(reading)[0]).toMatchObject({ alt: 'A dog', locator: '/0/tweet/extended_entities/media/0' });
    expect(posts(reading)[0]).toMatchObject({
      text: 'Dog',
      media: [recordId('x', 'media', '1-a.jpg'), recordId('x', 'media', '1-b.png')],
      links: [],
    });
    expect(posts(reading)[0]?.raw).toEqual({ lang: 'en' });
    expect(reading.warnings).toContainEqual({ file: 'data/tweets.js', code: 'media-missing', detail: '1' });
  });

  test('have the place the post was sent from, and what was written for those who cannot see them', async () => {
    const picture = (base: string): unknown => ({
      media_url: `http://pbs.twimg.com/media/${base}`,
      url: 'https://t.co/p',
      media_alt: 'a cat',
    });
    const row = (id: string, more: Record<string, unknown>): unknown =>
      post(id, 'x https://t.co/p', { extended_entities: { media: [picture(`${id}.jpg`)] }, ...more });
    const reading = await readPosts([
      row('1', { geo: { type: 'Point', coordinates: ['48.85', '2.35'] }, coordinates: { coordinates: ['2.35', '48.85'] } }),
      row('2', { coordinates: { type: 'Point', coordinates: [-0.1, 51.5] } }),
      row('3', { geo: { coordinates: ['0.0', '0.0'] } }),
      row('4', { geo: 'x', coordinates: { coordinates: [1] } }),
      row('5', { geo: { coordinates: ['200', 'x'] } }),
    ]);
    expect(media(reading).map(({ place }) => place)).toEqual([
      { lat: 48.85, lon: 2.35 },
      { lat: 51.5, lon: -0.1 },
      null,
      null,
      null,
    ]);
    expect(media(reading)[0]?.alt).toBe('a cat');
  });

  test('of a video are the variant that lies there, else the best one, never the still picture in its place', async () => {
    const video = {
      ...picture('still.jpg'),
      video_info: {
        variants: [
          { bitrate: '832000', content_type: 'video/mp4', url: 'https://video.twimg.com/low.mp4?tag=12' },
          { content_type: 'application/x-mpegURL', url: 'https://video.twimg.com/list.m3u8' },
          { bitrate: '2176000', content_type: 'video/mp4', url: 'https://video.twimg.com/high.mp4?tag=12' },
        ],
      },
    };
    const rows = [post('1', 'v', { extended_entities: { media: [video] } })];
    expect(media(await readPosts(rows))).toMatchObject([
      { key: '1-high.mp4', url: 'https://video.twimg.com/high.mp4?tag=12', mime: 'video/mp4', state: 'missing' },
    ]);
    const low = { path: 'data/tweets_media/1-low.mp4', content: Buffer.from('v') };
    expect(media(await readPosts(rows, [low]))).toMatchObject([{ key: '1-low.mp4', state: 'here' }]);
  });

  test('that no post speaks of are records too, and none is there twice', async () => {
    const files = ['1-a.jpg', '7-lost.jpg'].map((name) => ({ path: `data/tweets_media/${name}`, content: Buffer.from(name) }));
    const reading = await readPosts([row], files);
    expect(media(reading).map(({ key, of }) => [key, of === null])).toEqual([
      ['1-a.jpg', false],
      ['1-b.png', false],
      ['7-lost.jpg', true],
    ]);
    expect([...(reading.plan?.steps ?? [])].filter(({ by }) => by === 'x/media').map(({ file }) => file.path)).toEqual(
      files.map(({ path }) => path),
    );
  });

  test('are the same when only their own files are read, as after an interruption', async () => {
    const files = ['1-a.jpg', '7-lost.jpg'].map((name) => ({ path: `data/tweets_media/${name}`, content: Buffer.from(name) }));
    const { plan } = await planOf([account(), script('tweets', [row]), ...files]);
    const emitted: string[] = [];
    for (const step of [...plan.steps].filter(({ by }) => by === 'x/media'))
      await step.read({
        record: ({ key }) => emitted.push(key),
        refuse() {},
        warn() {},
        breathe: () => Promise.resolve(),
      });
    expect(emitted).toEqual(['7-lost.jpg']);
  });
});

/** A plan of which nothing has been read. */
async function planOf(given: readonly Given[]) {
  const files = given.map(({ path, content }) => ({
    path,
    bytes: content.length,
    input: 0,
    async *open() {
      yield content;
    },
  }));
  const look = {
    files,
    head: async (file: (typeof files)[number]) => given.find(({ path }) => path === file.path)?.content.toString() ?? '',
    whole: async (file: (typeof files)[number]) => given.find(({ path }) => path === file.path)?.content.toString() ?? null,
  };
  return { plan: await reader.plan(look, { fit: 1, layout: '', language: null }) };
}

describe('a long post', () => {
  const long = 'The beginning of a long story & more. '.repeat(12).trim();
  const self = { url: 'https://t.co/self', expanded_url: 'https://twitter.com/i/web/status/1', indices: ['0', '1'] };
  const cut = post('1', `${long.slice(0, 100).replaceAll('&', '&amp;')}… https://t.co/self`, { entities: { urls: [self] } });
  const note = (more: Readonly<Record<string, unknown>> = {}) => ({
    noteTweet: {
      noteTweetId: '77',
      createdAt: '2023-08-12T16:10:37.000Z',
      core: {
        text: `${long} https://t.co/n`,
        urls: [{ shortUrl: 'https://t.co/n', expandedUrl: 'https://example.org/n' }],
        hashtags: [{ text: 'story' }],
        mentions: [{ screenName: 'ann' }],
      },
      ...more,
    },
  });

  test('has its whole text from the note, and the note is no second post', async () => {
    const reading = await readPosts([cut], [script('note-tweet', [note()])]);
    expect(posts(reading)).toMatchObject([
      {
        networkId: '1',
        text: `${long} https://example.org/n`,
        links: ['https://example.org/n'],
        tags: ['story'],
        mentions: ['ann'],
        form: 'post',
      },
    ]);
    expect(posts(reading)[0]?.raw?.['noteTweet']).toEqual(note().noteTweet);
  });

  test.each([
    ['a second apart', note({ createdAt: '2023-08-12T16:10:38.400Z' }), 1],
    ['named by the post’s id', note({ createdAt: undefined, tweetId: '1' }), 1],
    ['an hour apart', note({ createdAt: '2023-08-12T17:10:37.000Z' }), 2],
    ['of another beginning', note({ core: { text: `Something else. ${long}` } }), 2],
    ['with its text in another place', note({ core: undefined, noteTweetResults: { text: long } }), 1],
  ])('and a note %s: nothing is lost', async (_, row, count) => {
    const reading = await readPosts([cut], [script('note-tweet', [row])]);
    expect(posts(reading)).toHaveLength(count);
    expect(posts(reading).some(({ text }) => text?.includes(long))).toBe(true);
  });

  test('without any post is a post of its own', async () => {
    const reading = await readWith(reader, [script('note-tweet', [note()])]);
    expect(posts(reading)).toMatchObject([
      { key: 'note:77', networkId: '77', text: `${long} https://example.org/n`, at: '2023-08-12T16:10:37.000Z' },
    ]);
  });
});
