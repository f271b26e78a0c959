/** `tweets.js` and its kin: one row, one post. This is the hot path of the reader. */
import { asId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { addMedia, placeOf, type MediaFiles, type Missing } from './media.ts';
import type { Note, Notes } from './notes.ts';
import { eachRow } from './rows.ts';
import { countOf, fieldsOf, isFields, keep, listOf, odd, textOf, unwrap, type Fields } from './shape.ts';
import { shownText, unescape, type ShortLink } from './text.ts';

export interface PostContext {
  readonly deleted: boolean;
  readonly media: MediaFiles;
  readonly notes: Notes;
  /** Told of the id of every post that was read. */
  readonly seen?: (id: string) => void;
}

const wrappers = ['tweet', 'communityTweet', 'twitterCircleTweet'] as const;
const noLinks: ShortLink[] = [];

/** Emits the posts of a file; answers how many rows it holds. */
export async function readPosts(file: ExportFile, out: Out, context: PostContext): Promise<number> {
  const missing: Missing = { count: 0 };
  const rows = await eachRow(file, out, 'post', (row, locator) => addPost(row, locator, out, context, missing));
  if (missing.count > 0) out.warn('media-missing', String(missing.count));
  return rows;
}

function addPost(row: unknown, locator: string, out: Out, context: PostContext, missing: Missing): void {
  const post = unwrap(row, wrappers, true);
  if (typeof post === 'string') return out.refuse('post', locator, post);
  const id = asId(post['id_str']) ?? asId(post['id']) ?? asId(post['tweet_id']) ?? asId(post['tweetId']);
  if (id === null) return out.refuse('post', locator, 'no-identity');
  context.seen?.(id);
  const written = textOf(post['full_text']) ?? textOf(post['text']) ?? '';
  const given = textOf(post['created_at']) ?? textOf(post['createdAt']);
  const at = instant(given);
  const entities = fieldsOf(post['entities']);
  const urls = listOf(entities['urls']);
  const extended = listOf(fieldsOf(post['extended_entities'])['media']);
  const media = extended.length > 0 ? extended : listOf(entities['media']);

  const links: string[] = [];
  const short = urls.length === 0 && media.length === 0 ? noLinks : shortLinks(urls, media, links);
  const note = context.notes.size === 0 ? null : noteOf(context.notes, id, at, written);
  const quotes = urls.length > 0 && endsInPost(written, urls, media, id);
  const replyTo = asId(post['in_reply_to_status_id_str']) ?? asId(post['in_reply_to_status_id']);
  const mentions = namesIn(entities['user_mentions'], 'screen_name');
  const tags = namesIn(entities['hashtags'], 'text');

  let mediaIds: string[] = noIds;
  if (media.length > 0) {
    const inside = (isFields(post) && post === row ? locator : `${locator}/tweet`) + '/';
    const where = `${inside}${extended.length > 0 ? 'extended_entities' : 'entities'}/media`;
    mediaIds = addMedia(out, context.media, missing, { kind: 'post', key: id }, id, media, where, {
      at,
      atAsGiven: given,
      place: placeOf(post),
    });
  }
  out.record({
    kind: 'post',
    key: id,
    locator,
    at,
    atAsGiven: given,
    form: formOf(post, written, replyTo, quotes),
    networkId: id,
    text: written === '' ? null : (note?.text ?? shownText(written, short)),
    url: addressOf(id),
    inReplyTo: replyTo,
    tags: note === null ? tags : union(tags, note.tags),
    mentions: note === null ? mentions : union(mentions, note.mentions),
    links:
      note === null
        ? links
        : union(
            links.filter((link) => !isPost(link, id)),
            note.links,
          ),
    media: mediaIds,
    deleted: context.deleted,
    counts: {
      likes: countOf(post['favorite_count']),
      reposts: countOf(post['retweet_count']),
      replies: countOf(post['reply_count']),
      views: null,
    },
    raw: rawOf(post, note, mediaIds.length > 0),
  });
}
const noIds: string[] = [];

/**
 * The address of a post that holds whatever its author is called: the export gives it itself for liked posts (`like.js`, `expandedUrl`:
 * `https://twitter.com/i/web/status/<id>`); the host is today's.
 */
export function addressOf(id: string): string | null {
  return /^\d{1,20}$/.test(id) ? `https://x.com/i/web/status/${id}` : null;
}

function noteOf(notes: Notes, id: string, at: string | null, written: string): Note | null {
  const note = notes.of(id, at, unescape(written));
  if (note !== null) notes.taken.add(note.place);
  return note;
}

/** The links of a text and what was shown for each; where they lead is added to `links`. */
function shortLinks(urls: readonly unknown[], media: readonly unknown[], links: string[]): ShortLink[] {
  const short: ShortLink[] = [];
  for (const one of urls) {
    const fields = fieldsOf(one);
    const url = textOf(fields['url']);
    const long = textOf(fields['expanded_url']) ?? url;
    if (long === null) continue;
    links.push(long);
    if (url !== null) short.push({ url, shown: long, at: firstIndex(fields) });
  }
  for (const one of media) {
    const fields = fieldsOf(one);
    const url = textOf(fields['url']);
    if (url !== null) short.push({ url, shown: '', at: firstIndex(fields) });
  }
  return short;
}

function firstIndex(fields: Fields): number {
  return countOf(listOf(fields['indices'])[0]) ?? -1;
}

function namesIn(list: unknown, key: string): string[] {
  if (!Array.isArray(list) || list.length === 0) return [];
  const names: string[] = [];
  for (const one of list) {
    const name = textOf(fieldsOf(one)[key]);
    if (name !== null) names.push(name);
  }
  return names.length > 1 ? [...new Set(names)] : names;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

const repostText = /^RT @\w+:/;

function formOf(post: Fields, written: string, replyTo: string | null, quotes: boolean): string {
  // Until 2018 the post that was passed on stood in the row; without it "RT @…" was typed by hand.
  if (isFields(post['retweeted_status'])) return 'repost';
  if (written.startsWith('RT @') && repostText.test(written) && !isFields(post['user'])) return 'repost';
  if (replyTo !== null || asId(post['in_reply_to_user_id_str'] ?? post['in_reply_to_user_id']) !== null) return 'reply';
  return quotes || asId(post['quoted_status_id_str'] ?? post['quoted_status_id']) !== null ? 'quote' : 'post';
}

const postAddress = /^https?:\/\/(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com\/(?:i\/web|\w+)\/status(?:es)?\/(\d+)/;

function isPost(link: string, id: string): boolean {
  return postAddress.exec(link)?.[1] === id;
}

/** A post that ends in the address of another post shows that post: it quotes it. A link to itself is how a long post is cut. */
function endsInPost(written: string, urls: readonly unknown[], media: readonly unknown[], id: string): boolean {
  const last = fieldsOf(urls.at(-1));
  const url = textOf(last['url']);
  const to = postAddress.exec(textOf(last['expanded_url']) ?? '')?.[1];
  if (url === null || to === undefined || to === id) return false;
  const at = written.lastIndexOf(url);
  if (at < 0) return false;
  let after = written.slice(at + url.length);
  // A post has at most four.
  for (const one of media.slice(0, 8)) after = after.replace(textOf(fieldsOf(one)['url']) ?? '', '');
  return after.trim() === '';
}

const texts = ['created_at', 'createdAt', 'full_text', 'text'];

/** What a record of a post has no room for, as it came. Lists that are empty and ids that stand there twice are left out. */
function rawOf(post: Fields, note: Note | null, hasMedia: boolean): Record<string, unknown> {
  const raw: Record<string, unknown> = odd(post, texts);
  for (const key in post) {
    const value = post[key];
    switch (key) {
      case 'id':
      case 'id_str':
      case 'tweet_id':
      case 'tweetId':
      case 'created_at':
      case 'createdAt':
      case 'full_text':
      case 'text':
      case 'in_reply_to_status_id':
      case 'in_reply_to_status_id_str':
        break;
      case 'favorite_count':
      case 'retweet_count':
      case 'reply_count':
        if (countOf(value) === null) raw[key] = value;
        break;
      case 'in_reply_to_user_id':
        if (post['in_reply_to_user_id_str'] === undefined) raw[key] = value;
        break;
      case 'entities':
        addEntities(raw, value, hasMedia);
        break;
      case 'extended_entities':
        if (!hasMedia) raw[key] = value;
        break;
      default:
        keep(raw, key, value);
    }
  }
  if (note !== null) raw['noteTweet'] = note.row;
  return raw;
}

/** The media have records of their own, which hold theirs. */
function addEntities(raw: Record<string, unknown>, value: unknown, hasMedia: boolean): void {
  if (!isFields(value)) {
    raw['entities'] = value;
    return;
  }
  let filled: Record<string, unknown> | null = null;
  for (const key in value) {
    const list = value[key];
    if ((Array.isArray(list) && list.length === 0) || (key === 'media' && hasMedia)) continue;
    keep((filled ??= {}), key, list);
  }
  if (filled !== null) raw['entities'] = filled;
}
