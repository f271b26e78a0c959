/**
 * Mastodon's archives and lists made at random by what is written of the format, and read again: what was put in comes out, counted and word for word.
 * The maker shares nothing with the reader.
 */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mastodon } from '../../networks/mastodon/index.ts';
import { distinct, readWith, type Given, type Reading } from '../read-with.ts';

const everyone = 'https://www.w3.org/ns/activitystreams#Public';
const sees = ['public', 'unlisted', 'followers', 'direct'] as const;
// Each paragraph a list of lines, as a person types them.
const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((one) => one.isWellFormed() && /^\S(?:.*\S)?$/u.test(one) && !/[\t\r\n\f\v]/.test(one)); // prettier-ignore
const paragraphs = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
const name = fc.stringMatching(/^[a-z0-9_]{1,20}$/);
const address = fc
  .tuple(name, fc.constantFrom('far.example', 'b.example', 'xn--bcher-kva.example'))
  .map(([user, host]) => `${user}@${host}`);
const addresses = fc.uniqueArray(address, { maxLength: 6 });

const accounts = fc.record({
  me: name,
  ap: fc.boolean(),
  posts: fc.array(
    fc.record({
      paragraphs,
      visibility: fc.constantFrom(...sees),
      warning: fc.option(line),
      reply: fc.option(name),
      link: fc.option(fc.webUrl()),
      media: fc.nat(2),
    }),
    { maxLength: 8 },
  ),
  boosts: fc.nat(4),
  likes: fc.nat(5),
  bookmarks: fc.nat(5),
  following: addresses,
  blocked: addresses,
  muted: addresses,
  lists: fc.array(fc.record({ list: line.filter((one) => !one.startsWith('#')), who: address }), { maxLength: 5 }),
  headers: fc.boolean(),
  nested: fc.constantFrom('', 'archive-20240101000000-ab/'),
  media: fc.constantFrom('/media_attachments/files', '/village/media_attachments/files'),
});
type Account = typeof accounts extends fc.Arbitrary<infer T> ? T : never;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const cell = (text: string): string => (/[",]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const shortened = (url: string): { html: string; text: string } => {
  const shown = url.replace(/^https?:\/\/(?:www\.)?/, '');
  const before = url.slice(0, url.length - shown.length);
  const [seen, rest] = [shown.slice(0, 30), shown.slice(30)];
  return {
    html: `<a href="${escaped(url)}" target="_blank" rel="nofollow noopener noreferrer"><span class="invisible">${before}</span><span class="${rest === '' ? '' : 'ellipsis'}">${escaped(seen)}</span><span class="invisible">${escaped(rest)}</span></a>`,
    text: rest === '' ? seen : `${seen}…`,
  };
};

interface Made {
  readonly given: Given[];
  readonly texts: string[];
  readonly actor: string;
}

function make(of: Account): Made {
  const server = 'https://village.example';
  const actor = of.ap ? `${server}/ap/users/113` : `${server}/users/${of.me}`;
  const given: Given[] = [];
  const add = (path: string, content: string): void =>
    void given.push({ path: `${of.nested}${path}`, content: Buffer.from(content) });
  const collection = (file: string, orderedItems: unknown[]): void =>
    add(
      `${file}.json`,
      JSON.stringify({
        '@context': 'https://www.w3.org/ns/activitystreams',
        id: `${file}.json`,
        type: 'OrderedCollection',
        totalItems: 7,
        orderedItems,
      }),
    );
  const to = (visibility: (typeof sees)[number]): { to: string[]; cc: string[] } => {
    const followers = `${actor}/followers`;
    return {
      public: { to: [everyone], cc: [followers] },
      unlisted: { to: [followers], cc: [everyone] },
      followers: { to: [followers], cc: [] },
      direct: { to: ['https://far.example/users/bob'], cc: [] },
    }[visibility];
  };
  const texts: string[] = [];
  const items: object[] = of.posts.map((post, i) => {
    const link = post.link === null ? null : shortened(post.link);
    const html =
      post.paragraphs.map((lines) => `<p>${lines.map(escaped).join('<br />')}</p>`).join('') +
      (link === null ? '' : `<p>${link.html}</p>`);
    texts.push([...post.paragraphs.map((lines) => lines.join('\n')), ...(link === null ? [] : [link.text])].join('\n\n'));
    const id = `${actor}/statuses/${i}`;
    const published = `2022-11-01T21:33:0${i}Z`;
    const attachment = Array.from({ length: post.media }, (_, n) => {
      given.push({
        path: `${of.nested}media_attachments/files/109/${i}/original/${n}.PNG`,
        content: Buffer.from(`picture ${i} ${n}`),
      });
      return {
        type: 'Document',
        mediaType: 'image/png',
        url: `${of.media}/109/${i}/original/${n}.PNG`,
        name: `alt ${n}`,
        width: 1,
        height: 1,
      };
    });
    const object = {
      id,
      type: 'Note',
      summary: post.warning,
      inReplyTo: post.reply === null ? null : `https://far.example/users/${post.reply}/statuses/1`,
      published,
      url: `${server}/@${of.me}/${i}`,
      attributedTo: actor,
      ...to(post.visibility),
      sensitive: post.warning !== null,
      content: html,
      contentMap: { en: html },
      attachment,
      tag: [],
    };
    return { id: `${id}/activity`, type: 'Create', actor, published, ...to(post.visibility), object };
  });
  for (let i = 0; i < of.boosts; i++)
    items.push({
      id: `${actor}/statuses/b${i}/activity`,
      type: 'Announce',
      actor,
      published: '2022-12-01T00:00:00Z',
      ...to('public'),
      object: `https://far.example/users/bob/statuses/${i}`,
    });
  collection('outbox', items);
  const uris = (word: string, many: number): string[] =>
    Array.from({ length: many }, (_, i) => `https://far.example/users/bob/statuses/${word}${i}`);
  collection('likes', uris('l', of.likes));
  collection('bookmarks', uris('b', of.bookmarks));
  add(
    'actor.json',
    JSON.stringify({
      '@context': ['https://www.w3.org/ns/activitystreams'],
      id: actor,
      type: 'Person',
      followers: `${actor}/followers`,
      inbox: `${actor}/inbox`,
      outbox: 'outbox.json',
      preferredUsername: of.me,
      name: of.me,
      summary: '<p>hello</p>',
      url: `${server}/@${of.me}`,
      published: '2019-05-01T00:00:00Z',
    }),
  );
  const csv = (file: string, header: string | null, rows: readonly string[]): void => {
    if (rows.length > 0) add(file, [...(header === null ? [] : [header]), ...rows].map((row) => `${row}\n`).join(''));
  };
  csv('following_accounts.csv', of.headers ? 'Account address,Show boosts,Notify on new posts,Languages' : null, of.following.map((who) => (of.headers ? `${who},true,false,"en,fr"` : who))); // prettier-ignore
  csv('blocked_accounts.csv', null, of.blocked);
  csv(
    'muted_accounts.csv',
    'Account address,Hide notifications',
    of.muted.map((who) => `${who},true`),
  );
  csv(
    'lists.csv',
    null,
    of.lists.map(({ list, who }) => `${cell(list)},${who}`),
  );
  return { given, texts, actor };
}

type Kind = Reading['drafts'][number]['draft']['kind'];
const all = <K extends Kind>(reading: Reading, kind: K) =>
  distinct(reading.drafts).flatMap((draft) => (draft.kind === kind ? [draft as Extract<typeof draft, { kind: K }>] : []));
const sorted = (list: readonly unknown[]): string[] => list.map(String).sort();

test('what was put in comes out, word for word', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(accounts, fc.integer({ min: 1, max: 5000 }), async (of, chunk) => {
      const { given, texts, actor } = make(of);
      const reading = await readWith(mastodon.reader, given, { chunk });
      expect(reading.recognition?.fit).toBeGreaterThan(0.9);
      expect([reading.damaged, reading.refused, reading.warnings]).toEqual([[], [], []]);
      expect(reading.plan?.account).toMatchObject({ handle: `${of.me}@village.example`, networkId: actor });
      const posts = all(reading, 'post').filter(({ form }) => form !== 'repost');
      expect(posts.map(({ text }) => text)).toEqual(texts);
      expect(posts.map(({ visibility }) => visibility)).toEqual(of.posts.map(({ visibility }) => visibility));
      expect(posts.map(({ title }) => title)).toEqual(of.posts.map(({ warning }) => warning));
      expect(posts.map(({ form }) => form === 'reply')).toEqual(of.posts.map(({ reply }) => reply !== null));
      expect(posts.map(({ links }) => links)).toEqual(of.posts.map(({ link }) => (link === null ? [] : [link])));
      expect(posts.map(({ media }) => media?.length)).toEqual(of.posts.map(({ media }) => media));
      expect(posts.map(({ at }) => at)).toEqual(of.posts.map((_, i) => `2022-11-01T21:33:0${i}Z`));
      expect(all(reading, 'post').length - posts.length).toBe(of.boosts);
      expect(all(reading, 'media').filter(({ state }) => state === 'here')).toHaveLength(
        of.posts.reduce((sum, { media }) => sum + media, 0),
      );
      const reacted = (word: string): number => all(reading, 'reaction').filter(({ reaction }) => reaction === word).length;
      expect([reacted('like'), reacted('save')]).toEqual([of.likes, of.bookmarks]);
      const people = (relation: string): string[] =>
        sorted(
          all(reading, 'relation')
            .filter((one) => one.relation === relation)
            .map(({ person }) => person.handle),
        );
      expect(people('following')).toEqual(sorted(of.following));
      expect(people('blocked')).toEqual(sorted(of.blocked));
      expect(people('muted')).toEqual(sorted(of.muted));
      expect(people('list')).toEqual(sorted([...new Map(of.lists.map(({ list, who }) => [`${list}\0${who}`, who])).values()]));
      const received = [...(reading.plan?.steps ?? [])].length;
      expect(received + (reading.plan?.kept?.size ?? 0)).toBe(given.length);
    }),
    { numRuns: 200 },
  );
});
