/**
 * X's archives made at random by what is written of the format, and read again: what was put in comes out, counted and word for word.
 * The maker shares nothing with the reader.
 */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { x } from '../../networks/x/index.ts';
import { distinct, readWith, type Given } from '../read-with.ts';

// As a person types: no short links of X's own, nothing that begins as a repost does.
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((one) => one.isWellFormed() && one.trim() === one && one !== '' && !/t\.co|^RT @/.test(one));
const id = fc.bigInt({ min: 10n, max: (1n << 63n) - 1n }).map(String);
const ids = fc.uniqueArray(id, { maxLength: 6 });

const accounts = fc.record({
  old: fc.boolean(),
  bare: fc.boolean(),
  nested: fc.constantFrom('', 'twitter-2023-01-01-abc/'),
  written: fc.record({ mark: fc.boolean(), returns: fc.boolean(), semicolon: fc.boolean(), indent: fc.constantFrom(0, 2) }),
  part: fc.nat(4),
  posts: fc.uniqueArray(
    fc.record({
      id,
      words,
      link: fc.option(fc.webUrl({ withQueryParameters: true })),
      media: fc.array(fc.boolean(), { maxLength: 3 }),
      reply: fc.option(id),
      deleted: fc.boolean(),
    }),
    { selector: (post) => post.id, maxLength: 8 },
  ),
  likes: ids,
  followers: ids,
  following: ids,
  blocked: ids,
  said: fc.uniqueArray(fc.record({ id, words, mine: fc.boolean(), picture: fc.boolean() }), {
    selector: (one) => one.id,
    maxLength: 6,
  }),
  group: fc.uniqueArray(fc.record({ id, words }), { selector: (one) => one.id, maxLength: 4 }),
  grok: fc.array(fc.record({ chat: fc.constantFrom('7', '8'), words, mine: fc.boolean() }), { maxLength: 4 }),
});
type Account = typeof accounts extends fc.Arbitrary<infer T> ? T : never;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const points = (text: string): number => Array.from(text).length;

/** The files, and for each post by its id what a person saw. */
function make(of: Account): { given: Given[]; texts: Map<string, string>; here: number; missing: number } {
  const given: Given[] = [];
  const texts = new Map<string, string>();
  let here = 0;
  let missing = 0;
  const script = (name: string, rows: readonly unknown[], part = 0): void => {
    const { mark, returns, semicolon, indent } = of.written;
    const json = JSON.stringify(rows, null, indent);
    const content = `${mark ? '\ufeff' : ''}window.YTD.${name.replaceAll('-', '_')}.part${part} = ${json}${semicolon ? ';' : ''}\n`;
    given.push({
      path: `${of.nested}data/${name}${part === 0 ? '' : `-part${part}`}.js`,
      content: Buffer.from(returns ? content.replaceAll('\n', '\r\n') : content),
    });
  };
  const picture = (folder: string, name: string, isThere: boolean): void => {
    if (isThere) given.push({ path: `${of.nested}data/${folder}/${name}`, content: Buffer.from(`picture ${name}`) });
    if (isThere) here++;
    else missing++;
  };
  const row = (post: Account['posts'][number]): unknown => {
    let text = escaped(post.words);
    texts.set(post.id, post.link === null ? post.words : `${post.words} ${post.link}`);
    const entities: Record<string, unknown[]> = { hashtags: [], symbols: [], user_mentions: [], urls: [] };
    if (post.link !== null) {
      const from = points(text) + 1;
      text += ' https://t.co/link';
      entities['urls'] = [{ url: 'https://t.co/link', expanded_url: post.link, indices: [String(from), String(from + 17)] }];
    }
    const media = post.media.map((isThere, k) => {
      picture(
        post.deleted ? 'deleted_tweets_media' : of.old ? 'tweet_media' : 'tweets_media',
        `${post.id}-M${post.id}${k}.jpg`,
        isThere,
      );
      return { media_url_https: `https://pbs.twimg.com/media/M${post.id}${k}.jpg`, url: 'https://t.co/media', type: 'photo' };
    });
    if (media.length > 0) text += ' https://t.co/media';
    const tweet = {
      id_str: post.id,
      id: post.id,
      created_at: 'Sat Aug 12 16:10:37 +0000 2023',
      full_text: text,
      entities,
      ...(media.length > 0 ? { extended_entities: { media } } : {}),
      ...(post.reply === null ? {} : { in_reply_to_status_id_str: post.reply }),
      favorite_count: '3',
      retweet_count: '1',
    };
    return of.old && of.bare ? tweet : { tweet };
  };
  script('account', [
    { account: { accountId: '1', username: 'me', accountDisplayName: 'Me', createdAt: '2010-01-02T03:04:05.678Z' } },
  ]);
  const live = of.posts.filter((post) => !post.deleted).map(row);
  const name = of.old ? 'tweet' : 'tweets';
  script(name, live.slice(0, of.part));
  if (live.length > of.part) script(name, live.slice(of.part), 1);
  script('deleted-tweets', of.posts.filter((post) => post.deleted).map(row));
  script(
    'like',
    of.likes.map((tweetId) => ({ like: { tweetId, fullText: 'a &amp; b' } })),
  );
  const people = (file: string, wrapper: string, all: readonly string[]): void =>
    script(
      file,
      all.map((accountId) => ({ [wrapper]: { accountId, userLink: `https://twitter.com/intent/user?user_id=${accountId}` } })),
    );
  people('follower', 'follower', of.followers);
  people('following', 'following', of.following);
  people('block', 'blocking', of.blocked);
  const messages = of.said.map((one) => {
    if (one.picture) picture('direct_messages_media', `${one.id}-P${one.id}.jpg`, true);
    const sender = one.mine ? '1' : '2';
    const mediaUrls = one.picture ? [`https://ton.twitter.com/dm/P${one.id}.jpg`] : [];
    return { messageCreate: { id: one.id, senderId: sender, recipientId: one.mine ? '2' : '1', text: escaped(one.words), createdAt: '2020-01-20T21:42:09.068Z', mediaUrls, urls: [], reactions: [] } }; // prettier-ignore
  });
  if (messages.length > 0) script('direct-messages', [{ dmConversation: { conversationId: '1-2', messages } }]);
  const inGroup = of.group.map((one) => ({
    messageCreate: { id: one.id, senderId: '2', text: escaped(one.words), createdAt: '2020-01-20T21:42:09.068Z', mediaUrls: [] },
  }));
  const joined = {
    joinConversation: { initiatingUserId: '2', participantsSnapshot: ['1', '2'], createdAt: '2020-01-19T21:42:09.068Z' },
  };
  if (inGroup.length > 0)
    script('direct-messages-group', [{ dmConversation: { conversationId: '99', messages: [...inGroup, joined] } }]);
  script(
    'grok-chat-item',
    of.grok.map(({ chat, words: message, mine }, k) => ({
      grokChatItem: {
        accountId: '1',
        chatId: chat,
        createdAt: `2025-10-23T13:11:0${k}.692Z`,
        sender: { value: mine ? '1' : '2', name: mine ? 'User' : 'Agent', originalName: mine ? 'USER' : 'AGENT' },
        message,
      },
    })),
  );
  return { given, texts, here, missing };
}

