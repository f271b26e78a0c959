/**
 * Pictures, videos and sounds. An export holds links to them, signed and dying; a file that lies there all the same is taken for the one a link means where
 * its name is in the link.
 */
import { FilesByName, linkExpiry, mimeByEnding, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';

export interface MediaFiles {
  /** The file that an address means; null where none lies there. */
  find(url: string): ExportFile | null;
  /** Files that a post, message or comment has spoken of. */
  readonly spokenOf: Set<ExportFile>;
  readonly all: readonly ExportFile[];
}

const mimeOfName = mimeByEnding({ aac: 'audio/aac', wav: 'audio/wav' });

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stemOf = (name: string): string => name.replace(/\.\w+$/, '').toLowerCase();

export const isMediaFile = (path: string): boolean => mimeOfName(baseOf(path)) !== null;

/** A number as TikTok gives to things; shorter ones may be anything. */
const number = /\d{15,25}/g;

/** The name without its ending, and the numbers in it. */
function namesOf(name: string): Set<string> {
  const stem = stemOf(name);
  return new Set([stem, ...(stem.match(number) ?? [])]);
}

export function mediaFiles(files: readonly ExportFile[]): MediaFiles {
  const all = files.filter(({ path }) => isMediaFile(path));
  const byName = new FilesByName(all, (file) => namesOf(baseOf(file.path)));
  return {
    all,
    spokenOf: new Set(),
    find(url) {
      if (all.length === 0) return null;
      const path = url.split(/[?#]/, 1)[0] ?? '';
      for (const part of path.split('/').toReversed()) {
        for (const name of stemOf(part) === '' ? [] : namesOf(part)) {
          const found = byName.only(name);
          if (found !== null) return found;
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
export function mimeOf(address: string): string | null {
  const said = /[?&]mime_type=(image|video|audio)_(\w{2,8})(?:&|$)/.exec(address);
  if (said !== null) return mimeOfName(said[2] ?? '') ?? `${said[1]}/${said[2]}`;
  return mimeOfName(baseOf(address.split(/[?#]/, 1)[0] ?? ''));
}
