/** What a search may ask of a record beside its words, taken from the record. */
import { flag } from './facets.ts';
import { runTokens } from './scripts.ts';

const some = (list: unknown): boolean => Array.isArray(list) && list.length > 0;

/** Bits of `flag`. `text`: what a person reads in it. */
export function flagsOf(record: object, text: string | null): number {
  const { media, links, direction, at, atAsGiven } = record as Readonly<Record<string, unknown>>;
  let flags = some(media) ? flag.media : 0;
  if (some(links) || text?.includes('://') === true) flags |= flag.link;
  if (direction === 'sent') flags |= flag.sent;
  if (at == null && atAsGiven != null) flags |= flag.timeAsGiven;
  return flags;
}

export const tokensOf = (text: string | null): string => (text === null ? '' : runTokens(text).join(' '));
