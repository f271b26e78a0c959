/**
 * One item of a section → records. The same for JSON and TXT: an item is what stood in the list, or the labels and values of a block.
 * Keys never hold a position: the same thing in a later, larger export has the same key.
 */
import { asId, recordId, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant, isNothing, saidText } from './dates.ts';
import { roleOf, type Fields, type Role } from './labels.ts';
import { addressesIn, authorIn, idIn, isAddress, isPage, listed, mentionsIn, tagsIn } from './links.ts';
import type { Section } from './sections.ts';

export interface Context {
  readonly out: Out;
  /** Handle of the account, null where the export does not say. */
  readonly self: string | null;
  /** Links of the posts of one second: pictures of one post stand as several items. */
  readonly posts: Map<string, string[]>;
  /** What was warned of already. */
  readonly told: Set<string>;
}

export function context(out: Out, self: string | null): Context {
  return { out, self, posts: new Map(), told: new Set() };
}

export function warnOnce(ctx: Context, code: Parameters<Out['warn']>[0], detail?: string): void {
  const what = `${code}\0${detail ?? ''}`;
  if (ctx.told.has(what) || ctx.told.size > 1000) return;
  ctx.told.add(what);
  ctx.out.warn(code, detail);
}

export type Item = Readonly<Record<string, unknown>>;

export const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

interface Sorted {
  readonly by: Partial<Record<Role, unknown>>;
  readonly at: string | null;
  readonly atAsGiven: string | number | null;
  readonly raw: Record<string, unknown>;
}

/** Fields by what they are for; whatever has no role, and whatever a role is filled with already, goes to `raw`. */
function sort(fields: Fields, item: Item): Sorted {
  const by: Partial<Record<Role, unknown>> = {};
  const raw: Record<string, unknown> = {};
  for (const key of Object.keys(item)) {
    const value = item[key];
    const role = roleOf(fields, key);
    if (role === null) raw[key] = value;
    else if (by[role] === undefined || (isNothing(by[role]) && !isNothing(value))) by[role] = value;
    else if (!isNothing(value)) raw[key] = value;
  }
  const given = by.date;
  const atAsGiven = typeof given === 'string' || typeof given === 'number' ? given : null;
  if (given !== undefined && given !== null && atAsGiven === null) raw['Date'] = given;
  return { by, at: instant(given), atAsGiven, raw };
}

const when = (sorted: Sorted): string => sorted.at ?? String(sorted.atAsGiven ?? '');

/** Whether the item says who or what it is, as its section needs it: tells one item from a holder of lists. */
export function saysWhat(section: Section, item: Item): boolean {
  const by = (fields: Fields): Partial<Record<Role, unknown>> => sort(fields, item).by;
  if (section.make === 'relation') return handleOf(by('relation').handle) !== null;
  if (section.make === 'profile') return handleOf(by('profile').handle) !== null;
  if (section.make === 'reaction') return !isNothing(by('reaction').link);
  if (section.make === 'comment') return !isNothing(by('comment').text);
  if (section.make === 'post') return !isNothing(by('post').link);
  return false;
}

/** The record or records of one item of a known section (chats and live have their own), or the reason why there is none. */
export function take(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse(section.kind, locator, 'empty-item');
  if (section.kind === 'event') return event(section.id, section.topic, item, locator, ctx);
  if (!isItem(item)) return ctx.out.refuse(section.kind, locator, 'wrong-shape');
  if (section.make === 'relation') return relation(section, item, locator, ctx);
  if (section.make === 'reaction') return reaction(section, item, locator, ctx);
  if (section.make === 'comment') return comment(item, locator, ctx);
  if (section.make === 'post') return post(section, item, locator, ctx);
  if (section.make === 'profile') return profile(item, locator, ctx);
  return event(section.id, section.topic, item, locator, ctx);
}

/** As the network shows it: without the sign before it, otherwise exactly as given. */
export function handleOf(value: unknown): string | null {
  const text = asId(value);
  if (text === null) return null;
  const handle = text.startsWith('@') ? text.slice(1) : text;
  return handle.trim() === '' || handle === 'N/A' ? null : handle;
}

function relation(section: Section, item: Item, locator: string, ctx: Context): void {
  const sorted = sort('relation', item);
  const handle = handleOf(sorted.by.handle);
  if (handle === null) return ctx.out.refuse('relation', locator, 'no-identity');
  const name = section.relation ?? 'other';
  ctx.out.record({
    kind: 'relation',
    relation: name,
    person: { networkId: null, handle, name: null, url: null },
    key: `${name}\0${handle.toLowerCase()}`,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw: sorted.raw,
  });
}

