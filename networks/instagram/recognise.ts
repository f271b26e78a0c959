/**
 * Whether files are an Instagram export: by the keys that only Instagram writes, at the beginning of the files. Facebook's exports look alike, down to names
 * of folders and files; their own keys tell them apart.
 */
import type { ExportFile, Look, Recognition } from '../../engine/intake/toolkit/index.ts';
import { isSystemFile, placeOf } from './places.ts';
import { isTelling } from './sections.ts';

/** Looked into until something tells; conversations, which tell nothing, come last. */
const mostLooked = 400;
const headBytes = 4096;
const talkBytes = 64 << 10;

/** `either`: Instagram and Facebook write it alike, and nothing in it tells. */
type Sign = 'instagram' | 'facebook' | 'weak' | 'either' | null;
const fits = { instagram: 0.95, weak: 0.4, either: 0.2 } as const;

export async function recogniseInstagram(look: Look): Promise<Recognition | null> {
  const candidates = look.files.filter((file) => !isSystemFile(file.path) && /^(?:json|html?)$/.test(placeOf(file).ending));
  const telling = candidates.filter((file) => placeOf(file).stem !== 'message');
  const talks = candidates.filter((file) => placeOf(file).stem === 'message').slice(0, 20);
  let fit = 0;
  let facebook = false;
  let layout: string | null = null;
  for (const file of [...telling.slice(0, mostLooked), ...talks]) {
    const head = (await look.head(file, talks.includes(file) ? talkBytes : headBytes)).trimStart();
    const sign = head.startsWith('<') ? signOfHtml(file, head) : signOfJson(file, head);
    if (sign === 'facebook') facebook = true;
    if (sign === null || sign === 'facebook') continue;
    fit = Math.max(fit, fits[sign]);
    const found = layoutOf(file, head);
    if (layout === null || (layout === 'html' && found !== 'html') || (found === 'json-flat' && sign === 'instagram'))
      layout = found;
    if (fit > 0.9 && layout !== 'html' && !talks.includes(file)) break;
  }
  if (fit === 0 || (facebook && fit < 0.9)) return null;
  return { fit: facebook ? 0.6 : fit, layout: layout ?? 'json', language: null };
}

const keyPattern = /"((?:[^"\\]|\\.){1,80})"\s*:/g;

function signOfJson(file: ExportFile, head: string): Sign {
  const keys = new Set<string>();
  for (const match of head.matchAll(keyPattern)) keys.add(match[1] ?? '');
  const { path, folder, stem } = placeOf(file);
  for (const key of keys) if (isOfFacebook(key)) return 'facebook';
  if (/your_(?:facebook_activity|activity_across_facebook)\//.test(path)) return 'facebook';
  for (const key of keys) if (isTelling(key)) return 'instagram';
  if (/(?:^|\/)your_instagram_activity\//.test(path)) return 'instagram';
  // A bare list of people: Facebook's has no addresses.
  if (keys.has('string_list_data') && /https?:\\?\/\\?\/(?:www\.)?instagram\.com\\?\//.test(head)) return 'instagram';
  if (/(?:^|\/)followers_and_following$/.test(folder)) return 'instagram';
  if (isFlat(keys, head)) return 'instagram';
  if (keys.has('participants') && keys.has('messages')) return talkSign(path, head);
  return stem === 'followers' && head.startsWith('[]') ? 'weak' : null;
}

const isOfFacebook = (key: string): boolean =>
  /^(?:friends|followers|following|comments|profile|deleted_friends|sent_requests|received_requests|rejected_requests|page_likes|pages_followed|group_posts|groups_joined|events?)_v\d$/.test(key); // prettier-ignore

/** The files of 2020 lie at the top, and their lists have keys of their own. */
function isFlat(keys: ReadonlySet<string>, head: string): boolean {
  if (keys.has('media_likes') || keys.has('media_comments') || keys.has('saved_media')) return true;
  if (keys.has('permanent_follow_requests') || keys.has('dismissed_suggested_users')) return true;
  if (
    /"(?:followers|following|close_friends|follow_requests_sent)"\s*:\s*\{\s*(?:\}|"[a-zA-Z0-9._]{1,30}"\s*:\s*"\d{4}-)/.test(
      head,
    )
  )
    return true;
  if (keys.has('taken_at') && keys.has('path')) return true;
  return keys.has('conversation') && keys.has('sender') && keys.has('created_at');
}

function signOfHtml(file: ExportFile, head: string): Sign {
  const { path, folder, stem } = placeOf(file);
  if (/your_facebook_activity\//.test(path) || (stem !== 'message' && /https?:\/\/(?:www\.)?facebook\.com\//.test(head)))
    return 'facebook';
  if (/(?:^|\/)(?:your_instagram_activity|followers_and_following)(?:\/|$)/.test(folder)) return 'instagram';
  if (!/class="[^"]*_a6-[gp]/.test(head)) return null;
  return stem === 'message' ? talkSign(path, head) : /https?:\/\/(?:www\.)?instagram\.com\//.test(head) ? 'instagram' : null;
}

const onlyInstagram = /original_content_owner|your_instagram_activity|instagramuser_\d/;
const onlyFacebook =
  /stickers_used|your_(?:facebook_activity|activity_across_facebook)|messages\/(?:archived_threads|filtered_threads|e2ee_cutover)\//;

/** Conversations are written alike by both: a few names tell, else what people sent each other, and that not for certain. */
function talkSign(path: string, head: string): Sign {
  if (onlyFacebook.test(path) || onlyFacebook.test(head)) return 'facebook';
  if (onlyInstagram.test(path) || onlyInstagram.test(head)) return 'weak';
  return /instagram\.com|Instagram User/.test(head) && !/facebook\.com|Facebook user/i.test(head) ? 'weak' : 'either';
}

function layoutOf(file: ExportFile, head: string): string {
  if (head.startsWith('<')) return 'html';
  const { path, folder } = placeOf(file);
  if (
    /^(?:your_instagram_activity|connections|(?!account)\w+_information|preferences|apps_and_websites_off_of_instagram)\//.test(
      path,
    )
  )
    return 'json-your-activity';
  if (folder === '' && (/"\d{4}-\d\d-\d\dT/.test(head) || /"taken_at"/.test(head))) return 'json-flat';
  return folder === '' ? 'json' : 'json-folders';
}
