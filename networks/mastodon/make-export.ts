/** Makes small exports as Mastodon would write them, for tests: nothing in them is anyone's. */
import { Buffer } from 'node:buffer';

export interface MadeFile {
  readonly path: string;
  readonly content: Buffer;
}
type Thing = Record<string, unknown>;

export const server = 'https://village.example';
export const me = `${server}/users/ada`;
export const followers = `${me}/followers`;
export const everyone = 'https://www.w3.org/ns/activitystreams#Public';
const context = 'https://www.w3.org/ns/activitystreams';

export function text(path: string, content: string): MadeFile {
  return { path, content: Buffer.from(content) };
}

export function json(path: string, value: unknown): MadeFile {
  return text(path, JSON.stringify(value));
}

export function actor(more: Thing = {}, path = 'actor.json'): MadeFile {
  return json(path, {
    '@context': [context, { toot: 'http://joinmastodon.org/ns#' }],
    id: me,
    type: 'Person',
    followers,
    inbox: `${me}/inbox`,
    outbox: 'outbox.json',
    preferredUsername: 'ada',
    name: 'Ada',
    summary: '<p>I write.<br>Sometimes.</p><p>&amp; read</p>',
    url: `${server}/@ada`,
    published: '2019-05-01T00:00:00Z',
    likes: 'likes.json',
    bookmarks: 'bookmarks.json',
    ...more,
  });
}

/** A collection as the archive writes it. */
export function collection(name: string, items: unknown, more: Thing = {}): MadeFile {
  return json(`${name}.json`, {
    '@context': context,
    id: `${name}.json`,
    type: 'OrderedCollection',
    totalItems: 99,
    orderedItems: items,
    ...more,
  });
}

export function note(id: string, more: Thing = {}): Thing {
  const content = more['content'] ?? `<p>post ${id}</p>`;
  return {
    id: `${me}/statuses/${id}`,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published: '2022-11-01T21:33:09Z',
    url: `${server}/@ada/${id}`,
    attributedTo: me,
    to: [everyone],
    cc: [followers],
    sensitive: false,
    content,
    contentMap: { en: content },
    attachment: [],
    tag: [],
    ...more,
  };
}

export function create(object: Thing, more: Thing = {}): Thing {
  const { published, to, cc } = object;
  return { id: `${String(object['id'])}/activity`, type: 'Create', actor: me, published, to, cc, object, ...more };
}

export function boost(id: string, object: unknown, more: Thing = {}): Thing {
  return {
    id: `${me}/statuses/${id}/activity`,
    type: 'Announce',
    actor: me,
    published: '2022-12-01T00:00:00Z',
    to: [everyone],
    cc: [`${server}/users/bob`, followers],
    object,
    ...more,
  };
}

export function outbox(...items: unknown[]): MadeFile {
  return collection('outbox', items);
}
