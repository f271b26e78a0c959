/**
 * Pictures, videos and sounds. An export holds links to them, signed and dying; a file that lies there all the same is taken for the one a link means where
 * its name is in the link.
 */
import { linkExpiry, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';

export interface MediaFiles {
  /** The file that an address means; null where none lies there. */
  find(url: string): ExportFile | null;
  /** Files that a post, message or comment has spoken of. */
  readonly spokenOf: Set<ExportFile>;
  readonly all: readonly ExportFile[];
}

const mimes: ReadonlyMap<string, string> = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['heic', 'image/heic'],
  ['mp4', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['webm', 'video/webm'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/aac'],
  ['wav', 'audio/wav'],
]);

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stemOf = (name: string): string => name.replace(/\.\w+$/, '').toLowerCase();

export const isMediaFile = (path: string): boolean => mimes.has(endingOf(baseOf(path)));

/** A number as TikTok gives to things; shorter ones may be anything. */
const number = /\d{15,25}/g;

export function mediaFiles(files: readonly ExportFile[]): MediaFiles {
  const all = files.filter(({ path }) => isMediaFile(path));
  /** By stem and by the numbers in the name; null where two files share it. */
  const byName = new Map<string, ExportFile | null>();
  for (const file of all) {
    const stem = stemOf(baseOf(file.path));
    for (const name of new Set([stem, ...(stem.match(number) ?? [])])) byName.set(name, byName.has(name) ? null : file);
  }
  return {
    all,
    spokenOf: new Set(),
    find(url) {
      if (byName.size === 0) return null;
      const path = url.split(/[?#]/, 1)[0] ?? '';
      for (const part of path.split('/').toReversed()) {
        const stem = stemOf(part);
        for (const name of [stem, ...(stem.match(number) ?? [])]) {
          const found = stem === '' ? undefined : byName.get(name);
          if (found !== undefined && found !== null) return found;
        }
      }
      return null;
    },
  };
}

/** The fields of a medium that is known by its address. */
export function ofAddress(url: string, files: MediaFiles) {
  const file = files.find(url);
  if (file !== null) files.spokenOf.add(file);
  return file === null
    ? ({ state: 'link', url, mime: mimeOf(url), expiresAt: linkExpiry(url) } as const)
    : ({ state: 'here', url, path: file.path, bytes: file.bytes, mime: mimeOf(file.path) } as const);
}

/** A file that nothing has spoken of. */
export function addLoose(file: ExportFile, out: Out): void {
  const { path, bytes } = file;
  out.record({
    kind: 'media',
    state: 'here',
    path,
    bytes,
    mime: mimeOf(path),
    of: null,
    key: `file\0${baseOf(path)}\0${bytes}`,
    locator: '',
  });
}

/** By the ending of the name, or by what the address says of itself (`mime_type=video_mp4`); null for what is not known. */
function mimeOf(address: string): string | null {
  const said = /[?&]mime_type=(image|video|audio)_(\w{2,8})(?:&|$)/.exec(address);
  if (said !== null) return mimes.get(said[2] ?? '') ?? `${said[1]}/${said[2]}`;
  return mimes.get(endingOf(baseOf(address.split(/[?#]/, 1)[0] ?? ''))) ?? null;
}
