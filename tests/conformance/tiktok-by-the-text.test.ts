/**
 * TikTok's exports made at random by what is written of the format, in its three generations of JSON and as TXT, and read again: what was put in comes out,
 * counted and word for word. The maker shares nothing with the reader.
 */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tiktok } from '../../networks/tiktok/index.ts';
import { distinct, readWith, type Given } from '../read-with.ts';

// As a person types on one line; a word that TikTok writes for "nothing" is none of theirs.
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter(
    (one) =>
      one.isWellFormed() &&
      one.trim() === one &&
      !/[\n\r\v\f\u0085\u2028\u2029]/.test(one) &&
      !/^(?:|n\/a|n\.v\.t\.|none|null|unavailable|-)$/i.test(one) &&
      !one.startsWith('>>>') &&
      !/^https?:/.test(one),
  );
const handle = fc.stringMatching(/^[a-z][a-z0-9_.]{2,12}$/);
const handles = fc.uniqueArray(handle, { maxLength: 6 });
const video = fc.bigInt({ min: 10n ** 18n, max: 10n ** 19n - 1n }).map(String);

const accounts = fc.record({
  layout: fc.constantFrom('A', 'B', 'C', 'txt'),
  nested: fc.constantFrom('', 'TikTok_Data_1700000000/'),
  me: handle.map((name) => `me_${name}`),
  followers: handles,
  following: handles,
  blocked: handles,
  likes: fc.uniqueArray(video, { maxLength: 5 }),
  views: fc.uniqueArray(video, { maxLength: 5 }),
  searches: fc.uniqueArray(words, { maxLength: 4 }),
  comments: fc.array(words, { maxLength: 4 }),
  posts: fc.array(fc.record({ title: words, likes: fc.nat(99) }), { maxLength: 4 }),
  chats: fc.uniqueArray(
    fc.record({ who: handle, said: fc.array(fc.record({ mine: fc.boolean(), words }), { minLength: 1, maxLength: 4 }) }),
    {
      selector: ({ who }) => who,
      maxLength: 3,
    },
  ),
});
type Account = typeof accounts extends fc.Arbitrary<infer T> ? T : never;

/** The `n`th moment, as the export writes it. */
const moment = (n: number): string =>
  `2023-08-${String(1 + (Math.floor(n / 60) % 28)).padStart(2, '0')} 06:18:${String(n % 60).padStart(2, '0')}`;
const page = (id: string): string => `https://www.tiktokv.com/share/video/${id}/`;
const file = (n: number): string => `https://v16m.tiktokcdn.com/${n}/video/?mime_type=video_mp4&x-expires=1700000000`;

function asJson(of: Account): unknown {
  const [isA, isC] = [of.layout === 'A', of.layout === 'C'];
  const people = (all: readonly string[]): unknown => all.map((UserName, n) => ({ Date: moment(n), UserName }));
  const follower = { FansList: people(of.followers), App: 1, IsFastLane: false };
  const following = { Following: people(of.following), App: 1 };
  const block = { BlockList: people(of.blocked) };
  const likes = {
    ItemFavoriteList: of.likes.map((id, n) => (isA ? { Date: moment(n), Link: page(id) } : { date: moment(n), link: page(id) })),
  };
  const views = { VideoList: of.views.map((id, n) => ({ Date: moment(n), Link: page(id), ...(isC ? { Title: '' } : {}) })) };
  const searches = { SearchList: of.searches.map((SearchTerm, n) => ({ Date: moment(n), SearchTerm })) };
  const comments = {
    Comments: { CommentsList: of.comments.map((comment, n) => ({ date: moment(n), comment, photo: 'N/A', url: '' })) },
  };
  const posts = {
    VideoList: of.posts.map(({ title, likes: many }, n) => ({
      Date: moment(n),
      Link: file(n),
      Likes: String(many),
      Title: title,
    })),
  };
  const chats = Object.fromEntries(
    of.chats.map(({ who, said }) => [
      `Chat History with ${who}:`,
      said.map((one, n) => ({ Date: moment(n), From: one.mine ? of.me : who, Content: one.words })),
    ]),
  );
  const profile = { ProfileMap: { userName: of.me, bioDescription: 'N/A', likesReceived: 'None' } };
  if (isA)
    return {
      Activity: {
        'Follower List': follower,
        'Following List': following,
        'Like List': likes,
        'Video Browsing History': views,
        'Search History': searches,
      },
      'App Settings': { Block: block },
      Comment: comments,
      'Direct Messages': { 'Chat History': { ChatHistory: chats } },
      Profile: { 'Profile Information': profile },
      Video: { Videos: posts },
    };
  const common = { Comment: comments, 'Direct Message': { 'Direct Messages': { ChatHistory: chats } }, Post: { Posts: posts } };
  if (isC)
    return {
      ...common,
      'Profile And Settings': { Follower: follower, Following: following, 'Block List': block, 'Profile Info': profile },
      'Likes and Favorites': { 'Like List': likes },
      'Your Activity': { 'Watch History': views, Searches: searches },
    };
  return {
    ...common,
    'App Settings': { 'Block List': block },
    Profile: { 'Profile Info': profile },
    'Your Activity': { Follower: follower, Following: following, 'Like List': likes, 'Watch History': views, Searches: searches },
  };
}

