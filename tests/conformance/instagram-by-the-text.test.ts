/**
 * Instagram's exports made at random by what is written of the format, in every generation, and read again: what was put in comes out, counted and word for word.
 * The maker shares nothing with the reader.
 */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instagram } from '../../networks/instagram/index.ts';
import { distinct, readWith, type Given, type Reading } from '../read-with.ts';

interface Account {
  readonly year: 2021 | 2023 | 2025;
  /** As Meta writes its JSON, every byte a character; or clean. */
  readonly mangles: boolean;
  readonly followers: readonly (readonly string[])[];
  readonly following: readonly string[];
  readonly close: readonly string[];
  readonly blocked: readonly string[];
  readonly restricted: readonly string[];
  readonly pending: readonly string[];
  readonly threads: readonly string[];
  readonly posts: readonly { readonly caption: string; readonly media: number }[];
  readonly stories: readonly string[];
  readonly reels: readonly string[];
  readonly comments: readonly { readonly text: string; readonly owner: string }[];
  readonly likes: readonly string[];
  readonly saved: readonly string[];
  readonly talks: readonly (readonly {
    readonly text: string;
    readonly reaction: string | null;
    readonly shared: boolean;
    readonly picture: boolean;
  }[])[];
  readonly searches: readonly string[];
  readonly logins: number;
  readonly labels: {
    readonly name: string;
    readonly user: string;
    readonly comment: string;
    readonly owner: string;
    readonly time: string;
  };
  readonly name: string;
}

