/** What TikTok's own addresses say: `https://www.tiktokv.com/share/video/<id>/`, `https://www.tiktok.com/@<handle>/video/<id>`. */
import { linkExpiry } from '../../engine/intake/toolkit/index.ts';
import { mimeOf } from './media.ts';

const thing =
  /\/(?:video|photo|music|challenge|tag|effect|sticker|live|playlist|collection)\/(?:[^/?#]*-)?(\d{4,25})(?=[/?#.]|$)/;
const author = /^https?:\/\/(?:www\.|m\.)?tiktok\.com\/@([^/?#]+)/;
const page = /^https?:\/\/(?:www\.|m\.|vm\.|vt\.)?tiktokv?\.com\/(?:share\/|h5\/|@|t\/|v\/|[A-Za-z0-9]{6,}\/?$)/;
const address = /https?:\/\/[^\s<>"]+/g;

/** Id of the video, sound, tag… the address leads to; null where the address does not hold one. */
export function idIn(url: string | null): string | null {
  return url === null ? null : (thing.exec(url)?.[1] ?? null);
}

/** Handle of the author, where the address names one. */
export function authorIn(url: string | null): string | null {
  return url === null ? null : (author.exec(url)?.[1] ?? null);
}

/** A page of TikTok's, as opposed to an address of a file that dies after some days. */
export function isPage(url: string): boolean {
  return page.test(url);
}

/** Hosts on which TikTok keeps files. */
const files = /^https?:\/\/[^/?#]*(?:tiktokcdn|byteicdn|ibyteimg|byteimg|ibytedtos|muscdn|tiktokv|akamaized)[^/?#]*\//i;

/** Does the address, which is all that stands there, lead to a file? */
export function isFile(text: string): boolean {
  return (
    isAddress(text) &&
    !/\s/.test(text) &&
    !isPage(text) &&
    (files.test(text) || linkExpiry(text) !== null || mimeOf(text) !== null)
  );
}

export function isAddress(value: unknown): value is string {
  return typeof value === 'string' && (value.startsWith('https://') || value.startsWith('http://'));
}

export function addressesIn(text: string): string[] {
  return text.match(address) ?? [];
}

const tag = /#([\p{L}\p{M}\p{N}_]+)/gu;
const mention = /(?<![\p{L}\p{N}_.])@([\p{L}\p{N}_.]*[\p{L}\p{N}_])/gu;

export function tagsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(tag), (match) => match[1] ?? ''))];
}

export function mentionsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(mention), (match) => match[1] ?? ''))];
}

/** A list as the TXT export prints it (`[a, b]`), a JSON list, or one value. */
export function listed(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string');
  if (typeof value !== 'string') return [];
  if (value.startsWith('[') && value.endsWith(']')) return value.slice(1, -1).split(', ');
  return [value];
}
