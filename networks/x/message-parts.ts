/** The parts of a message: links, reactions, and what a record has no room for. */
import { asId } from '../../engine/intake/toolkit/index.ts';
import { fieldsOf, odd, rest, textOf, type Fields } from './shape.ts';
import type { ShortLink } from './text.ts';

export const noLinks: ShortLink[] = [];
export const noReactions: { by: string | null; emoji: string | null }[] = [];

export function reactionOf(given: unknown): { by: string | null; emoji: string | null } {
  const fields = fieldsOf(given);
  return { by: asId(fields['senderId'] ?? fields['reactionSenderID']), emoji: textOf(fields['reactionKey']) };
}

/** The link that stands for the picture or video of this message. */
const ownPicture = /^https:\/\/(?:twitter|x)\.com\/messages\/media\/\d+/;

export function linksOf(urls: readonly unknown[]): ShortLink[] {
  return urls.flatMap((one) => {
    const fields = fieldsOf(one);
    const url = textOf(fields['url']);
    const long = textOf(fields['expanded']) ?? textOf(fields['expanded_url']);
    if (url === null || long === null) return [];
    return [{ url, shown: ownPicture.test(long) ? '' : long, at: -1 }];
  });
}

const texts = ['text', 'createdAt'];
const consumed = new Set(['id', 'senderId', 'text', 'createdAt', 'mediaUrls', 'urls', 'reactions']);

/** Links and reactions keep what the record has no room for: the short link, the moment of a reaction. */
export function rawOf(fields: Fields): Record<string, unknown> {
  const raw = { ...rest(fields, consumed), ...odd(fields, texts) };
  for (const key of ['urls', 'reactions', 'mediaUrls']) {
    const value = fields[key];
    if (value !== undefined && !(Array.isArray(value) && (value.length === 0 || key === 'mediaUrls'))) raw[key] = value;
  }
  return raw;
}
