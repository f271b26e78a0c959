/** Blocks and links of an HTML page → records. What a page does not say in a known way becomes an event with all its words. */
import type { Context } from './context.ts';
import { put, warnOnce } from './context.ts';
import { emitMessage, type Conversation } from './conversations.ts';
import { event } from './events.ts';
import { handleIn, isAddress, isHandle, postIn } from './handles.ts';
import type { Block, Link } from './html-blocks.ts';
import * as labels from './labels.ts';
import { addMedia, uriKey, type Owner } from './media.ts';
import { emit } from './people.ts';
import type { Section } from './sections.ts';
import { wordsIn } from './text.ts';

export function pagePerson(section: Section, { href, text, after }: Link, locator: string, ctx: Context): void {
  // A notice of the page itself: a heading and nothing else.
  if (href === '' && after === null && !isHandle(text)) return;
  const handle = href === '' && isHandle(text) ? text : handleIn(href);
  if (handle === null) return ctx.out.refuse('relation', locator, 'no-identity');
  const unsaid = text === '' || text === href || text === handle;
  emit(section, ctx, {
    handle,
    name: null,
    url: href === '' ? null : href,
    at: null,
    atAsGiven: after,
    locator,
    raw: unsaid ? {} : { text },
  });
}

const reacted =
  /^((?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3|[#*0-9](?=\ufe0f?\u20e3))+)\s*(.*)$/su; // prettier-ignore

export function pageMessage(of: Conversation, block: Block, locator: string, ctx: Context): void {
  // A notice of the page itself: a heading and nothing else.
  const isNotice = block.text.length === 0 && block.more.length === 0 && block.media.length === 0 && block.time === null;
  if (isNotice) {
    if (block.heading !== null) of.raw['notice'] = block.heading;
    return;
  }
  const links = block.links.filter(({ href }) => isAddress(href));
  const shared = new Set(block.links.flatMap(({ href, text }) => [href, text]));
  const text = block.text.filter((line) => !shared.has(line)).join('\n');
  const raw: Record<string, unknown> = {};
  const more = block.more.filter((line) => !shared.has(line));
  if (more.length > 0) raw['more'] = more;
  if (links.length > 0) raw['links'] = links.map(({ href }) => href);
  if (block.reactions.length > 0) raw['reactions'] = block.reactions;
  emitMessage(
    of,
    {
      from: block.heading,
      form: links.length > 0 ? 'share' : 'text',
      text: text === '' ? null : text,
      at: null,
      atAsGiven: block.time,
      media: block.media.map((uri, index) => ({ value: { uri }, locator: `${locator}/${index}` })),
      reactions: block.reactions.map((line) => {
        const match = reacted.exec(line);
        // Behind the name stands when, in brackets.
        const by = (match?.[2] ?? line).replace(/\s*\([^()]*\)$/, '');
        return { by: by === '' ? null : by, emoji: match?.[1] ?? null };
      }),
      also: [...block.media, ...links.map(({ href }) => href)],
      raw,
    },
    locator,
    ctx,
  );
}

export function pageReaction(section: Section, block: Block, locator: string, ctx: Context): void {
  const link = block.links[0];
  const url = link?.href ?? null;
  const time = block.time ?? dateAmong(block, url);
  const word = section.reaction ?? section.id;
  const { raw } = wordsOf(block);
  put(ctx, section.network, {
    kind: 'reaction',
    reaction: word,
    on: { url, networkId: postIn(url), author: block.heading, text: null },
    key: `${word}\0${section.what ?? ''}\0${postIn(url) ?? url ?? ''}\0${time ?? ''}`,
    at: null,
    atAsGiven: time,
    locator,
    raw: { ...(section.what === undefined ? {} : { of: section.what }), ...raw },
  });
}

export function pagePost(section: Section, block: Block, locator: string, ctx: Context): void {
  const text = block.heading ?? (block.text.length > 0 ? block.text.join('\n') : null);
  const uris = block.media.map((uri) => ({ uri }));
  if (section.make === 'picture') {
    const handle = ctx.account.handle;
    const owner: Owner = { network: section.network, kind: 'profile', key: handle?.toLowerCase() ?? '' };
    addMedia(ctx, owner, uris, locator);
    return;
  }
  const form = section.form ?? 'post';
  const first = block.media[0] ?? '';
  const key = `${section.deleted === true ? 'deleted' : form}\0${block.time ?? ''}\0${uriKey(first).split('/').at(-1) ?? ''}`;
  const media = addMedia(ctx, { network: section.network, kind: 'post', key }, uris, locator);
  put(ctx, section.network, {
    kind: 'post',
    form,
    networkId: null,
    text,
    ...wordsIn(text),
    media,
    deleted: section.deleted ?? false,
    key,
    at: null,
    atAsGiven: block.time,
    locator,
    raw: wordsOf(block).raw,
  });
}

/** Labels and values in turn, as tables give them; null where that is not what the lines are. */
function pairsIn({ text, more }: Block): [label: string, value: string][] | null {
  const lines = [...text, ...more];
  if (lines.length === 0 || lines.length % 2 === 1) return null;
  return lines.flatMap((line, i) => (i % 2 === 0 ? [[line, lines[i + 1] ?? '']] : []));
}

const valueOf = (pairs: readonly (readonly [string, string])[], labelled: ReadonlySet<string>): string | null =>
  pairs.find(([label]) => labelled.has(label.toLowerCase()))?.[1] ?? null;

/** By labels where they are known, else by position, as in JSON: the text, whose post it is, when. */
export function pageComment(section: Section, block: Block, locator: string, ctx: Context): void {
  const pairs = pairsIn(block);
  if (pairs === null) return pageEvent(section, block, locator, ctx);
  const known = valueOf(pairs, labels.comment);
  const byLabel = valueOf(pairs, labels.owner) ?? valueOf(pairs, labels.username);
  if (known === null && byLabel === null) warnOnce(ctx, 'labels-unknown', section.id);
  const text = known ?? (byLabel === null ? (pairs[0]?.[1] ?? null) : null);
  const author = byLabel ?? (known === null && pairs.length > 2 ? (pairs[1]?.[1] ?? null) : block.heading);
  const when = pairs.findLast(([, value]) => value !== text && value !== author && /\d/.test(value));
  const time = block.time ?? when?.[1] ?? null;
  const link = block.links.find(({ href }) => postIn(href) !== null)?.href ?? null;
  put(ctx, section.network, {
    kind: 'comment',
    networkId: null,
    text,
    on: { url: link, networkId: postIn(link), author, title: null },
    key: `${time ?? ''}\0${author?.toLowerCase() ?? ''}\0${text ?? ''}`,
    at: null,
    atAsGiven: time,
    locator,
    raw: wordsOf(block).raw,
  });
}

/** Whose page of the profile it is; null where no label says. */
export function ownerIn(block: Block): { handle: string; name: string | null } | null {
  const pairs = pairsIn(block) ?? [];
  const handle = valueOf(pairs, labels.username);
  return handle === null ? null : { handle, name: valueOf(pairs, labels.shownName) };
}

export function pageProfile(section: Section, block: Block, locator: string, ctx: Context): void {
  const owner = ownerIn(block);
  if (owner === null) return pageEvent(section, block, locator, ctx);
  const pairs = pairsIn(block) ?? [];
  const key = owner.handle.toLowerCase();
  put(ctx, section.network, {
    kind: 'profile',
    ...owner,
    networkId: null,
    bio: valueOf(pairs, labels.bio),
    url: valueOf(pairs, labels.website),
    email: valueOf(pairs, labels.email),
    phone: valueOf(pairs, labels.phone),
    key,
    locator,
    raw: wordsOf(block).raw,
  });
  addMedia(
    ctx,
    { network: section.network, kind: 'profile', key },
    block.media.map((uri) => ({ uri })),
    locator,
  );
}

export function pageEvent(section: Section, block: Block, locator: string, ctx: Context): void {
  const { raw, empty } = wordsOf(block);
  if (empty && block.heading === null) return ctx.out.refuse('event', locator, 'empty-item');
  const topic = section.make === 'event' ? (section.topic ?? section.id) : section.make;
  const title = block.heading ?? block.text[0];
  event({ ...section, make: 'event', topic }, { ...(title === undefined ? {} : { title }), ...raw }, locator, ctx);
}

/** A block's words, as they stand there. */
function wordsOf({ heading, text, more, links, media, time }: Block): { raw: Record<string, unknown>; empty: boolean } {
  const raw: Record<string, unknown> = {};
  if (heading !== null) raw['heading'] = heading;
  const lines = [...text, ...more];
  if (lines.length > 0) raw['lines'] = lines;
  if (links.length > 0) raw['links'] = links.map(({ href }) => href);
  if (media.length > 0) raw['media'] = media;
  if (time !== null) raw['time'] = time;
  return { raw, empty: lines.length === 0 && links.length === 0 && media.length === 0 };
}

/** In lists the time is a bare line behind the link. */
function dateAmong({ text, more, links }: Block, url: string | null): string | null {
  const words = new Set(links.flatMap(({ href, text: shown }) => [href, shown]));
  const lines = [...text, ...more].filter((line) => line !== url && !words.has(line));
  return lines.findLast((line) => /\d/.test(line) && line.length < 80) ?? null;
}
