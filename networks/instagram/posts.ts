/** What the person published: posts, stories, reels, videos; also deleted ones. One item is a post of several media, or one medium that is a story. */
import { put, type Context } from './context.ts';
import { given, instant } from './dates.ts';
import { event } from './events.ts';
import { addMedia, addMedium, secondOf, uriKey, type Owner } from './media.ts';
import type { Section } from './sections.ts';
import { fieldsOf, isEmpty, isFields, listOf, without, type Fields } from './shape.ts';
import { said, wordsIn } from './text.ts';

export function post(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('post', locator, 'empty-item');
  if (!isFields(item)) return ctx.out.refuse('post', locator, 'wrong-shape');
  const carries = Array.isArray(item['media']) && item['label_values'] === undefined;
  const media = carries ? listOf(item['media']) : [];
  const isMedium = typeof (item['uri'] ?? item['path']) === 'string';
  // What holds neither media nor is one is not known well enough to be a post.
  if (!carries && !isMedium) return event({ ...section, make: 'event', topic: section.form ?? 'post' }, item, locator, ctx);
  if (carries && media.length === 0 && said(item['title']) === null) return ctx.out.refuse('post', locator, 'empty-item');

  const first = isMedium ? item : fieldsOf(media[0]);
  const created = item['creation_timestamp'] ?? item['taken_at'] ?? first['creation_timestamp'] ?? first['taken_at'];
  const at = instant(created);
  const own = said(item['title']) ?? said(item['caption']);
  // Of several media each has words of its own; they stay with it.
  const text = own ?? (media.length === 1 ? said(first['title']) : null);
  const threads = fieldsOf(first['text_app_post'] ?? item['text_app_post']);
  const form = section.network === 'threads' && threads['is_reply'] === true ? 'reply' : (section.form ?? 'post');
  const key = keyOf(section, form, at ?? secondOf(first) ?? '', first, text);
  const owner: Owner = { network: section.network, kind: 'post', key };
  const ids = isMedium
    ? [addMedium(ctx, owner, item, locator)].filter((id) => id !== null)
    : addMedia(ctx, owner, media, `${locator}/media`);
  // A text of Threads has a medium without a file: what it holds beside the text is the post's own.
  const bare = media.filter((one) => isEmpty(fieldsOf(one)['uri']) && !isEmpty(one));
  put(ctx, section.network, {
    kind: 'post',
    form,
    networkId: null,
    text,
    ...wordsIn(text),
    media: ids,
    deleted: section.deleted ?? false,
    key,
    at,
    atAsGiven: given(created),
    locator,
    raw: isMedium
      ? {}
      : {
          ...without(item, ['media', 'title', 'caption', 'creation_timestamp', 'taken_at']),
          ...(bare.length > 0 ? { media: bare } : {}),
        },
  });
}

/** Nothing in an export numbers posts: what stays is the second, and the name of the first file or the text. */
function keyOf(section: Section, form: string, second: string, first: Fields, text: string | null): string {
  const uri = said(first['uri']) ?? said(first['path']);
  const what = uri === null ? (text ?? '') : uriKey(uri).split('/').at(-1);
  return `${section.deleted === true ? 'deleted' : form}\0${second}\0${what ?? ''}`;
}

/** Pictures of the profile, and files sent in messages of 2020: media that belong to no post. */
export function picture(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('media', locator, 'empty-item');
  const handle = ctx.account.handle;
  const isProfile = section.id !== 'direct';
  const owner: Owner | null =
    isProfile && handle !== null ? { network: section.network, kind: 'profile', key: handle.toLowerCase() } : null;
  if (addMedium(ctx, owner, item, locator) === null)
    ctx.out.refuse('media', locator, isFields(item) ? 'no-identity' : 'wrong-shape');
}
