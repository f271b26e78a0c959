/** What an item is before it is a record: its fields by what they are for, and what is told once a file. */
import { asId, recordId, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant, isNothing } from './dates.ts';
import { roleOf, type Fields, type Role } from './labels.ts';
import { isAddress } from './links.ts';
import { ofAddress, type MediaFiles } from './media.ts';

export interface Context {
  readonly out: Out;
  /** Handle of the account, null where the export does not say. */
  readonly self: string | null;
  readonly media: MediaFiles;
  /** Links of the posts of one second: pictures of one post stand as several items. */
  readonly posts: Map<string, string[]>;
  /** What was warned of already. */
  readonly told: Set<string>;
}

export function context(out: Out, self: string | null, media: MediaFiles): Context {
  return { out, self, media, posts: new Map(), told: new Set() };
}

export function warnOnce(ctx: Context, code: Parameters<Out['warn']>[0], detail?: string): void {
  const what = `${code}\0${detail ?? ''}`;
  if (ctx.told.has(what) || ctx.told.size > 1000) return;
  ctx.told.add(what);
  ctx.out.warn(code, detail);
}

export type Item = Readonly<Record<string, unknown>>;

export const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

export interface Sorted {
  readonly by: Partial<Record<Role, unknown>>;
  readonly at: string | null;
  readonly atAsGiven: string | number | null;
  readonly raw: Record<string, unknown>;
}

/** Fields by what they are for; whatever has no role, and whatever a role is filled with already, goes to `raw`. */
export function sort(fields: Fields, item: Item): Sorted {
  const by: Partial<Record<Role, unknown>> = {};
  const raw: Record<string, unknown> = {};
  for (const key of Object.keys(item)) {
    const value = item[key];
    const role = roleOf(fields, key);
    if (role === null) raw[key] = value;
    else if (by[role] === undefined || (isNothing(by[role]) && !isNothing(value))) by[role] = value;
    else if (!isNothing(value)) raw[key] = value;
  }
  const given = by.date;
  const atAsGiven = typeof given === 'string' || typeof given === 'number' ? given : null;
  if (given !== undefined && given !== null && atAsGiven === null) raw['Date'] = given;
  return { by, at: instant(given), atAsGiven, raw };
}

export const when = (sorted: Sorted): string => sorted.at ?? String(sorted.atAsGiven ?? '');

/** As the network shows it: without the sign before it, otherwise exactly as given. */
export function handleOf(value: unknown): string | null {
  const text = asId(value);
  if (text === null) return null;
  const handle = text.startsWith('@') ? text.slice(1) : text;
  return handle.trim() === '' || handle === 'N/A' ? null : handle;
}

/** `media` records for the addresses among `values`, numbered in their order. Answers their ids. */
export function links(
  values: readonly unknown[],
  of: string,
  key: string,
  sorted: Pick<Sorted, 'at' | 'atAsGiven'>,
  locator: string,
  ctx: Context,
): string[] {
  const ids: string[] = [];
  for (const url of values) {
    if (!isAddress(url)) continue;
    const mediaKey = `${key}\0${ids.length}`;
    ids.push(recordId('tiktok', 'media', mediaKey));
    const medium = ofAddress(url, ctx.media);
    ctx.out.record({ kind: 'media', ...medium, of, key: mediaKey, at: sorted.at, atAsGiven: sorted.atAsGiven, locator });
    if (medium.state === 'link') warnOnce(ctx, 'links-only');
  }
  return ids;
}
