/**
 * Pictures, videos and sounds: what an item speaks of, found among the files wherever they lie. A path in the export counts from its own first folder; the
 * files may stand below another one, in another part, with other letters.
 */
import { mimeByEnding, FilesByName, linkExpiry, recordId, type ExportFile } from '../../engine/intake/toolkit/index.ts';
import type { RecordKind } from '../../shared/records.ts';
import { put, type Context } from './context.ts';
import { fromSeconds, given, instant } from './dates.ts';
import { isAddress } from './handles.ts';
import { slashed } from './places.ts';
import { fieldsOf, isFields, listOf, without, type Fields } from './shape.ts';
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
      const wanted = uriKey(uri);
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
    .replace(/^(?:\.?\/)+/, '')
    .toLowerCase();

export interface Owner {
  readonly network: 'instagram' | 'threads';
  readonly kind: RecordKind;
  readonly key: string;
}

/** One medium as the item gives it (`uri`, in 2020 `path`); answers its record's id, null where it names no file. */
export function addMedium(ctx: Context, owner: Owner | null, value: unknown, locator: string): string | null {
  if (!isFields(value)) return null;
  const path = value['uri'] ?? value['path'];
  if (typeof path !== 'string' || path.trim() === '') return null;
  const uri = repair(path);
  const network = owner?.network ?? 'instagram';
  const created = value['creation_timestamp'] ?? value['taken_at'];
  const at = instant(created);
  const key = isAddress(uri) ? uri : uriKey(uri);
  const common = {
    kind: 'media',
    key,
    locator,
    at,
    atAsGiven: given(created),
    takenAt: at,
    place: placeIn(value),
    of: owner === null ? null : recordId(owner.network, owner.kind, owner.key),
    mime: mimeOf(uri),
    raw: without(value, ['uri', 'path', 'creation_timestamp', 'taken_at']),
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

/** Several, in their order; each once. */
export function addMedia(ctx: Context, owner: Owner, values: readonly unknown[], locator: string): string[] {
  const ids = values.map((value, index) => addMedium(ctx, owner, value, `${locator}/${index}`));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Where it was taken, from what the camera wrote. */
function placeIn(medium: Fields): { lat: number; lon: number } | null {
  const metadata = fieldsOf(medium['media_metadata']);
  for (const part of Object.values(metadata)) {
    // In one object, or each in one of its own.
    const { latitude, longitude } = Object.assign({}, ...listOf(fieldsOf(part)['exif_data']).map(fieldsOf)) as Fields;
    const [lat, lon] = [degrees(latitude), degrees(longitude)];
    // Zero and zero is how a camera says that it does not know.
    if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0)) return { lat, lon };
  }
  return null;
}

const degrees = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;

/** A medium's own second, for the key of what it belongs to. */
export const secondOf = (medium: Fields): string | null =>
  fromSeconds(medium['creation_timestamp']) ?? instant(medium['taken_at']);

/** By the ending of the name; null for one that is not known. */
export const mimeOf = mimeByEnding({ aac: 'audio/aac', ogg: 'audio/ogg', wav: 'audio/wav' });
