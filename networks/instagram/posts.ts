/** What the person published: posts, stories, reels, videos; also deleted ones. One item is a post of several media, or one medium that is a story. */
import { keyApart, put, type Context } from './context.ts';
import { given, instant } from './dates.ts';
import { event } from './events.ts';
import { gist, labelValue, type Entry } from './gist.ts';
import { isAddress, postIn } from './handles.ts';
import * as labels from './labels.ts';
import {
  addMedia,
  addMedium,
  listed,
  mediaIn,
  numberOf,
  placeOn,
  secondOf,
  uriKey,
  type FoundMedium,
  type Owner,
} from './media.ts';
import type { Section } from './sections.ts';
import { fieldsOf, isEmpty, isFields, membersOf, odd, without, type Fields } from './shape.ts';
import { said, wordsIn } from './text.ts';

export function post(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('post', locator, 'empty-item');
  if (!isFields(item)) return ctx.out.refuse('post', locator, 'wrong-shape');
  if (Array.isArray(item['label_values']) || isFields(item['label_values'])) return labelledPost(section, item, locator, ctx);
  const carries = Array.isArray(item['media']) || isFields(item['media']);
  const media = membersOf(item['media']);
  const isMedium = typeof (item['uri'] ?? item['path']) === 'string';
  // What holds neither media nor is one is not known well enough to be a post.
  if (!carries && !isMedium) return event({ ...section, make: 'event', topic: section.form ?? 'post' }, item, locator, ctx);
  if (carries && media.length === 0 && said(item['title']) === null) return ctx.out.refuse('post', locator, 'empty-item');

  const first = isMedium ? item : fieldsOf(media[0]);
  const created = item['creation_timestamp'] ?? item['taken_at'] ?? first['creation_timestamp'] ?? first['taken_at'];
  const own = said(item['title']) ?? said(item['caption']);
  // Of several media each has words of its own; they stay with it.
  const text = own ?? (media.length === 1 ? said(first['title']) : null);
  const threads = fieldsOf(first['text_app_post'] ?? item['text_app_post']);
  const form = section.network === 'threads' && threads['is_reply'] === true ? 'reply' : (section.form ?? 'post');
  const at = instant(created) ?? secondOf(first);
  const found = isMedium ? [{ value: item, locator }] : listed(media, `${locator}/media`);
  // A text of Threads has a medium without a file: what it holds beside the text is the post's own.
  const bare = media.filter((one) => isEmpty(fieldsOf(one)['uri']) && !isEmpty(one));
  emitPost(
    { ...section, form },
    {
      text,
      url: null,
      at: instant(created),
      atAsGiven: given(created),
      key: keyOf(section, form, at ?? '', first, text, ctx),
      media: found.flatMap(withInner),
      place: null,
      raw: isMedium
        ? {}
        : {
            ...without(item, ['media', 'title', 'caption', 'creation_timestamp', 'taken_at']),
            ...odd(item, ['title', 'caption']),
            ...odd(item, ['creation_timestamp', 'taken_at'], true),
            ...(bare.length > 0 ? { media: bare } : {}),
          },
    },
    locator,
    ctx,
  );
}

/** A medium, and what belongs to it: the subtitles of a video. */
const withInner = (one: FoundMedium): FoundMedium[] => [
  one,
  ...mediaIn(fieldsOf(one.value)['media_metadata'], `${one.locator}/media_metadata`),
];

/** The dialect of labels (`posts.json` beside `posts_1.json`, `reposts.json`): the media stand anywhere in it, the second of several inside of the first. */
function labelledPost(section: Section, item: Fields, locator: string, ctx: Context): void {
  const { entries, title } = gist(item);
  const media = mediaIn(item, locator);
  const first = fieldsOf(media[0]?.value);
  const created = item['timestamp'] ?? item['creation_timestamp'] ?? first['creation_timestamp'];
  const at = instant(created) ?? secondOf(first);
  const top = entries.filter(({ within }) => within === '');
  const text = title ?? captionIn(top) ?? (media.length === 1 ? said(first['title']) : null);
  const url = [...top, ...entries].map(({ href, value }) => href ?? value).find((one) => postIn(one) !== null) ?? null;
  if (media.length === 0 && text === null && url === null && at === null)
    return ctx.out.refuse('post', locator, isEmpty(item['label_values']) ? 'empty-item' : 'no-identity');
  const form = section.form ?? 'post';
  emitPost(
    { ...section, form },
    {
      text,
      url,
      at: instant(created),
      atAsGiven: given(created),
      key:
        media.length === 0 && url !== null
          ? `${form}\0\0${postIn(url) ?? url}`
          : keyOf(section, form, at ?? '', first, text, ctx),
      media,
      place: placeOn(labelValue(entries, labels.latitude), labelValue(entries, labels.longitude)),
      raw: { ...without(item, ['title', 'timestamp']), ...odd(item, ['title']), ...odd(item, ['timestamp'], true) },
    },
    locator,
    ctx,
  );
}

function captionIn(entries: readonly Entry[]): string | null {
  const text = labelValue(entries, labels.caption) ?? labelValue(entries, labels.words);
  return text !== null && isAddress(text) ? null : text;
}

interface Published {
  readonly text: string | null;
  readonly url: string | null;
  readonly at: string | null;
  readonly atAsGiven: string | number | null;
  readonly key: string;
  readonly media: readonly FoundMedium[];
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly raw: Record<string, unknown>;
}

/** The same for JSON of every year and for HTML. */
export function emitPost(section: Section, published: Published, locator: string, ctx: Context): void {
  const { text, url, at, atAsGiven, key, place, raw } = published;
  const owner: Owner = { network: section.network, kind: 'post', key };
  const media = addMedia(ctx, owner, published.media, place);
  put(ctx, section.network, {
    kind: 'post',
    form: section.form ?? 'post',
    networkId: null,
    text,
    url,
    ...wordsIn(text),
    media,
    deleted: section.deleted ?? false,
    key,
    at,
    atAsGiven,
    locator,
    raw,
  });
}

/** A post has no number of its own in an export, its first picture has: in JSON and in HTML the same. Where it has none, the second and the file's name, or the text. */
function keyOf(section: Section, form: string, second: string, first: Fields, text: string | null, ctx: Context): string {
  return postKey(section, form, second, said(first['uri']) ?? said(first['path']), text, ctx);
}

export function postKey(
  section: Section,
  form: string,
  moment: string,
  uri: string | null,
  text: string | null,
  ctx: Context,
): string {
  const list = section.deleted === true ? 'deleted' : form;
  const number = uri === null ? null : numberOf(uri);
  if (number !== null) return keyApart(ctx, `${list}\0\0${number}`, moment);
  return `${list}\0${moment}\0${uri === null ? (text ?? '') : (uriKey(uri).split('/').at(-1) ?? '')}`;
}

/** Pictures of the profile, and files sent in messages of 2020: media that belong to no post. */
export function picture(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('media', locator, 'empty-item');
  const handle = ctx.account.handle;
  const isProfile = section.id !== 'direct';
  const owner: Owner | null =
    isProfile && handle !== null ? { network: section.network, kind: 'profile', key: handle.toLowerCase() } : null;
  const found = isFields(item) && typeof item['path'] === 'string' ? [{ value: item, locator }] : mediaIn(item, locator);
  for (const one of found) addMedium(ctx, owner, one.value, one.locator);
  if (found.length === 0) ctx.out.refuse('media', locator, isFields(item) ? 'no-identity' : 'wrong-shape');
}
