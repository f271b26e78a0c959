/**
 * Meta writes the text of its JSON twice encoded: every byte of the UTF-8 stands there as a character of its own (`é` as `Ã©`). Put right string by string,
 * because not every file of every export is wrong.
 */
import { Buffer, isUtf8 } from 'node:buffer';

/** Only characters up to U+00FF, and at least one beyond ASCII. */
// eslint-disable-next-line no-control-regex
const suspicious = /^[\u0000-\u00ff]*$/;
// eslint-disable-next-line no-control-regex
const beyondAscii = /[\u0080-\u00ff]/;

/** The text as the person saw it; one that is right already is left alone. */
export function repair(text: string): string {
  if (!beyondAscii.test(text) || !suspicious.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
}

/** A string that says something, put right; null for anything else. */
export function said(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? repair(value) : null;
}

const tag = /(?<![\p{L}\p{N}_&/])#([\p{L}\p{N}_]+)/gu;
const mention = /(?<![\p{L}\p{N}_./@])@([A-Za-z0-9._]*[A-Za-z0-9_])/gu;
const address = /https?:\/\/[^\s<>"]+/g;

const all = (pattern: RegExp, text: string): string[] => [
  ...new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? match[0])),
];

/** Tags, mentions and addresses in a caption. */
export function wordsIn(text: string | null): { tags: string[]; mentions: string[]; links: string[] } {
  if (text === null) return { tags: [], mentions: [], links: [] };
  return { tags: all(tag, text), mentions: all(mention, text), links: all(address, text) };
}
