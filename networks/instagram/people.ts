/**
 * People in lists. The name stands in `value`, since 2025 only in `title`, sometimes only in the address; in Threads' lists `title` is the name shown.
 * Nothing in an export says more of a person than their name at the time.
 */
import { put, warnOnce, type Context } from './context.ts';
import { given, instant } from './dates.ts';
import { event } from './events.ts';
import { gist, labelValue, type Entry } from './gist.ts';
import { handleAmong, handleIn, isAddress, isHandle } from './handles.ts';
import { isOneOf, shownName, username } from './labels.ts';
import type { Section } from './sections.ts';
import { beside, isEmpty, isFields, membersOf, without, type Fields } from './shape.ts';
import { said } from './text.ts';

export function relation(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('relation', locator, 'empty-item');
  if (!isFields(item)) return ctx.out.refuse('relation', locator, 'wrong-shape');
  if (ctx.older) return event({ ...section, make: 'event', topic: `older:${section.id}` }, item, locator, ctx);
  const parts = membersOf(item['string_list_data']);
  if (parts.length === 0 && (membersOf(item['label_values']).length > 0 || !isEmpty(item['string_map_data'])))
    return labelled(section, item, locator, ctx);
  const title = said(item['title']);
  if (parts.length === 0) {
    // A name alone, without an address or a date.
    if (title === null) return ctx.out.refuse('relation', locator, 'no-identity');
    return person(section, { title, entry: null, part: null, item }, locator, ctx);
  }
  parts.forEach((part, index) => {
    const [entry = null] = gist({ string_list_data: [part] }).entries;
    const where = parts.length === 1 ? locator : `${locator}/string_list_data/${index}`;
    person(section, { title, entry, part, item }, where, ctx);
  });
}

interface Found {
  readonly title: string | null;
  readonly entry: Entry | null;
  /** The entry as it came. */
  readonly part: unknown;
  readonly item: Fields;
}

function person(section: Section, { title, entry, part, item }: Found, locator: string, ctx: Context): void {
  const value = entry?.value ?? null;
  const href = entry?.href ?? null;
  const threads = section.network === 'threads';
  const names = threads ? [value] : [value, title];
  // What looks like a name of an account, else what there is.
  const handle = names.find(isHandle) ?? handleIn(href) ?? value ?? title;
  if (handle === null || handle.trim() === '') return ctx.out.refuse('relation', locator, 'no-identity');
  const at = instant(entry?.timestamp);
  const raw = without(item, ['string_list_data', 'media_list_data', ...(isEmpty(item['title']) ? ['title'] : [])]);
  const unsaid = title !== null && (title.trim() === handle.trim() || (threads && handle !== title));
  emit(section, ctx, {
    handle: handle.trim(),
    name: threads && handle !== title ? title : null,
    url: isAddress(href) ? href : null,
    at,
    atAsGiven: given(entry?.timestamp),
    locator,
    raw: {
      ...(unsaid ? without(raw, ['title']) : raw),
      ...(isEmpty(item['media_list_data']) ? {} : { media_list_data: item['media_list_data'] }),
      ...(part === null && !isEmpty(item['string_list_data']) ? { string_list_data: item['string_list_data'] } : beside(part)),
      ...(href !== null && !isAddress(href) ? { href } : {}),
      ...(value !== null && value.trim() !== handle.trim() ? { value } : {}),
    },
  });
}

/** A list of labels, in any language, as most lists are written since 2024. */
function labelled(section: Section, item: Fields, locator: string, ctx: Context): void {
  const { entries, at, atAsGiven, title } = gist(item);
  const byLabel = entries.find(({ label, value }) => value !== null && isOneOf(username, label));
  const byAddress = entries.map(({ href, value }) => handleIn(href) ?? handleIn(value)).find((one) => one !== null);
  const handle = byLabel?.value ?? byAddress ?? handleAmong(entries.map(({ value }) => value)) ?? title;
  if (handle === null || handle.trim() === '') return ctx.out.refuse('relation', locator, 'no-identity');
  if (byLabel === undefined && byAddress === undefined) warnOnce(ctx, 'labels-unknown', section.id);
  const url = entries.map(({ href, value }) => href ?? value).find((one) => handleIn(one) !== null) ?? null;
  const name = labelValue(entries, shownName);
  emit(section, ctx, { handle: handle.trim(), name, url, at, atAsGiven, locator, raw: item });
}

export interface Person {
  readonly handle: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly at: string | null;
  readonly atAsGiven: string | number | null;
  readonly locator: string;
  readonly raw: Record<string, unknown>;
}

/** Lists that share a word with another one: their own name tells them apart. */
const shared = new Set(['list', 'other', 'requestSent']);

export function emit(section: Section, ctx: Context, person: Person): void {
  const { handle, name, url, at, atAsGiven, locator, raw } = person;
  const word = section.relation ?? 'other';
  const list = shared.has(word);
  put(ctx, section.network, {
    kind: 'relation',
    relation: word,
    person: { networkId: null, handle, name, url },
    key: `${word}\0${list ? `${listName(section.id)}\0` : ''}${handle.toLowerCase()}`,
    at,
    atAsGiven,
    locator,
    raw: list ? { list: section.id, ...raw } : raw,
  });
}

/** A list has one name whether its root or its file says it, in every layout. */
function listName(id: string): string {
  const name = id.replace(/^relationships_|^(?:text_post_app_)+/, '');
  return aliases.get(name) ?? name;
}
const aliases: ReadonlyMap<string, string> = new Map([
  ['pending_follow_requests', 'follow_requests_sent'],
  ['recent_follow_requests', 'permanent_follow_requests'],
  ['hide_story_from', 'hide_stories_from'],
  ['profiles_you_ve_favorited', 'feed_favorites'],
  ['accounts_you_ve_favorited', 'feed_favorites'],
  ['removed_suggestions', 'dismissed_suggested_users'],
]);

const reach = /@|^\+?[\d\s().\-/]{5,}$/;

/** Somebody in the person's address book, by the name they have there and how to reach them. */
export function contact(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('relation', locator, 'empty-item');
  if (!isFields(item)) return ctx.out.refuse('relation', locator, 'wrong-shape');
  const plain = ['first_name', 'last_name', 'contact', 'contact_info'].map((name) => said(item[name]));
  const { entries, at, atAsGiven } = gist(item);
  const values = [...plain, ...entries.map(({ value }) => value)].filter(
    (one): one is string => one !== null && one.trim() !== '',
  );
  const addresses = values.filter((one) => reach.test(one));
  const name = values.filter((one) => !reach.test(one)).join(' ') || (addresses[0] ?? null);
  if (name === null) return ctx.out.refuse('relation', locator, 'no-identity');
  put(ctx, section.network, {
    kind: 'relation',
    relation: 'contact',
    person: { networkId: null, handle: null, name, url: null },
    key: `contact\0\0${[name, ...addresses].join('\0')}`,
    at,
    atAsGiven,
    locator,
    raw: item,
  });
}

/** A person of the layout of 2020: a name and when. */
export function flatPerson(section: Section, name: string, when: unknown, locator: string, ctx: Context): void {
  const handle = said(name);
  if (handle === null || handle.trim() === '') return ctx.out.refuse('relation', locator, 'no-identity');
  if (ctx.older) return event({ ...section, make: 'event', topic: `older:${section.id}` }, { [name]: when }, locator, ctx);
  const raw = given(when) === null && when !== null ? { value: when } : {};
  emit(section, ctx, { handle: handle.trim(), name: null, url: null, at: instant(when), atAsGiven: given(when), locator, raw });
}
