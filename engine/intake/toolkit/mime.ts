/** Media types by the ending of a file's name: those that every network's exports hold. */
const common = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
} as const;

/** What tells a media type from a name or a bare ending; null for one that is not known. `more`: endings of this network alone, in lower case. */
export function mimeByEnding(more: Readonly<Record<string, string>>): (name: string) => string | null {
  const mimes: ReadonlyMap<string, string> = new Map(Object.entries({ ...common, ...more }));
  return (name) => mimes.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? null;
}
