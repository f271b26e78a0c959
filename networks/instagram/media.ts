/**
 * Pictures, videos and sounds: what an item speaks of, found among the files wherever they lie. A path in the export counts from its own first folder; the
 * files may stand below another one, in another part, with other letters.
 */
import { mimeByEnding, FilesByName, linkExpiry, pointer, recordId, type ExportFile } from '../../engine/intake/toolkit/index.ts';
import type { RecordKind } from '../../shared/records.ts';
import { put, type Context } from './context.ts';
import { fromSeconds, given, instant } from './dates.ts';
import { isAddress } from './handles.ts';
import { slashed } from './places.ts';
import { fieldsOf, isFields, listOf, odd, without, type Fields } from './shape.ts';
import { repair } from './text.ts';

export interface MediaFiles {
  find(uri: string): ExportFile | null;
  /** Files that an item has spoken of. */
  readonly spokenOf: Set<ExportFile>;
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export function mediaFiles(files: readonly ExportFile[]): MediaFiles {
  const byName = new FilesByName(files, (file) => [baseOf(slashed(file.path).toLowerCase())]);
  return {
    find(uri) {
      for (const wanted of new Set([uri, decoded(uri)].map(uriKey).flatMap((key) => [key, inOtherFolder(key)])))
        for (const file of byName.all(baseOf(wanted)))
          if (`/${slashed(file.path).toLowerCase()}`.endsWith(`/${wanted}`)) return file;
      return null;
    },
    spokenOf: new Set(),
  };
}

/** A path as the export means it: from its first folder, `/` between the parts, in lower case. */
export const uriKey = (uri: string): string =>
  slashed(uri)
    .replace(/^(?:\.{0,2}\/)+/, '')
    .toLowerCase();

/** Since 2025 some lie in `public-media`, in the same folders as in `media`. */
const inOtherFolder = (key: string): string =>
  key.startsWith('media/') ? `public-${key}` : key.startsWith('public-media/') ? key.slice('public-'.length) : key;

/** Pages write an address where JSON writes a path. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** A signed address is signed anew for every export: what it leads to stands before the signature. */
export const addressKey = (address: string): string =>
  linkExpiry(address) === null ? address : address.slice(0, address.indexOf('?'));

const numbered = /^(?:.*_n_)?(\d{15,20})$/;

/** Instagram's own number of a picture, the last one in the name of its file, in JSON and in HTML the same; null where the name holds none. */
export function numberOf(uri: string): string | null {
  const base = baseOf(uriKey(uri));
  const dot = base.lastIndexOf('.');
  return dot < 0 ? null : (numbered.exec(base.slice(0, dot))?.[1] ?? null);
}

/** What makes a file of the export the same one in every export: its folder and its number, else its path. */
export function mediumKey(uri: string): string {
  const key = uriKey(uri);
  const number = numberOf(key);
  return number === null ? key : `${key.slice(0, key.lastIndexOf('/') + 1)}${number}${key.slice(key.lastIndexOf('.'))}`;
}

export interface Owner {
  readonly network: 'instagram' | 'threads';
  readonly kind: RecordKind;
  readonly key: string;
}

/** One medium as the item gives it (`uri`, in 2020 `path`); answers its record's id, null where it names no file. */
export function addMedium(
  ctx: Context,
  owner: Owner | null,
  value: unknown,
  locator: string,
  place: PlaceTaken | null = null,
): string | null {
  if (!isFields(value)) return null;
  const path = value['uri'] ?? value['path'];
  if (typeof path !== 'string' || path.trim() === '') return null;
  const uri = repair(path);
  const network = owner?.network ?? 'instagram';
  const created = value['creation_timestamp'] ?? value['taken_at'];
  const at = instant(created);
  const key = isAddress(uri) ? addressKey(uri) : mediumKey(uri);
  const common = {
    kind: 'media',
    key,
    locator,
    at,
    atAsGiven: given(created),
    takenAt: at,
    place: placeIn(value) ?? place,
    of: owner === null ? null : recordId(owner.network, owner.kind, owner.key),
    mime: mimeOf(uri),
    raw: {
      ...without(value, ['uri', 'path', 'creation_timestamp', 'taken_at']),
      ...odd(value, ['creation_timestamp', 'taken_at'], true),
    },
  } as const;
  if (isAddress(uri)) put(ctx, network, { ...common, url: uri, expiresAt: linkExpiry(uri), state: 'link' });
  else {
    const file = ctx.media.find(uri);
    if (file === null) ctx.missing++;
    else ctx.media.spokenOf.add(file);
    const state = file === null ? 'missing' : 'here';
    put(ctx, network, { ...common, path: file?.path ?? uri, bytes: file?.bytes ?? null, state });
  }
  return recordId(network, 'media', key);
}

/** Several, in their order; each once. `place`: of the first, where it has none of its own. */
export function addMedia(ctx: Context, owner: Owner, found: readonly FoundMedium[], place: PlaceTaken | null = null): string[] {
  const ids = found.map(({ value, locator }, index) => addMedium(ctx, owner, value, locator, index === 0 ? place : null));
  return [...new Set(ids.filter((id) => id !== null))];
}

export interface FoundMedium {
  readonly value: unknown;
  readonly locator: string;
}

/** As they stand in a list. */
export const listed = (values: readonly unknown[], locator: string): FoundMedium[] =>
  values.map((value, index) => ({ value, locator: `${locator}/${index}` }));

const mostDeep = 32;

/**
 * Every medium an item holds, however deep, in its order: subtitles stand inside their video, and where a post of several is written in labels the second
 * picture stands inside of what is said of the first.
 */
export function mediaIn(value: unknown, locator: string, into: FoundMedium[] = [], depth = 0): FoundMedium[] {
  if (depth > mostDeep || typeof value !== 'object' || value === null) return into;
  if (isFields(value) && typeof value['uri'] === 'string' && value['uri'].trim() !== '') into.push({ value, locator });
  for (const [name, inner] of Object.entries(value)) mediaIn(inner, `${locator}${pointer([name])}`, into, depth + 1);
  return into;
}

export interface PlaceTaken {
  readonly lat: number;
  readonly lon: number;
}

/** Where it was taken, from what the camera wrote. */
function placeIn(medium: Fields): PlaceTaken | null {
  const metadata = fieldsOf(medium['media_metadata']);
  for (const part of Object.values(metadata)) {
    // In one object, or each in one of its own.
    const exif = fieldsOf(part)['exif_data'];
    const { latitude, longitude } = Object.assign({}, ...(isFields(exif) ? [exif] : listOf(exif)).map(fieldsOf)) as Fields;
    const place = placeOn(latitude, longitude);
    if (place !== null) return place;
  }
  return null;
}

/** A place on earth, from numbers or from their text. */
export function placeOn(latitude: unknown, longitude: unknown): PlaceTaken | null {
  const [lat, lon] = [degrees(latitude), degrees(longitude)];
  // Zero and zero is how a camera says that it does not know.
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0) ? { lat, lon } : null;
}

const degrees = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : NaN;

/** A medium's own second, for the key of what it belongs to. */
export const secondOf = (medium: Fields): string | null =>
  fromSeconds(medium['creation_timestamp']) ?? instant(medium['taken_at']);

const byEnding = mimeByEnding({
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  m4v: 'video/mp4',
  avif: 'image/avif',
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
});

/** By the ending of the name; null for one that is not known. What was spoken in a message is written as a video without a picture, in a folder of its own. */
export const mimeOf = (name: string): string | null =>
  /(?:^|[\\/])audio[\\/][^\\/]*\.mp4$/i.test(name) ? 'audio/mp4' : byEnding(name);
