/** A note, question, article… as a post. This is the hot path of the reader. */
import { hash } from 'node:crypto';
import type { ExportFile, Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { shownOf, type Shown } from './html.ts';
import { addMedia, isMedium, type MediaFiles, type Tally } from './media.ts';
import { handleOf, serverOf } from './people.ts';
import { addressOf, fieldsOf, firstAddress, listOf, odd, rest, textOf, uriOf, type Fields } from './shape.ts';
import { visibilityOf } from './visibility.ts';

export interface PostContext {
  readonly file: ExportFile;
  readonly out: Out;
  readonly media: MediaFiles;
  readonly tally: Tally;
  readonly followers: string | null;
  readonly server: string | null;
}

/** What is a post when someone creates it. */
export const postTypes = new Set(['Note', 'Question', 'Article', 'Page', 'Video', 'Image', 'Audio', 'Event', 'Document']);

const nothingShown: Shown = { text: '', links: [], tags: [], mentions: [] };
const consumed = new Set(['@context', 'id', 'published', 'attachment', 'content', 'url', 'inReplyTo', 'summary', 'name']);
const texts = new Set(['id', 'published', 'content', 'summary', 'name']);
/** Where servers put the address of the post that is quoted: Mastodon, and what was there before. */
const quoting = ['quote', 'quoteUri', 'quoteUrl', '_misskey_quote'];

/** Emits a post and its media. `activity`: what it was created by, where that is known. */
export function addPost(context: PostContext, post: Fields, activity: Fields | null, locator: string): void {
  const { out, media, tally } = context;
  const networkId = textOf(post['id']) ?? textOf(activity?.['id']);
  const key = networkId ?? `unnamed:${hash('sha256', JSON.stringify(post), 'base64url')}`;
  const given = textOf(post['published']) ?? textOf(activity?.['published']);
  const at = instant(given);
  const attachments = listOf(post['attachment']);
  const owner = { kind: 'post', key, file: context.file } as const;
  const mediaIds = addMedia(out, media, tally, owner, post['attachment'], `${locator}/attachment`, { at, atAsGiven: given });
  out.record({
    kind: 'post',
    key,
    locator,
    at,
    atAsGiven: given,
    form: formOf(post),
    networkId,
    ...written(post, context),
    url: firstAddress(post['url']) ?? addressOf(networkId),
    inReplyTo: uriOf(listOf(post['inReplyTo'])[0]),
    media: mediaIds,
    visibility: visibilityOf(
      post['to'] === undefined && post['cc'] === undefined && activity ? activity : post,
      context.followers,
    ),
    counts: {
      likes: totalOf(post['likes']),
      reposts: totalOf(post['shares']),
      replies: totalOf(post['replies']),
      views: null,
    },
    raw: { ...rawOf(post, attachments), ...(activity === null ? {} : { activity: around(activity, post) }) },
  });
}

/** What a post says, as record fields; also of one that was passed on whole. */
export function written(
  post: Fields,
  { server }: { server: string | null },
): { text: string | null; title: string | null; tags: string[]; mentions: string[]; links: string[] } {
  const html = contentOf(post);
  const quoted = quotedBy(post);
  const shown = html === null ? nothingShown : shownOf(html, { withoutQuote: quoted !== null });
  const named = listOf(post['tag']).map(fieldsOf);
  const tags = named.flatMap((tag) => (tag['type'] === 'Hashtag' ? (textOf(tag['name'])?.replace(/^#/, '') ?? []) : []));
  const mentions = named.flatMap((tag) => (tag['type'] === 'Mention' ? (mentionBy(tag, server) ?? []) : []));
  const seen = new Set(tags.map((tag) => tag.toLowerCase()));
  return {
    text: textOf(shown.text),
    title: titleOf(post),
    tags: distinct([...tags, ...shown.tags.filter((tag) => !seen.has(tag.toLowerCase()))]),
    mentions: distinct(mentions),
    links: distinct([
      ...shown.links,
      ...(mentions.length === 0 ? shown.mentions : []),
      ...listOf(post['attachment']).flatMap((one) => (isMedium(one) ? [] : (addressOf(fieldsOf(one)['href']) ?? []))),
      ...(addressOf(quoted) === null || quoted === null ? [] : [quoted]),
    ]),
  };
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

function contentOf(post: Fields): string | null {
  return (
    textOf(post['content']) ??
    Object.values(fieldsOf(post['contentMap']))
      .map(textOf)
      .find((text) => text !== null) ??
    null
  );
}

/** A content warning; of an article its headline. Servers write warnings as plain text, some as HTML. */
function titleOf(post: Fields): string | null {
  const summary = textOf(post['summary']);
  if (summary === null) return textOf(post['name']);
  return isHtml(summary) ? textOf(shownOf(summary).text) : summary;
}

const isHtml = (text: string): boolean =>
  /<\/?(?:p|br|a|span|em|strong|b|i|u|del|code|ul|ol|li|blockquote|div)(?:\s[^<>]*)?\/?>/i.test(text);

/** `@name@server`; of someone on the same server only `@name`, and the address says which. */
function mentionBy(tag: Fields, server: string | null): string | null {
  const name = textOf(tag['name']);
  const href = addressOf(tag['href']);
  if (name === null) return href;
  return handleOf(name, serverOf(href) ?? server) ?? name;
}

function quotedBy(post: Fields): string | null {
  for (const name of quoting) {
    const uri = uriOf(post[name]);
    if (uri !== null) return uri;
  }
  // FEP-e232: a link to a post among the tags.
  const link = listOf(post['tag'])
    .map(fieldsOf)
    .find((tag) => tag['type'] === 'Link' && textOf(tag['rel'])?.endsWith('_misskey_quote') === true);
  return link === undefined ? null : textOf(link['href']);
}

function formOf(post: Fields): string {
  if (post['type'] === 'Question' || post['oneOf'] !== undefined || post['anyOf'] !== undefined) return 'poll';
  if (uriOf(listOf(post['inReplyTo'])[0]) !== null) return 'reply';
  return quotedBy(post) !== null ? 'quote' : 'post';
}

/** Of a collection that newer servers put into a post to say how many there are. */
function totalOf(collection: unknown): number | null {
  const total = fieldsOf(collection)['totalItems'];
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null;
}

/** What a record of a post has no room for, as it came. HTML stands in `contentMap` already, with its language; where it does not, it is kept beside it. */
function rawOf(post: Fields, attachments: readonly unknown[]): Record<string, unknown> {
  const raw = { ...rest(post, consumed), ...odd(post, texts) };
  const { content, summary, name, url, inReplyTo } = post;
  const inMap = Object.values(fieldsOf(post['contentMap'])).includes(content);
  if (content !== undefined && content !== null && content !== '' && !inMap) raw['content'] = content;
  const others = attachments.filter((one) => !isMedium(one));
  if (others.length > 0) raw['attachment'] = others;
  if (url !== undefined && url !== null && addressOf(url) === null) raw['url'] = url;
  if (inReplyTo !== undefined && inReplyTo !== null && typeof inReplyTo !== 'string') raw['inReplyTo'] = inReplyTo;
  if (textOf(summary) === null) {
    if (textOf(name) === null && name !== undefined && name !== null) raw['name'] = name;
  } else {
    if (name !== undefined && name !== null) raw['name'] = name;
    if (typeof summary === 'string' && isHtml(summary)) raw['summary'] = summary;
  }
  return raw;
}

/** What an activity says beyond the post it created. */
function around(activity: Fields, post: Fields): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const key in activity)
    if (key !== 'object' && key !== '@context' && JSON.stringify(activity[key]) !== JSON.stringify(post[key]))
      said[key] = activity[key];
  return said;
}