function reaction(section: Section, item: Item, locator: string, ctx: Context): void {
  const sorted = sort('reaction', item);
  const url = saidText(sorted.by.link);
  const name = saidText(sorted.by.name);
  const id = idIn(url);
  if (url === null && name === null && Object.values(sorted.raw).every(isNothing))
    return ctx.out.refuse('reaction', locator, 'no-identity');
  const what = section.what ?? null;
  const thing = id ?? url ?? name ?? JSON.stringify(sorted.raw);
  const word = section.reaction ?? section.id;
  ctx.out.record({
    kind: 'reaction',
    reaction: word,
    on: { url, networkId: id, author: authorIn(url), text: name },
    key: `${word}\0${what ?? ''}\0${thing}\0${when(sorted)}`,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw: what === null ? sorted.raw : { favourite: what, ...sorted.raw },
  });
}

function comment(item: Item, locator: string, ctx: Context): void {
  const sorted = sort('comment', item);
  const text = typeof sorted.by.text === 'string' ? sorted.by.text : null;
  const url = saidText(sorted.by.link);
  const { photo, video } = sorted.by;
  const said =
    saidText(text) ??
    saidText(photo) ??
    saidText(video) ??
    url ??
    Object.values(sorted.raw)
      .map(saidText)
      .find((one) => one !== null);
  if (said === null || said === undefined) return ctx.out.refuse('comment', locator, 'no-identity');
  const raw = { ...sorted.raw, ...(photo === undefined ? {} : { photo }), ...(video === undefined ? {} : { video }) };
  const key = `${when(sorted)}\0${text ?? ''}\0${text === null || isNothing(text) ? said : ''}`;
  ctx.out.record({
    kind: 'comment',
    text,
    on: { url, networkId: idIn(url), author: authorIn(url), title: null },
    key,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw,
  });
  links([photo, video], recordId('tiktok', 'comment', key), key, sorted, locator, ctx);
}

const audiences: Readonly<Record<string, 'public' | 'followers' | 'private'>> = {
  everyone: 'public',
  public: 'public',
  friends: 'followers',
  followers: 'followers',
  'only me': 'private',
  'only you': 'private',
  myself: 'private',
  private: 'private',
};

function post(section: Section, item: Item, locator: string, ctx: Context): void {
  const sorted = sort('post', item);
  const given = listed(sorted.by.link).filter((one) => !isNothing(one));
  const title = saidText(sorted.by.title);
  if (given.length === 0 && title === null && Object.values(sorted.raw).every(isNothing))
    return ctx.out.refuse('post', locator, 'no-identity');
  const deleted = section.deleted ?? false;
  const url = given.find(isPage) ?? null;
  // The address of the file is signed anew in every export: what stays is the second of the post and what it is called.
  const stem = `${deleted ? 'deleted' : 'post'}\0${when(sorted) === '' ? given.join(' ') : when(sorted)}\0${title ?? ''}`;
  const first = given[0] ?? '';
  const siblings = ctx.posts.get(stem) ?? [];
  let nth = siblings.indexOf(first);
  if (nth < 0) {
    nth = siblings.push(first) - 1;
    ctx.posts.set(stem, siblings);
  }
  const key = nth === 0 ? stem : `${stem}\0${nth}`;
  const audience = sorted.by.audience;
  const likes = typeof sorted.by.likes === 'number' ? sorted.by.likes : Number(saidText(sorted.by.likes) ?? NaN);
  const raw = { ...sorted.raw };
  if (!isNothing(audience)) raw['WhoCanView'] = audience;
  if (Number.isNaN(likes) && !isNothing(sorted.by.likes)) raw['Likes'] = sorted.by.likes;
  const id = recordId('tiktok', 'post', key);
  const media = given.filter((one) => isAddress(one) && !isPage(one));
  ctx.out.record({
    kind: 'post',
    form: 'video',
    networkId: idIn(url),
    text: title,
    title,
    url,
    tags: title === null ? [] : tagsIn(title),
    mentions: title === null ? [] : mentionsIn(title),
    links: title === null ? [] : addressesIn(title),
    media: media.map((_, index) => recordId('tiktok', 'media', `${key}\0${index}`)),
    visibility: typeof audience === 'string' ? (audiences[audience.toLowerCase()] ?? null) : null,
    deleted,
    counts: { likes: Number.isNaN(likes) ? null : likes },
    key,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw: given.length > 0 && url === null && media.length === 0 ? { ...raw, Link: sorted.by.link } : raw,
  });
  links(media, id, key, sorted, locator, ctx);
}

