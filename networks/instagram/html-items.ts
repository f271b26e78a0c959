/** Blocks and links of an HTML page → records. What a page does not say in a known way becomes an event with all its words. */
import type { Context } from './context.ts';
import { put, warnOnce } from './context.ts';
import { emitMessage, type Conversation } from './conversations.ts';
import { event } from './events.ts';
import { handleAmong, handleIn, isAddress, isHandle, postIn } from './handles.ts';
import { looksLikeTime, type Block, type Link } from './html-blocks.ts';
import * as labels from './labels.ts';
import { addMedia, placeOn, type FoundMedium, type Owner } from './media.ts';
import { contact, emit } from './people.ts';
import { emitPost, postKey } from './posts.ts';
import { reactionKey } from './reactions.ts';
import type { Section } from './sections.ts';

export function pagePerson(section: Section, { href, text, after }: Link, locator: string, ctx: Context): void {
  // A notice of the page itself: a heading and nothing else.
  if (href === '' && after === null && !isHandle(text)) return;
  const handle = href === '' && isHandle(text) ? text : handleIn(href);
  if (handle === null) return ctx.out.refuse('relation', locator, 'no-identity');
  if (ctx.older) return olderPerson(section, { handle, url: href, time: after }, locator, ctx);
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

function olderPerson(section: Section, data: Record<string, string | null>, locator: string, ctx: Context): void {
  event({ ...section, make: 'event', topic: `older:${section.id}` }, { title: data['handle'], ...data }, locator, ctx);
}

/** A block in which no link alone names somebody: a heading, or a table of what is known of one or of several. */
export function pagePeople(section: Section, block: Block, next: () => string, ctx: Context): void {
  const { heading, rows, links, time, text } = block;
  if (rows.length === 0) {
    if (heading !== null) pagePerson(section, { href: '', text: heading, after: time ?? text[0] ?? null }, next(), ctx);
    else if (text.length > 0) ctx.out.refuse('relation', next(), 'no-identity');
    return;
  }
  const when = time ?? [...text, ...block.more].findLast(looksLikeTime) ?? null;
  const named = links.filter(({ href }) => handleIn(href) !== null);
  const several = new Set(named.map(({ href }) => handleIn(href)?.toLowerCase())).size > 1;
  if (several) {
    for (const link of named) {
      const beside = rows.find(({ label }) => label === link.text)?.value;
      pagePerson(section, { ...link, after: beside || when }, next(), ctx);
    }
    return;
  }
  const pairs = pairsIn(block) ?? [];
  const shown = valueOf(pairs, labels.shownName);
  const url = named[0]?.href ?? null;
  const handle = valueOf(pairs, labels.username) ?? handleIn(url) ?? handleAmong([heading, ...pairs.map(([, value]) => value)]);
  const locator = next();
  if (handle === null) return ctx.out.refuse('relation', locator, 'no-identity');
  if (ctx.older) return olderPerson(section, { handle, url, time: when }, locator, ctx);
  const raw = wordsOf(block).raw;
  emit(section, ctx, { handle: handle.trim(), name: shown, url, at: null, atAsGiven: when, locator, raw });
}

export function pageContact(section: Section, block: Block, locator: string, ctx: Context): void {
  const pairs = pairsIn(block);
  if (pairs === null) return pageEvent(section, block, locator, ctx);
  const entries = pairs.map(([label, value]): [string, unknown] => [label, { value }]);
  contact(section, { string_map_data: Object.fromEntries(entries) }, locator, ctx);
}

const reacted =
  /^((?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3|[#*0-9](?=\ufe0f?\u20e3))+)\s*(.*)$/su; // prettier-ignore

export function pageMessage(of: Conversation, block: Block, locator: string, ctx: Context): void {
  // A notice of the page itself: a heading and nothing else.
  const isNotice = block.text.length === 0 && block.more.length === 0 && block.media.length === 0 && block.time === null;
  if (isNotice) {
    if (block.heading !== null) of.raw['notice'] = block.heading;
    // Only of several it is said who takes part: `Participants: a, b and c`.
    if (/[:：].*[,、،]/su.test(block.heading ?? '')) of.group = true;
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
      media: foundIn(block, locator),
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
  const url = (block.links.find(({ href }) => postIn(href) !== null) ?? block.links[0])?.href ?? null;
  const time = block.time ?? dateAmong(block, url);
  const word = section.reaction ?? section.id;
  const { raw } = wordsOf(block);
  const author = block.heading ?? authorIn(block);
  put(ctx, section.network, {
    kind: 'reaction',
    reaction: word,
    on: { url, networkId: postIn(url), author, text: null },
    key: reactionKey(section, { url, author, value: null, moment: time ?? '' }, ctx),
    at: null,
    atAsGiven: time,
    locator,
    raw: { ...(section.what === undefined ? {} : { of: section.what }), ...raw },
  });
}

/** Whose thing it is, where a table says it. */
function authorIn(block: Block): string | null {
  const pairs = block.rows.map(({ label, value }): [string, string] => [label, value]);
  const named = valueOf(pairs, labels.username) ?? valueOf(pairs, labels.owner);
  return named ?? block.links.map(({ href }) => handleIn(href)).find((one) => one !== null) ?? null;
}

const foundIn = ({ media }: Block, locator: string): FoundMedium[] =>
  media.map((uri, index) => ({ value: { uri }, locator: `${locator}/${index}` }));

export function pagePost(section: Section, block: Block, locator: string, ctx: Context): void {
  const { heading: text, time } = block;
  const media = foundIn(block, locator);
  if (section.make === 'picture') {
    const handle = ctx.account.handle;
    const owner: Owner = { network: section.network, kind: 'profile', key: handle?.toLowerCase() ?? '' };
    addMedia(ctx, owner, media);
    return;
  }
  const form = section.form ?? 'post';
  const pairs = pairsIn(block) ?? [];
  emitPost(
    section,
    {
      text,
      url: block.links.find(({ href }) => postIn(href) !== null)?.href ?? null,
      at: null,
      atAsGiven: time,
      key: postKey(section, form, time ?? '', block.media[0] ?? null, text, ctx),
      media,
      place: placeOn(valueOf(pairs, labels.latitude), valueOf(pairs, labels.longitude)),
      raw: wordsOf(block).raw,
    },
    locator,
    ctx,
  );
}

/** Labels and values, as tables give them, else the lines in turn; null where that is not what the lines are. */
function pairsIn({ text, more, rows }: Block): [label: string, value: string][] | null {
  if (rows.length > 0) return rows.map(({ label, value }) => [label, value]);
  const lines = [...text, ...more];
  if (lines.length === 0 || lines.length % 2 === 1) return null;
  return lines.flatMap((line, i) => (i % 2 === 0 ? [[line, lines[i + 1] ?? '']] : []));
}

const valueOf = (pairs: readonly (readonly [string, string])[], labelled: labels.Labels): string | null =>
  pairs.find(([label, value]) => value !== '' && labels.isOneOf(labelled, label))?.[1] ?? null;

/** By labels where they are known, else by position, as in JSON: the text, whose post it is, when. */
export function pageComment(section: Section, block: Block, locator: string, ctx: Context): void {
  const pairs = pairsIn(block);
  if (pairs === null) return pageEvent(section, block, locator, ctx);
  const known = valueOf(pairs, labels.comment);
  const byLabel = valueOf(pairs, labels.owner) ?? valueOf(pairs, labels.username);
  if (known === null && byLabel === null) warnOnce(ctx, 'labels-unknown', section.id);
  const text = known ?? (byLabel === null ? (pairs[0]?.[1] ?? null) : null);
  const author = byLabel ?? (known === null && pairs.length > 2 ? (pairs[1]?.[1] ?? null) : block.heading);
  const when = pairs.findLast(([, value]) => value !== text && value !== author && /\p{Nd}/u.test(value));
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
  addMedia(ctx, { network: section.network, kind: 'profile', key }, foundIn(block, locator));
}

export function pageEvent(section: Section, block: Block, locator: string, ctx: Context): void {
  const { raw, empty } = wordsOf(block);
  if (empty && block.heading === null) return ctx.out.refuse('event', locator, 'empty-item');
  const topic = section.make === 'event' ? (section.topic ?? section.id) : section.make;
  const title = block.heading ?? block.text[0];
  const data = { ...(title === undefined ? {} : { title }), ...raw };
  event({ ...section, make: 'event', topic }, data, locator, ctx, foundIn(block, locator));
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
  return lines.findLast(looksLikeTime) ?? null;
}
