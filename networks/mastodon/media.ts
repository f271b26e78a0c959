/**
 * Pictures, videos and sounds. In an archive they lie in `media_attachments/…`, and a post names them so, behind a folder or a whole address of its
 * server; what follows `media_attachments/` is a medium's natural key.
 */
import { mimeByEnding, FilesByName, linkExpiry, recordId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import type { RecordKind } from '../../shared/records.ts';
import { addressOf, fieldsOf, firstAddress, listOf, rest, textOf, withoutQuery, type Fields } from './shape.ts';

export interface MediaFiles {
  /** The file a post or profile in `beside` speaks of by this address; null where it does not lie there. */
  find(url: string, beside: ExportFile): ExportFile | null;
  /** Files that a post or profile has spoken of. */
  readonly spokenOf: Set<ExportFile>;
  /** Files that say the same as another: same name, same size. */
  readonly repeated: ReadonlySet<ExportFile>;
  /** The natural key of a file. */
  keyOf(file: ExportFile): string;
}

export function mediaFiles(files: readonly ExportFile[]): MediaFiles {
  const byKey = new FilesByName(files, (file) => [keyIn(file.path)]);
  const byPath = new FilesByName(files, (file) => [`${file.input} ${file.path}`]);
  const repeated = new Set<ExportFile>();
  const odd = new Set<ExportFile>();
  for (const file of files) {
    const key = keyIn(file.path);
    // The picture of a profile is called `avatar.png` in every export.
    const before = isAttachment(key) ? byKey.first(key) : null;
    if (before !== null && before !== file) (before.bytes === file.bytes ? repeated : odd).add(file);
  }
  return {
    find(url, beside) {
      const key = keyIn(url);
      if (isAttachment(key)) return byKey.first(key) ?? byKey.first(keyIn(decoded(url)));
      if (addressOf(url) !== null) return null;
      const folder = beside.path.slice(0, beside.path.lastIndexOf('/') + 1);
      return byPath.first(`${beside.input} ${folder}${url}`) ?? byPath.first(`${beside.input} ${folder}${withoutQuery(url)}`);
    },
    spokenOf: new Set(),
    repeated,
    keyOf(file) {
      const key = keyIn(file.path);
      if (odd.has(file)) return file.path;
      // Another picture under the same name is another picture.
      return isAttachment(key) ? key : `${key}:${file.bytes}`;
    },
  };
}

const folder = 'media_attachments/';
const isAttachment = (key: string): boolean => key.startsWith(folder);

/** From `media_attachments/` on, the ending in lower case (servers differ); of any other path its last part. */
function keyIn(path: string): string {
  const plain = path.replaceAll('\\', '/');
  const at = plain.lastIndexOf(folder);
  const key = withoutQuery(at < 0 ? plain.slice(plain.lastIndexOf('/') + 1) : plain.slice(at));
  return key.replace(/\.\w+$/, (ending) => ending.toLowerCase());
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** What media belong to, and in which file it stands. */
export interface Owner {
  readonly kind: RecordKind;
  readonly key: string;
  readonly file: ExportFile;
}

/** How many media are spoken of: that lie there, are links only, or are missing. */
export interface Tally {
  here: number;
  links: number;
  missing: number;
}

/** Says of a file that was read whole what became of its media. */
export function warnOf(out: Out, { here, links, missing }: Tally): void {
  if (missing > 0) out.warn('media-missing', String(missing));
  if (links > 0 && here === 0 && missing === 0) out.warn('links-only', String(links));
}

const consumed = new Set(['url', 'mediaType', 'name']);
const consumedButUrl = new Set(['mediaType', 'name']);
const kinds = new Set(['Document', 'Image', 'Video', 'Audio']);

/** Is it a medium, and not a link or a field of a profile? */
export function isMedium(attachment: unknown): attachment is Fields {
  const type = fieldsOf(attachment)['type'];
  return typeof type === 'string' && kinds.has(type);
}

/** Emits the record of one medium and answers its id. `name` is what it is called where it has no address. */
export function addMedium(
  out: Out,
  files: MediaFiles,
  tally: Tally,
  owner: Owner,
  medium: Fields,
  locator: string,
  more: { name: string; at?: string | null; atAsGiven?: string | null },
): string {
  const given = textOf(medium['url']) ?? firstAddress(medium['url']) ?? firstAddress(medium['href']);
  const url = addressOf(given);
  const file = given === null ? null : files.find(given, owner.file);
  if (file !== null) files.spokenOf.add(file);
  const state = file !== null ? 'here' : url !== null ? 'link' : 'missing';
  tally[state === 'link' ? 'links' : state]++;
  const key = file !== null ? files.keyOf(file) : given === null ? more.name : isAttachment(keyIn(given)) ? keyIn(given) : given;
  out.record({
    kind: 'media',
    key,
    locator,
    at: more.at ?? null,
    atAsGiven: more.atAsGiven ?? null,
    path: file?.path ?? null,
    url,
    alt: textOf(medium['name']),
    expiresAt: state === 'link' && url !== null ? linkExpiry(url) : null,
    mime: textOf(medium['mediaType']) ?? mimeOf(file?.path ?? given ?? ''),
    bytes: file?.bytes ?? null,
    of: recordId('mastodon', owner.kind, owner.key),
    state,
    raw: rest(medium, url !== null && url === medium['url'] ? consumed : consumedButUrl),
  });
  return recordId('mastodon', 'media', key);
}

/** Emits the media among `attachments` and answers their ids. */
export function addMedia(
  out: Out,
  files: MediaFiles,
  tally: Tally,
  owner: Owner,
  attachments: unknown,
  locator: string,
  when: { at: string | null; atAsGiven: string | null },
): string[] {
  const ids = new Set<string>();
  for (const [k, attachment] of listOf(attachments).entries())
    if (isMedium(attachment))
      ids.add(addMedium(out, files, tally, owner, attachment, `${locator}/${k}`, { name: `${owner.key}#${k}`, ...when }));
  return [...ids];
}

/** A file that no post or profile has spoken of. */
export function addLoose(out: Out, files: MediaFiles, file: ExportFile): void {
  out.record({
    kind: 'media',
    key: files.keyOf(file),
    locator: '',
    path: file.path,
    mime: mimeOf(file.path),
    bytes: file.bytes,
    of: null,
    state: 'here',
  });
}

/** By the ending of the name; null for one that is not known. */
const mimeOf = mimeByEnding({
  avif: 'image/avif',
  m4v: 'video/x-m4v',
  ogg: 'audio/ogg',
  opus: 'audio/opus',
  flac: 'audio/flac',
  wav: 'audio/wav',
});