/** `media` records for the addresses among `values`, numbered in their order. Answers their ids. */
function links(
  values: readonly unknown[],
  of: string,
  key: string,
  at: Pick<Sorted, 'at'>,
  locator: string,
  ctx: Context,
): string[] {
  const ids: string[] = [];
  for (const url of values) {
    if (!isAddress(url)) continue;
    const mediaKey = `${key}\0${ids.length}`;
    ids.push(recordId('tiktok', 'media', mediaKey));
    ctx.out.record({ kind: 'media', state: 'link', url, of, key: mediaKey, at: at.at, locator });
  }
  if (ids.length > 0) warnOnce(ctx, 'links-only');
  return ids;
}

export function profile(item: Item, locator: string, ctx: Context): void {
  const sorted = sort('profile', item);
  const { by } = sorted;
  const handle = handleOf(by.handle);
  const key = handle?.toLowerCase() ?? '';
  ctx.out.record({
    kind: 'profile',
    handle,
    name: saidText(by.shown),
    networkId: null,
    bio: saidText(by.bio),
    email: saidText(by.email),
    phone: saidText(by.phone),
    key,
    locator,
    raw: {
      ...sorted.raw,
      ...(by.photo === undefined ? {} : { profilePhoto: by.photo }),
      ...(by.video === undefined ? {} : { profileVideo: by.video }),
    },
  });
  // The picture is signed anew in every export; its path stays.
  for (const url of [by.photo, by.video]) {
    if (!isAddress(url)) continue;
    ctx.out.record({
      kind: 'media',
      state: 'link',
      url,
      of: recordId('tiktok', 'profile', key),
      key: `profile\0${url.split('?')[0] ?? url}`,
      locator,
    });
    warnOnce(ctx, 'links-only');
  }
}

/** Anything with a life of its own: `data` is what stood there, whole. */
export function event(
  id: string,
  topic: string,
  data: unknown,
  locator: string,
  ctx: Context,
  title: string | null = null,
): void {
  if (!isItem(data)) {
    ctx.out.record({
      kind: 'event',
      topic,
      title: title ?? saidText(data),
      data,
      key: `${id}\0${title ?? ''}\0${JSON.stringify(data)}`,
      locator,
    });
    return;
  }
  const sorted = sort('event', data);
  const { by } = sorted;
  const url = saidText(by.link);
  // Titles were added to the watch history in a later layout: they are no part of what makes it the same.
  const key =
    id === 'view' && url !== null
      ? `${id}\0${when(sorted)}\0${idIn(url) ?? url}`
      : `${id}\0${title ?? ''}\0${JSON.stringify(data)}`;
  ctx.out.record({
    kind: 'event',
    topic,
    title: title ?? saidText(by.term) ?? saidText(by.title) ?? saidText(by.device) ?? url,
    data,
    key,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
  });
}

/** One live broadcast that was watched, with the comments the person wrote there. */
export function live(id: string, value: unknown, locator: string, ctx: Context): void {
  if (isEmpty(value)) return ctx.out.refuse('event', locator, 'empty-item');
  if (!isItem(value)) return ctx.out.refuse('event', locator, 'wrong-shape');
  const sorted = sort('event', value);
  const url = saidText(sorted.by.link);
  ctx.out.record({
    kind: 'event',
    topic: 'view',
    title: url,
    data: value,
    key: `live\0${id}\0${when(sorted)}`,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw: { liveId: id },
  });
  for (const name of Object.keys(value)) {
    const list = value[name];
    if (name.toLowerCase() !== 'comments' || !Array.isArray(list)) continue;
    for (const [index, said] of list.entries()) {
      const where = `${locator}/${name}/${index}`;
      if (isEmpty(said)) ctx.out.refuse('comment', where, 'empty-item');
      else if (!isItem(said)) ctx.out.refuse('comment', where, 'wrong-shape');
      else liveComment(id, url, said, where, ctx);
    }
  }
}

function liveComment(id: string, url: string | null, item: Item, locator: string, ctx: Context): void {
  const sorted = sort('comment', item);
  const text = typeof sorted.by.text === 'string' ? sorted.by.text : null;
  if (text === null) return ctx.out.refuse('comment', locator, 'no-identity');
  ctx.out.record({
    kind: 'comment',
    text,
    on: { url, networkId: id, author: authorIn(url), title: null },
    key: `live\0${id}\0${when(sorted)}\0${text}`,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw: sorted.raw,
  });
}

export interface Conversation {
  readonly key: string;
  readonly id: string;
  readonly locator: string;
  readonly title: string | null;
  /** The other one in a conversation of two. */
  readonly partner: string | null;
  readonly group: boolean | null;
  /** Those who wrote, by lower-cased handle. */
  readonly senders: Map<string, string>;
  readonly raw: Readonly<Record<string, unknown>>;
}

