/**
 * One item of a section → records. The same for JSON and TXT: an item is what stood in the list, or the labels and values of a block.
 * Keys never hold a position: the same thing in a later, larger export has the same key.
 */
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { isNothing, saidText } from './dates.ts';
import { handleOf, isEmpty, isItem, links, sort, warnOnce, when, type Context, type Item } from './items.ts';
import type { Fields, Role } from './labels.ts';
import { addressesIn, authorIn, idIn, isAddress, isPage, listed, mentionsIn, tagsIn } from './links.ts';
import { ofAddress } from './media.ts';
import type { Section } from './sections.ts';

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

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

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
  // The date of a post whose file is gone is all that is left of it.
  if (given.length === 0 && title === null && sorted.at === null && Object.values(sorted.raw).every(isNothing))
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
  // A page is no medium, unless its video lies there.
  const media = given.filter((one) => isAddress(one) && (!isPage(one) || ctx.media.find(one) !== null));
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
  const linked = listOf(sorted.raw['PlatformInfo']).map((one) => (isItem(one) ? one['Profile Photo'] : null));
  const seen = new Set<string>();
  for (const url of [by.photo, by.video, ...linked]) {
    if (!isAddress(url) || seen.has(url)) continue;
    seen.add(url);
    const medium = ofAddress(url, ctx.media);
    ctx.out.record({
      kind: 'media',
      ...medium,
      of: recordId('tiktok', 'profile', key),
      key: `profile\0${url.split('?')[0] ?? url}`,
      locator,
    });
    if (medium.state === 'link') warnOnce(ctx, 'links-only');
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
      : // The addresses of its files are signed anew in every export.
        id === 'go-live' && sorted.at !== null
        ? `${id}\0${sorted.at}\0${saidText(data['RoomId']) ?? ''}`
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
  // The cover and the recording of a broadcast of one's own.
  links([by.photo, by.video], recordId('tiktok', 'event', key), key, sorted, locator, ctx);
}
