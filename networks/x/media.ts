/**
 * Pictures and videos. In an export they lie in `<kind>_media/` as `<id of the post or message>-<name in the address>`; that name is a medium's natural key,
 * so that the one a post speaks of and the one that lies there are the same.
 */
import { mimeByEnding, FilesByName, recordId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import type { RecordKind } from '../../shared/records.ts';
import { baseName } from './files.ts';
import { countOf, fieldsOf, listOf, rest, textOf, type Fields } from './shape.ts';

export interface MediaFiles {
  /** The file of that name, or the only one that ends in `-<base>`; null where there is none. */
  find(id: string, base: string): ExportFile | null;
  /** Files that a post or message has spoken of. */
  readonly spokenOf: Set<ExportFile>;
  /** Files that say the same as another: same name, same size. */
  readonly repeated: ReadonlySet<ExportFile>;
  /** The natural key of a file. */
  keyOf(file: ExportFile): string;
}

export function mediaFiles(files: readonly ExportFile[]): MediaFiles {
  const byName = new FilesByName(files, (file) => [nameOf(file)]);
  const repeated = new Set<ExportFile>();
  const odd = new Set<ExportFile>();
  for (const file of files) {
    const before = byName.first(nameOf(file));
    if (before !== null && before !== file) (before.bytes === file.bytes ? repeated : odd).add(file);
  }
  const byTail = new FilesByName(files, (file) => (repeated.has(file) || odd.has(file) ? [] : tailsOf(nameOf(file))));
  return {
    find(id, base) {
      const name = base.toLowerCase();
      return byName.first(`${id}-${name}`) ?? byTail.only(name);
    },
    spokenOf: new Set(),
    repeated,
    keyOf: (file) => (odd.has(file) ? file.path : baseName(file.path)),
  };
}

const nameOf = (file: ExportFile): string => baseName(file.path).toLowerCase();

/** What follows the id. The address of a banner has no ending, its file has one. */
function tailsOf(name: string): Set<string> {
  const tail = name.slice(name.indexOf('-', name.startsWith('-') ? 1 : 0) + 1);
  return new Set([tail, tail.replace(/\.\w+$/, '')]);
}

/** What a medium belongs to; its record id is worked out only where it has one. */
export interface Owner {
  readonly kind: RecordKind;
  readonly key: string;
}
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Where a post was sent from: `geo` says latitude first, `coordinates` longitude; numbers may be texts, and two zeros say nothing. */
export function placeOf(post: Fields): Place | null {
  const [north, east] = listOf(fieldsOf(post['geo'])['coordinates']).map(degrees);
  const [lon = east, lat = north] = listOf(fieldsOf(post['coordinates'])['coordinates']).map(degrees);
  if (lat === undefined || lon === undefined || (lat === 0 && lon === 0)) return null;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

function degrees(given: unknown): number {
  return typeof given === 'number' ? given : Number(textOf(given) ?? NaN);
}

/** How many media of a file are spoken of and not there. */
export interface Missing {
  count: number;
}

/** Emits the record of one medium that is known by its address, and answers the record's id. */
export function addPicture(
  out: Out,
  files: MediaFiles,
  missing: Missing,
  owner: Owner,
  id: string,
  url: string,
  locator: string,
  more: {
    at?: string | null;
    atAsGiven?: string | null;
    raw?: Record<string, unknown>;
    mime?: string | null;
    alt?: string | null;
    place?: Place | null;
  } = {},
): string {
  const base = nameIn(url);
  const file = files.find(id, base);
  if (file === null) missing.count++;
  else files.spokenOf.add(file);
  const key = file === null ? `${id}-${base}` : files.keyOf(file);
  out.record({
    kind: 'media',
    key,
    locator,
    at: more.at ?? null,
    atAsGiven: more.atAsGiven ?? null,
    path: file?.path ?? null,
    url,
    alt: more.alt ?? null,
    mime: mimeOf(file?.path ?? base) ?? more.mime ?? null,
    bytes: file?.bytes ?? null,
    place: more.place ?? null,
    of: recordId('x', owner.kind, owner.key),
    state: file === null ? 'missing' : 'here',
    ...(more.raw === undefined ? {} : { raw: more.raw }),
  });
  return recordId('x', 'media', key);
}

const taken = new Set(['media_url', 'media_url_https', 'ext_alt_text', 'media_alt']);

/** Emits the media of a post (`entities.media` or, better, `extended_entities.media`: the former has only the first) and answers their ids. */
export function addMedia(
  out: Out,
  files: MediaFiles,
  missing: Missing,
  owner: Owner,
  id: string,
  media: readonly unknown[],
  locator: string,
  when: { at: string | null; atAsGiven: string | null; place: Place | null },
): string[] {
  const ids = new Set<string>();
  media.forEach((one, k) => {
    const fields = fieldsOf(one);
    const still = textOf(fields['media_url_https']) ?? textOf(fields['media_url']);
    const moving = bestVariant(files, id, fields);
    const url = moving?.url ?? still;
    if (url === null) return;
    const where = `${locator}/${k}`;
    // A picture of another's post may lie there under that post's id.
    const of = from(files, id, fields, nameIn(url));
    const record = addPicture(out, files, missing, owner, of, url, where, {
      ...when,
      raw: rest(fields, moving === null ? taken : altOnly),
      mime: moving?.mime ?? null,
      // Archives until 2018 call it `media_alt`.
      alt: textOf(fields['ext_alt_text']) ?? textOf(fields['media_alt']),
    });
    ids.add(record);
    // The still picture of a video, where it lies there too.
    if (moving === null || still === null || files.find(id, nameIn(still)) === null) return;
    const picture = addPicture(out, files, missing, owner, id, still, where, when);
    ids.add(picture);
  });
  return [...ids];
}
const altOnly: ReadonlySet<string> = new Set(['ext_alt_text', 'media_alt']);

function from(files: MediaFiles, id: string, fields: Fields, base: string): string {
  const source = textOf(fields['source_status_id_str']) ?? textOf(fields['source_status_id']);
  return source !== null && files.find(id, base) === null && files.find(source, base) !== null ? source : id;
}

/** Of a video's variants the one that lies in the export, else the one of the highest bit rate. */
function bestVariant(files: MediaFiles, id: string, fields: Fields): { url: string; mime: string | null } | null {
  const variants = listOf(fieldsOf(fields['video_info'])['variants'])
    .map(fieldsOf)
    .flatMap((variant) => {
      const url = textOf(variant['url']);
      return url === null ? [] : [{ url, mime: textOf(variant['content_type']), rate: countOf(variant['bitrate']) ?? -1 }];
    })
    .sort((a, b) => b.rate - a.rate);
  return variants.find(({ url }) => files.find(id, nameIn(url)) !== null) ?? variants[0] ?? null;
}

/** The last part of an address, without what follows `?`, `#` or a size (`:large`). */
export function nameIn(url: string): string {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/:\w+$/, '');
  if (base.includes('.') || end < 0) return base;
  const format = /[?&]format=(\w+)/.exec(url)?.[1];
  return format === undefined ? base : `${base}.${format}`;
}

/** By the ending of the name; null for one that is not known. */
export const mimeOf = mimeByEnding({
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  m4v: 'video/x-m4v',
  ts: 'video/mp2t',
  m3u8: 'application/x-mpegURL',
  aac: 'audio/aac',
  pdf: 'application/pdf',
});
