/** Likes, things saved, votes; and comments: what the person did to what others published. */
import { keyApart, put, warnOnce, type Context } from './context.ts';
import { fromIso, given } from './dates.ts';
import { addressOf, gist, labelValue, type Entry, type Gist } from './gist.ts';
import { handleAmong, handleIn, isAddress, postIn } from './handles.ts';
import * as labels from './labels.ts';
import { addMedia, listed } from './media.ts';
import type { Section } from './sections.ts';
import { beside, isEmpty, isFields, membersOf, odd, without, type Fields } from './shape.ts';
import { said } from './text.ts';

export function reaction(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('reaction', locator, 'empty-item');
  if (Array.isArray(item)) return flatReaction(section, item, locator, ctx);
  if (!isFields(item)) return ctx.out.refuse('reaction', locator, 'wrong-shape');
  const found = gist(item);
  const { title, entries } = found;
  const parts = membersOf(item['string_list_data']);
  // One title may stand over several likes.
  if (parts.length > 1)
    return entries.forEach((entry, index) => {
      const one = gist({ ...item, string_list_data: [parts[index]] });
      emit(section, { item, found: one, part: parts[index], url: entry.href }, `${locator}/string_list_data/${index}`, ctx);
    });
  if (title === null && entries.length === 0 && found.at === null) return ctx.out.refuse('reaction', locator, 'no-identity');
  emit(section, { item, found, part: parts[0], url: thingIn(entries) ?? addressOf(entries) }, locator, ctx);
}

/** The address of a post goes before that of its owner. */
const thingIn = (entries: readonly Entry[]): string | null =>
  entries.map(({ href, value }) => href ?? value).find((one) => postIn(one) !== null) ?? null;

interface Found {
  readonly item: Fields;
  readonly found: Gist;
  /** Its entry as it came. */
  readonly part: unknown;
  readonly url: string | null;
}

function emit(section: Section, { item, found, part, url }: Found, locator: string, ctx: Context): void {
  const { title, entries, at, atAsGiven } = found;
  const isListed = part !== undefined || 'string_map_data' in item || Array.isArray(item['string_list_data']);
  const author = isListed ? (title ?? labelValue(entries, labels.owner)) : authorIn(entries, url);
  const value = isListed ? (entries.find((one) => one.value !== null && one.value !== url)?.value ?? null) : null;
  const word = section.reaction ?? section.id;
  const what = section.what ?? null;
  const taken = part === undefined ? ['title'] : ['title', 'string_list_data'];
  const raw = isListed ? { ...without(item, taken), ...odd(item, ['title']), ...beside(part) } : item;
  put(ctx, section.network, {
    kind: 'reaction',
    reaction: word,
    on: { url, networkId: postIn(url), author, text: isListed ? null : labelValue(entries, labels.caption) },
    key: reactionKey(section, { url, author, value, moment: at ?? String(atAsGiven ?? '') }, ctx),
    at,
    atAsGiven,
    locator,
    raw: { ...(what === null ? {} : { of: what }), ...raw, ...(value === null ? {} : { value }) },
  });
}

interface Given {
  readonly url: string | null;
  readonly author: string | null;
  readonly value: string | null;
  readonly moment: string;
}

/** One likes and saves a post once: its address is enough. Of everything else there may be several on one thing. */
export function reactionKey(section: Section, { url, author, value, moment }: Given, ctx: Context): string {
  const list = `${section.reaction ?? section.id}\0${section.what ?? ''}`;
  const id = postIn(url);
  if (id !== null && section.what === undefined) return keyApart(ctx, `${list}\0${id}`, moment);
  return `${list}\0${id ?? url ?? `${author?.toLowerCase() ?? ''}\0${section.what === undefined ? '' : (value ?? '')}`}\0${moment}`;
}