const heading = /^\s*(?:>>>\s*)?(?:group\s+)?chat history with\s+(.+?):*\s*$/is;

/** A conversation by its heading: `Chat History with <user>:`, in TXT `>>> Chat History with <user>::`; or by its title. */
export function conversation(
  make: 'chat' | 'group-chat' | 'tako',
  given: string,
  locator: string,
  raw: Readonly<Record<string, unknown>> = {},
): Conversation {
  const title = heading.exec(given)?.[1] ?? given;
  const partner = make === 'chat' ? title : null;
  const key = `${make}\0${make === 'chat' ? title.toLowerCase() : title}`;
  const group = make === 'group-chat';
  return { key, id: recordId('tiktok', 'conversation', key), locator, title, partner, group, senders: new Map(), raw };
}

/** After its messages: in a group, only they tell who takes part. */
export function closeConversation(of: Conversation, ctx: Context): void {
  const people = new Map(of.senders);
  if (of.partner !== null && !people.has(of.partner.toLowerCase())) people.set(of.partner.toLowerCase(), of.partner);
  if (of.partner !== null && ctx.self !== null && !people.has(ctx.self.toLowerCase()))
    people.set(ctx.self.toLowerCase(), ctx.self);
  ctx.out.record({
    kind: 'conversation',
    networkId: null,
    title: of.title,
    group: of.group,
    participants: [...people.values()].sort().map((handle) => ({ networkId: null, handle, name: null })),
    key: of.key,
    locator: of.locator,
    raw: of.raw,
  });
}

export function message(of: Conversation, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('message', locator, 'empty-item');
  if (!isItem(item)) return ctx.out.refuse('message', locator, 'wrong-shape');
  const sorted = sort('message', item);
  const content = sorted.by.text;
  const text = typeof content === 'string' ? content : null;
  const from = handleOf(sorted.by.from);
  if (from === null && isEmpty(content) && sorted.atAsGiven === null && Object.values(sorted.raw).every(isNothing))
    return ctx.out.refuse('message', locator, 'no-identity');
  const who = from?.toLowerCase() ?? '';
  if (from !== null && of.senders.size < 1000 && !of.senders.has(who)) of.senders.set(who, from);
  const raw = text === null && !isEmpty(content) ? { ...sorted.raw, Content: content } : sorted.raw;
  const rest = text === null ? JSON.stringify(raw) : text;
  const key = `${of.key}\0${when(sorted)}\0${who}\0${rest}`;
  const attached = Object.values(sorted.raw)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isAddress);
  const media = attached.map((_, index) => recordId('tiktok', 'media', `${key}\0${index}`));
  ctx.out.record({
    kind: 'message',
    conversation: of.id,
    networkId: null,
    from: { networkId: null, handle: from, name: null },
    direction: direction(who, of, ctx),
    form: text !== null && isAddress(text) && isPage(text) && !/\s/.test(text.trim()) ? 'share' : 'text',
    text,
    ...(media.length > 0 ? { media } : {}),
    key,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw,
  });
  if (media.length > 0) links(attached, recordId('tiktok', 'message', key), key, sorted, locator, ctx);
}

/** Names change and old messages keep the old ones: where neither side is certain, nothing is said. */
function direction(who: string, of: Conversation, ctx: Context): 'sent' | 'received' | null {
  if (who === '') return null;
  if (ctx.self !== null && who === ctx.self.toLowerCase()) return 'sent';
  if (of.partner !== null && who === of.partner.toLowerCase()) return 'received';
  return of.group === true && ctx.self !== null ? 'received' : null;
}

/** A conversation that came whole: an object that holds its messages in a list, beside what else is known of it. */
export function wholeConversation(
  make: 'chat' | 'group-chat' | 'tako',
  given: string,
  value: Item,
  locator: string,
  ctx: Context,
): void {
  const raw: Record<string, unknown> = {};
  const lists: [string, unknown[]][] = [];
  let title: string | null = null;
  for (const key of Object.keys(value)) {
    const part = value[key];
    if (
      Array.isArray(part) &&
      part.some((one) => isItem(one) && Object.keys(one).some((name) => roleOf('message', name) === 'date'))
    )
      lists.push([key, part]);
    else if (/title|^name$|group ?name/i.test(key) && saidText(part) !== null) title ??= saidText(part);
    else raw[key] = part;
  }
  const of = conversation(make, title ?? given, locator, raw);
  for (const [key, list] of lists) {
    const where = `${locator}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    for (const [index, one] of list.entries()) message(of, one, `${where}/${index}`, ctx);
  }
  closeConversation(of, ctx);
}
