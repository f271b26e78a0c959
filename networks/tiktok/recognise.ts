/** Which files are a TikTok export, told by what stands in them; a file's own name says nothing, except in the TXT export, where it is the section's. */
import type { ExportFile, Look, Recognition } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { fold } from './fold.ts';
import { isCategory, isTelling, languageOf, sectionOf } from './sections.ts';
import { chatHeading, sectionName } from './txt.ts';

export interface Parts {
  readonly json: readonly ExportFile[];
  readonly txt: readonly ExportFile[];
  /** How sure it is, 0 to 1. */
  readonly fit: number;
  readonly layout: string;
  readonly language: string | null;
}

const headBytes = 32 << 10;
/** Larger inputs are another network's: a TikTok export holds one JSON or some eighty TXT files. */
const mostLooked = 400;
const neverText = /\.(?:jpe?g|png|gif|webp|heic|mp4|mov|m4a|mp3|aac|wav|zip|gz|html?|css|js|mjs|csv|pdf|svg|woff2?|db|sqlite)$/i;

export function isSystemFile(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return (
    /(?:^|\/)__MACOSX\//.test(path) ||
    base.startsWith('._') ||
    base === '.DS_Store' ||
    base === 'Thumbs.db' ||
    base === 'desktop.ini'
  );
}

/** What the files are; null where none is of TikTok's. */
export async function partsOf(look: Look): Promise<Parts | null> {
  const json: ExportFile[] = [];
  const txt: ExportFile[] = [];
  let fit = 0;
  let layout: string | null = null;
  const texts: { file: ExportFile; head: string }[] = [];
  let looked = 0;
  for (const file of look.files) {
    if (isSystemFile(file.path) || neverText.test(file.path)) continue;
    if (++looked > mostLooked) break;
    const head = await look.head(file, headBytes);
    const start = head.trimStart();
    if (start.startsWith('{')) {
      const found = jsonFit(start);
      if (found === 0) continue;
      json.push(file);
      fit = Math.max(fit, found);
      layout ??= await jsonLayout(look, file, start);
    } else if (file.path.toLowerCase().endsWith('.txt')) texts.push({ file, head });
  }
  const asText = txtFit(texts);
  if (asText.fit > 0) txt.push(...asText.files);
  if (json.length === 0 && txt.length === 0) return null;
  return {
    json,
    txt,
    fit: Math.max(fit, asText.fit),
    layout: layout ?? 'txt',
    language: json.length > 0 ? 'en' : asText.language,
  };
}

const key = /"((?:[^"\\]|\\.){1,80})"\s*:/g;

/** 0 where it is not TikTok's. */
function jsonFit(head: string): number {
  let categories = 0;
  let sections = 0;
  let telling = 0;
  const first: string[] = [];
  for (const match of head.matchAll(key)) {
    const name = match[1] ?? '';
    if (first.length < 5) first.push(name);
    if (isCategory(name)) categories++;
    if (isTelling(name)) telling++;
    else if (sectionOf(name) !== null) sections++;
  }
  if (telling > 0 && categories > 0) return telling + sections > 1 ? 0.95 : 0.85;
  if (telling > 1) return 0.85;
  // Without them: words that others use too, so they must stand as TikTok's stand, a section first in a category.
  const nested = first.some((name, at) => /[A-Z ]/.test(name) && isCategory(name) && sectionOf(first[at + 1] ?? '') !== null);
  if (nested && sections > 1) return 0.8;
  if (nested) return 0.65;
  return telling > 0 ? 0.5 : 0;
}

async function jsonLayout(look: Look, file: ExportFile, head: string): Promise<string> {
  const text = (await look.whole(file)) ?? head;
  const has = (name: string): boolean => text.includes(`"${name}"`);
  const lower = text.length < 1 << 20 ? text.toLowerCase() : text;
  if (
    has('Likes and Favorites') ||
    has('Income+ Wallet') ||
    has('Profile And Settings') ||
    lower.includes('"profile and settings"')
  )
    return 'json-profile-and-settings';
  if (has('Your Activity') || has('Post')) return 'json-your-activity';
  if (has('Activity') || has('Direct Messages') || has('Video')) return 'json-activity';
  // No category tells: only the newest layout has this field.
  return has('originalPostUrl') ? 'json-profile-and-settings' : 'json';
}

interface Texts {
  readonly files: readonly ExportFile[];
  readonly fit: number;
  readonly language: string | null;
}

function txtFit(texts: readonly { file: ExportFile; head: string }[]): Texts {
  const files: ExportFile[] = [];
  const languages = new Map<string, number>();
  let named = 0;
  let shaped = 0;
  let strong = 0;
  for (const { file, head } of texts) {
    const name = sectionName(file.path);
    const isNamed = sectionOf(name) !== null;
    const shape = shapeOf(head);
    if (shape === 'other' && !isNamed) continue;
    files.push(file);
    if (isNamed) {
      named++;
      const language = languageOf(name);
      // A name that two languages share tells nothing of the language.
      if (language !== null && !shared.has(fold(name))) languages.set(language, (languages.get(language) ?? 0) + 1);
    }
    if (shape === 'blocks' || shape === 'chat') shaped++;
    if (shape === 'chat' || /https?:\/\/(?:www\.)?tiktokv?\.com\//.test(head)) strong++;
  }
  const language = [...languages].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  const none = { files: [], fit: 0, language: null };
  if (strong > 0 && shaped > 0) return { files, fit: named > 0 ? 0.95 : 0.8, language };
  if (named > 1 && shaped > 0) return { files, fit: 0.9, language };
  if (named > 0 && shaped > 0) return { files, fit: shaped > 1 ? 0.8 : 0.7, language };
  if (named > 4) return { files, fit: 0.7, language };
  return shaped > 2 ? { files, fit: 0.5, language } : none;
}

const shared = new Set(['follower', 'status', 'hashtag', 'stickers', 'vouchers', 'aimoji'].map(fold));

/** Blocks that begin with a date, conversations, one sentence alone (an empty section), or something else. */
function shapeOf(head: string): 'blocks' | 'chat' | 'sentence' | 'other' {
  const all = head.split(/\r\n|\n|\r/, 400).filter((line) => line.trim() !== '');
  const first = all[0];
  if (first === undefined) return 'sentence';
  if (all.some((line) => line.startsWith('>>> ') && chatHeading.test(line))) return 'chat';
  const at = first.indexOf(': ');
  if (at > 0 && instant(first.slice(at + 2)) !== null) return 'blocks';
  return all.length === 1 && !first.includes(': ') && first.length < 200 ? 'sentence' : 'other';
}

export async function recogniseTikTok(look: Look): Promise<Recognition | null> {
  const parts = await partsOf(look);
  return parts === null ? null : { fit: parts.fit, layout: parts.layout, language: parts.language };
}