// What is clean and could as well be twice encoded is no one's to tell apart.
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((one) => one.trim() !== '' && one.isWellFormed());
const handle = fc.oneof(
  fc.stringMatching(/^[a-z0-9._]{1,30}$/),
  fc.constantFrom('p', 'reel', 'explore', 'null', '123456789', '__proto__', 'constructor', 'username', 'a.b_c'),
);
const handles = fc.uniqueArray(handle, { maxLength: 6 });
const labels = fc.constantFrom(
  { name: 'Name', user: 'Username', comment: 'Comment', owner: 'Media Owner', time: 'Time' },
  { name: 'Nom', user: 'Nom de profil', comment: 'Commentaire', owner: 'Propriétaire du média', time: 'Heure' },
  { name: 'Naam', user: 'Gebruikersnaam', comment: 'Opmerking', owner: 'Media-eigenaar', time: 'Tijd' },
  { name: '名前', user: 'ユーザーネーム', comment: 'コメント', owner: '所有者', time: '時間' },
);
const accounts: fc.Arbitrary<Account> = fc.record({
  year: fc.constantFrom(2021, 2023, 2025),
  mangles: fc.boolean(),
  followers: fc
    .tuple(fc.uniqueArray(handle, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 3 }))
    .map(([all, parts]) =>
      Array.from({ length: parts }, (_, i) => all.filter((_one, at) => at % parts === i)).filter((part) => part.length > 0),
    ),
  following: handles,
  close: handles,
  blocked: handles,
  restricted: handles,
  pending: handles,
  threads: handles,
  posts: fc.array(fc.record({ caption: text, media: fc.integer({ min: 1, max: 3 }) }), { maxLength: 4 }),
  stories: fc.array(text, { maxLength: 3 }),
  reels: fc.array(text, { maxLength: 3 }),
  comments: fc.array(fc.record({ text, owner: handle }), { maxLength: 4 }),
  likes: handles,
  saved: handles,
  talks: fc.array(
    fc.array(
      fc.record({
        text,
        reaction: fc.option(fc.constantFrom('❤', '😂', '👍🏽', '❤️')),
        shared: fc.boolean(),
        picture: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    { maxLength: 3 },
  ),
  searches: handles,
  logins: fc.integer({ min: 0, max: 3 }),
  labels,
  name: text,
});

const second = 1_700_000_000;

function make(of: Account): Given[] {
  const given: Given[] = [];
  // `é` as `\u00c3\u00a9`: each byte of the UTF-8 written as a character.
  const written = (one: unknown): string =>
    JSON.stringify(one, null, 2).replace(/[^\x00-\x7f]+/g, (run) =>
      of.mangles ? [...Buffer.from(run, 'utf8')].map((byte) => `\\u00${byte.toString(16).padStart(2, '0')}`).join('') : run,
    );
  const add = (path: string, one: unknown): void => void given.push({ path: `${path}.json`, content: Buffer.from(written(one)) });
  const old = of.year === 2021;
  const people = old ? 'followers_and_following' : 'connections/followers_and_following';
  const activity = old ? '' : 'your_instagram_activity/';
  const media = of.year === 2025 ? `${activity}media` : `${activity}content`;
  const entry = (who: string, i: number, titled: boolean): object => ({
    title: titled ? who : '',
    ...(titled ? {} : { media_list_data: [] }),
    string_list_data: [
      {
        href: titled ? `https://www.instagram.com/_u/${who}` : `https://www.instagram.com/${who}`,
        ...(titled ? {} : { value: who }),
        timestamp: second + i,
      },
    ],
  });
  const list = (name: string, key: string, all: readonly string[], titled = false): void => {
    if (all.length > 0) add(`${people}/${name}`, { [key]: all.map((who, i) => entry(who, i, titled)) });
  };
  of.followers.forEach((part, i) =>
    add(
      `${people}/followers_${i + 1}`,
      part.map((who, at) => entry(who, at, false)),
    ),
  );
  list('following', 'relationships_following', of.following, of.year === 2025);
  list('close_friends', 'relationships_close_friends', of.close);
  list(of.year === 2025 ? 'blocked_profiles' : 'blocked_accounts', 'relationships_blocked_users', of.blocked, of.year === 2025);
  list('restricted_profiles', 'relationships_restricted_users', of.restricted);
  list('pending_follow_requests', 'relationships_follow_requests_sent', of.pending);
  if (of.threads.length > 0)
    add('your_instagram_activity/threads/followers_1', {
      text_post_app_text_post_app_followers: of.threads.map((who, i) => ({
        title: `Shown ${i}`,
        string_list_data: [{ href: `https://www.threads.com/@${who}`, value: who, timestamp: second + i }],
      })),
    });

  const medium = (uri: string, title: string, i: number): object => ({ uri, creation_timestamp: second + i, title });
  const picture = (uri: string): string => {
    given.push({ path: uri, content: Buffer.from(`bytes of ${uri}`) });
    return uri;
  };
  if (of.posts.length > 0) {
    const posts = of.posts.map(({ caption, media: many }, i) =>
      many === 1
        ? { media: [medium(picture(`media/posts/202311/${i}.jpg`), caption, i)] }
        : {
            media: Array.from({ length: many }, (_, at) => medium(picture(`media/posts/202311/${i}_${at}.jpg`), '', i)),
            title: caption,
            creation_timestamp: second + i,
          },
    );
    // One alone is written without the list around it.
    add(`${media}/posts_1`, posts.length === 1 ? posts[0] : posts);
  }
  if (of.stories.length > 0)
    add(`${media}/stories`, { ig_stories: of.stories.map((title, i) => medium(picture(`media/stories/${i}.mp4`), title, i)) });
  if (of.reels.length > 0)
    add(`${media}/reels`, {
      ig_reels_media: of.reels.map((title, i) => ({ media: [medium(picture(`media/reels/${i}.mp4`), title, i)] })),
    });
  if (of.comments.length > 0)
    add(
      `${activity}comments/post_comments_1`,
      of.comments.map(({ text: said, owner }, i) => ({
        media_list_data: [],
        string_map_data: {
          [of.labels.comment]: { href: '', value: said, timestamp: 0 },
          [of.labels.owner]: { href: '', value: owner, timestamp: 0 },
          [of.labels.time]: { href: '', value: '', timestamp: second + i },
        },
      })),
    );
  if (of.likes.length > 0)
    add(`${activity}likes/liked_posts`, {
      likes_media_likes: of.likes.map((title, i) => ({
        title,
        string_list_data: [{ href: `https://www.instagram.com/p/Like${i}/`, value: '👍', timestamp: second + i }],
      })),
    });
  if (of.saved.length > 0)
    add(`${activity}saved/saved_posts`, {
      saved_saved_media: of.saved.map((title, i) => ({
        title,
        string_map_data: { 'Saved on': { href: `https://www.instagram.com/reel/Save${i}/`, timestamp: second + i } },
      })),
    });
  of.talks.forEach((messages, n) => {
    const folder = `${activity}messages/inbox/someone_${1_000_000 + n}`;
    const all = messages
      .map(({ text: said, reaction, shared, picture: carries }, i) => ({
        sender_name: i % 2 === 0 ? of.name : 'Someone Ω',
        timestamp_ms: second * 1000 + i,
        ...(carries
          ? { photos: [{ uri: picture(`${folder}/photos/${n}_${i}.jpg`), creation_timestamp: second }] }
          : { content: said }),
        ...(shared ? { share: { link: `https://www.instagram.com/p/S${i}/`, original_content_owner: 'someone' } } : {}),
        ...(reaction === null ? {} : { reactions: [{ reaction, actor: of.name }] }),
        is_geoblocked_for_viewer: false,
      }))
      .toReversed();
    const half = Math.ceil(all.length / 2);
    // Part 1 is the newest.
    [all.slice(0, half), all.slice(half)]
      .filter((part) => part.length > 0)
      .forEach((part, i) =>
        add(`${folder}/message_${i + 1}`, {
          participants: [{ name: 'Someone Ω' }, { name: of.name }],
          messages: part,
          title: 'Someone Ω',
          is_still_participant: true,
          thread_path: `inbox/someone_${1_000_000 + n}`,
          magic_words: [],
        }),
      );
  });
  const searched = old ? 'recent_searches/account_searches' : 'logged_information/recent_searches/profile_searches';
  if (of.searches.length > 0)
    add(searched, {
      searches_user: of.searches.map((who, i) => ({
        title: '',
        string_map_data: { Search: { href: '', value: who, timestamp: 0 }, Time: { href: '', value: '', timestamp: second + i } },
      })),
    });
  if (of.logins > 0)
    add(
      old
        ? 'login_and_account_creation/login_activity'
        : 'security_and_login_information/login_and_profile_creation/login_activity',
      {
        account_history_login_history: Array.from({ length: of.logins }, (_, i) => ({
          title: `2025-02-18T10:48:0${i}+00:00`,
          string_map_data: { 'IP Address': { href: '', value: `192.0.2.${i}`, timestamp: 0 } },
        })),
      },
    );
  add(`${old ? 'account_information' : 'personal_information/personal_information'}/personal_information`, {
    profile_user: [
      {
        title: 'User Information',
        media_map_data: {},
        string_map_data: {
          [of.labels.user]: { href: '', value: 'demo.user', timestamp: 0 },
          [of.labels.name]: { href: '', value: of.name, timestamp: 0 },
        },
      },
    ],
  });
  return given;
}

type Kind = Reading['drafts'][number]['draft']['kind'];
const all = <K extends Kind>(reading: Reading, kind: K) =>
  distinct(reading.drafts).flatMap((draft) => (draft.kind === kind ? [draft as Extract<typeof draft, { kind: K }>] : []));
const sorted = (list: readonly (string | null | undefined)[]): string[] => list.map(String).sort();

/** A clean string that reads as twice encoded has two meanings. */
const ambiguous = (one: string): boolean =>
  // oxlint-disable-next-line no-control-regex -- Latin-1 is what is looked for
  /^[\u0000-\u00ff]*$/.test(one) &&
  /[\u0080-\u00ff]/.test(one) &&
  Buffer.from(one, 'latin1').toString('utf8').indexOf('\ufffd') < 0;

test('what was put in comes out, word for word', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(accounts, fc.integer({ min: 1, max: 5000 }), async (of, chunk) => {
      const words = [of.name, ...of.posts.map(({ caption }) => caption), ...of.stories, ...of.reels, ...of.comments.map((one) => one.text), ...of.talks.flat().map((one) => one.text)]; // prettier-ignore
      fc.pre(of.mangles || !words.some(ambiguous));
      const reading = await readWith(instagram.reader, make(of), { chunk });
      expect(reading.recognition?.fit).toBeGreaterThan(0.9);
      expect([reading.damaged, reading.refused]).toEqual([[], []]);
      expect(reading.plan?.account).toMatchObject({ handle: 'demo.user', name: of.name });
      const people = (relation: string, network?: string): string[] =>
        sorted(
          all(reading, 'relation')
            .filter((one) => one.relation === relation && one.network === network)
            .map(({ person }) => person.handle),
        );
      expect(people('follower')).toEqual(sorted(of.followers.flat()));
      expect(people('following')).toEqual(sorted(of.following));
      expect(people('closeFriend')).toEqual(sorted(of.close));
      expect(people('blocked')).toEqual(sorted(of.blocked));
      expect(people('restricted')).toEqual(sorted(of.restricted));
      expect(people('requestSent')).toEqual(sorted(of.pending));
      expect(people('follower', 'threads')).toEqual(sorted(of.threads));
      const posts = (form: string): string[] =>
        sorted(
          all(reading, 'post')
            .filter((one) => one.form === form)
            .map((one) => one.text),
        );
      expect(posts('post')).toEqual(sorted(of.posts.map(({ caption }) => caption)));
      expect(posts('story')).toEqual(sorted(of.stories));
      expect(posts('reel')).toEqual(sorted(of.reels));
      expect(all(reading, 'media').map(({ state }) => state)).toEqual(all(reading, 'media').map(() => 'here'));
      expect(all(reading, 'media')).toHaveLength(
        of.posts.reduce((sum, post) => sum + post.media, 0) +
          of.stories.length +
          of.reels.length +
          of.talks.flat().filter(({ picture }) => picture).length,
      );
      expect(sorted(all(reading, 'comment').map((one) => `${one.text} @${one.on?.author ?? ""}`))).toEqual(sorted(of.comments.map((one) => `${one.text} @${one.owner}`))); // prettier-ignore
      const reacted = (word: string): string[] =>
        sorted(
          all(reading, 'reaction')
            .filter(({ reaction }) => reaction === word)
            .map((one) => one.on?.author),
        );
      expect(reacted('like')).toEqual(sorted(of.likes));
      expect(reacted('save')).toEqual(sorted(of.saved));
      expect(all(reading, 'conversation')).toHaveLength(of.talks.length);
      const said = all(reading, 'message');
      expect(sorted(said.map((one) => one.text))).toEqual(sorted(of.talks.flat().map((one) => (one.picture ? null : one.text))));
      expect(said.filter((one) => one.form === 'share')).toHaveLength(of.talks.flat().filter(({ shared }) => shared).length);
      expect(sorted(said.flatMap(({ reactions }) => (reactions ?? []).map(({ by, emoji }) => `${emoji} ${by}`)))).toEqual(sorted(of.talks.flat().flatMap(({ reaction }) => (reaction === null ? [] : [`${reaction} ${of.name}`])))); // prettier-ignore
      for (const message of said) expect(message.at).toMatch(/^2023-11-14T22:13:2/);
      if (of.name !== 'Someone Ω')
        for (const one of said) expect(one.direction).toBe(one.from?.name === of.name ? 'sent' : 'received');
      const events = (topic: string) => all(reading, 'event').filter((one) => one.topic === topic);
      expect(events('search')).toHaveLength(of.searches.length);
      expect(events('login')).toHaveLength(of.logins);
      for (const login of events('login')) expect(login.at).toMatch(/^2025-02-18T10:48:0\dZ$/);
    }),
    { numRuns: 150 },
  );
});