test('what was put in comes out, word for word', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(accounts, fc.integer({ min: 20, max: 2000 }), async (of, chunk) => {
      const { given, texts, here, missing } = make(of);
      const reading = await readWith(x.reader, given, { chunk });
      const all = distinct(reading.drafts);
      const posts = all.flatMap((draft) => (draft.kind === 'post' ? [draft] : []));
      expect(new Map(posts.map(({ networkId, text }) => [networkId, text]))).toEqual(texts);
      expect(posts.filter(({ deleted }) => deleted === true).length).toBe(of.posts.filter((post) => post.deleted).length);
      expect(posts.filter(({ inReplyTo }) => inReplyTo != null).length).toBe(
        of.posts.filter((post) => post.reply !== null).length,
      );
      expect(posts.flatMap(({ links }) => links ?? []).toSorted()).toEqual(
        of.posts.flatMap((post) => post.link ?? []).toSorted(),
      );
      const states = all.flatMap((draft) => (draft.kind === 'media' ? [draft.state] : []));
      expect(states.filter((state) => state === 'here').length).toBe(here);
      expect(states.filter((state) => state === 'missing').length).toBe(missing);
      const people = all.flatMap((draft) => (draft.kind === 'relation' ? [`${draft.relation} ${draft.person.networkId}`] : []));
      expect(people.toSorted()).toEqual(
        [
          ...of.followers.map((one) => `follower ${one}`),
          ...of.following.map((one) => `following ${one}`),
          ...of.blocked.map((one) => `blocked ${one}`),
        ].toSorted(),
      );
      expect(all.flatMap((draft) => (draft.kind === 'reaction' ? [draft.on?.networkId] : [])).toSorted()).toEqual(
        of.likes.toSorted(),
      );
      const heard = reading.drafts.flatMap(({ draft }) =>
        draft.kind === 'message' && draft.form === 'text' ? [`${draft.direction} ${draft.text}`] : [],
      );
      expect(heard.toSorted()).toEqual(
        [
          ...of.said.map((one) => `${one.mine ? 'sent' : 'received'} ${one.words}`),
          ...of.group.map((one) => `received ${one.words}`),
          ...of.grok.map((one) => `${one.mine ? 'sent' : 'received'} ${one.words}`),
        ].toSorted(),
      );
      expect(reading.refused).toEqual([]);
      expect(reading.damaged).toEqual([]);
      const accounted = new Set([
        ...Array.from(reading.plan?.steps ?? []).map(({ file }) => file.path),
        ...[...(reading.plan?.kept?.keys() ?? [])].map(({ path }) => path),
      ]);
      expect(given.filter(({ path }) => !accounted.has(path))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