/** Whose thing it is, where labels say it: a name of an account inside a table of its owner, or the name of the account itself. */
function authorIn(entries: readonly Entry[], url: string | null): string | null {
  const named = labelValue(entries, labels.username) ?? labelValue(entries, labels.owner);
  if (named !== null) return named;
  const inside = entries.filter(({ within }) => within !== '');
  const byAddress = inside.map(({ href, value }) => handleIn(href) ?? handleIn(value)).find((one) => one !== null);
  return byAddress ?? handleAmong(inside.map(({ value, href }) => (value !== url && href === null ? value : null)));
}

/** `[time, name]` of 2020. */
function flatReaction(section: Section, item: readonly unknown[], locator: string, ctx: Context): void {
  const when = item.find((one) => fromIso(one) !== null) ?? item[0];
  const author = said(item.find((one) => one !== when));
  if (author === null) return ctx.out.refuse('reaction', locator, 'no-identity');
  const at = fromIso(when);
  const word = section.reaction ?? section.id;
  const what = section.what ?? null;
  put(ctx, section.network, {
    kind: 'reaction',
    reaction: word,
    on: { url: null, networkId: null, author, text: null },
    key: `${word}\0${what ?? ''}\0${author.toLowerCase()}\0${at ?? String(given(when) ?? '')}`,
    at,
    atAsGiven: given(when),
    locator,
    raw: { ...(what === null ? {} : { of: what }), ...(item.length > 2 ? { values: item.slice(2) } : {}) },
  });
}

/** By label where it is known, else by position: the text stands before whose post it is. */
export function comment(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('comment', locator, 'empty-item');
  if (Array.isArray(item)) return flatComment(section, item, locator, ctx);
  if (!isFields(item)) return ctx.out.refuse('comment', locator, 'wrong-shape');
  const { title, entries, at, atAsGiven } = gist(item);
  const texts = entries.filter(({ value, timestamp }) => value !== null && !(typeof timestamp === 'number' && timestamp > 0 && entries.length > 1)); // prettier-ignore
  let text = labelValue(entries, labels.comment);
  let author = labelValue(entries, labels.owner) ?? labelValue(entries, labels.username);
  if (text === null && texts.length > 0) {
    const rest = texts.filter(({ value }) => value !== author && !isAddress(value));
    text = rest[0]?.value ?? null;
    if (rest[0]?.label !== '') warnOnce(ctx, 'labels-unknown', section.id);
    author ??= rest[1]?.value ?? null;
  }
  author ??= title;
  const attached = membersOf(item['media_list_data']).filter((one) => !isEmpty(one));
  if (text === null && author === null && at === null) return ctx.out.refuse('comment', locator, 'no-identity');
  const url = addressOf(entries);
  const key = `${at ?? String(atAsGiven ?? '')}\0${author?.toLowerCase() ?? ''}\0${text ?? ''}`;
  put(ctx, section.network, {
    kind: 'comment',
    networkId: null,
    text,
    on: { url, networkId: postIn(url), author, title: null },
    key,
    at,
    atAsGiven,
    locator,
    raw: { ...without(item, ['title']), ...odd(item, ['title']) },
  });
  addMedia(ctx, { network: section.network, kind: 'comment', key }, listed(attached, `${locator}/media_list_data`));
}

/** `[time, text, name]` of 2020. */
function flatComment(section: Section, item: readonly unknown[], locator: string, ctx: Context): void {
  const when = item[0];
  const text = said(item[1]);
  const author = said(item[2]);
  if (text === null && author === null) return ctx.out.refuse('comment', locator, 'no-identity');
  const at = fromIso(when);
  put(ctx, section.network, {
    kind: 'comment',
    networkId: null,
    text,
    on: { url: null, networkId: null, author, title: null },
    key: `${at ?? String(given(when) ?? '')}\0${author?.toLowerCase() ?? ''}\0${text ?? ''}`,
    at,
    atAsGiven: given(when),
    locator,
    raw: item.length > 3 ? { values: item.slice(3) } : {},
  });
}