function asText(of: Account): Given[] {
  const given: Given[] = [];
  const add = (path: string, blocks: readonly (readonly string[])[]): void => {
    const content =
      blocks.length === 0 ? 'You have no data in this section\n' : `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
    given.push({ path: `${of.nested}${path}.txt`, content: Buffer.from(content) });
  };
  const dated = <T>(all: readonly T[], lines: (one: T, n: number) => string[]): string[][] =>
    all.map((one, n) => [`Date: ${moment(n)} UTC`, ...lines(one, n)]);
  const people = (all: readonly string[]): string[][] => dated(all, (who) => [`Username: ${who}`]);
  add('Profile and Settings/Follower', people(of.followers));
  add('Profile and Settings/Following', people(of.following));
  add('Profile and Settings/Block List', people(of.blocked));
  add('Profile and Settings/Profile Info', [[`Username: ${of.me}`, 'Bio: N/A']]);
  add(
    'Likes and Favorites/Like List',
    dated(of.likes, (id) => [`Link: ${page(id)}`]),
  );
  add(
    'Your Activity/Watch History',
    dated(of.views, (id) => [`Link: ${page(id)}`]),
  );
  add(
    'Your Activity/Searches',
    dated(of.searches, (term) => [`Search Term: ${term}`]),
  );
  add(
    'Comment/Comments',
    dated(of.comments, (comment) => [`Comment: ${comment}`, 'Photo: N/A', 'Url: N/A']),
  );
  add(
    'Post/Posts',
    dated(of.posts, ({ title, likes }, n) => [`Link: ${file(n)}`, `Like(s): ${likes}`, `Title: ${title}`]),
  );
  add(
    'Direct Message/Direct Messages',
    of.chats.map(({ who, said }) => [
      `>>> Chat History with ${who}::`,
      ...said.map((one, n) => `${moment(n)} UTC ${one.mine ? of.me : who}: ${one.words}`),
    ]),
  );
  return given;
}

test('what was put in comes out, word for word', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(accounts, fc.integer({ min: 20, max: 2000 }), async (of, chunk) => {
      const given =
        of.layout === 'txt'
          ? asText(of)
          : [{ path: `${of.nested}user_data_tiktok.json`, content: Buffer.from(JSON.stringify(asJson(of))) }];
      const reading = await readWith(tiktok.reader, given, { chunk });
      expect(reading.plan?.account.handle).toBe(of.me);
      const all = distinct(reading.drafts);
      const people = all.flatMap((draft) => (draft.kind === 'relation' ? [`${draft.relation} ${draft.person.handle}`] : []));
      const listed: [string, readonly string[]][] = [
        ['follower', of.followers],
        ['following', of.following],
        ['blocked', of.blocked],
      ];
      expect(people.toSorted()).toEqual(listed.flatMap(([list, names]) => names.map((name) => `${list} ${name}`)).toSorted());
      expect(all.flatMap((draft) => (draft.kind === 'reaction' ? [draft.on?.networkId] : [])).toSorted()).toEqual(
        of.likes.toSorted(),
      );
      expect(all.flatMap((draft) => (draft.kind === 'comment' ? [draft.text] : []))).toEqual(of.comments);
      expect(all.flatMap((draft) => (draft.kind === 'post' ? [[draft.title, draft.counts?.likes]] : []))).toEqual(
        of.posts.map(({ title, likes }) => [title, likes]),
      );
      const media = all.flatMap((draft) => (draft.kind === 'media' ? [`${draft.state} ${draft.expiresAt}`] : []));
      expect(media).toEqual(of.posts.map(() => 'link 2023-11-14T22:13:20Z'));
      const events = (topic: string): unknown[] =>
        all.flatMap((draft) => (draft.kind === 'event' && draft.topic === topic ? [draft.title] : []));
      expect(events('search')).toEqual(of.searches);
      expect(events('view')).toEqual(of.views.map(page));
      expect(all.flatMap((draft) => (draft.kind === 'message' ? [`${draft.direction} ${draft.text}`] : [])).toSorted()).toEqual(
        of.chats.flatMap(({ said }) => said.map((one) => `${one.mine ? 'sent' : 'received'} ${one.words}`)).toSorted(),
      );
      expect(all.flatMap((draft) => (draft.kind === 'conversation' ? [draft.title] : [])).toSorted()).toEqual(
        of.chats.map(({ who }) => who).toSorted(),
      );
      expect(all.filter((draft) => 'at' in draft && draft.at === null && draft.kind === 'relation')).toEqual([]);
      expect(reading.refused).toEqual([]);
      expect(reading.damaged).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
