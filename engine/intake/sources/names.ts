/** Names inside an export: made comparable, and those that are no names found out. */

/**
 * A name as the container gives it, with `/` between the parts and without `.` parts; null where it cannot be a name inside an export: it climbs
 * out, is absolute, has a drive letter, holds control characters, is empty or longer than `longest`.
 */
export function pathInside(name: string, longest: number): string | null {
  if (name.length > longest) return null;
  const path = name.replaceAll('\\', '/');
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || /[\u0000-\u001f\u007f]/.test(path)) return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

/** A name that can be shown in the account of the import whatever it holds: control characters become visible, long ones are cut. */
export function shownName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const visible = name
    .slice(0, 1024)
    .replaceAll(/[\u0000-\u001f\u007f]/g, (c) => String.fromCodePoint(c === '\u007f' ? 0x2421 : 0x2400 + c.charCodeAt(0)));
  return name.length > 1024 ? `${visible}…` : visible;
}

const systemNames = new Set([
  '.ds_store',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '.localized',
  '.spotlight-v100',
  '.trashes',
  '.fseventsd',
]);

/** True for what operating systems leave in folders and zips: `__MACOSX/`, `._*`, `.DS_Store`, `Thumbs.db`, `desktop.ini`. */
export function isSystemFile(path: string): boolean {
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  return parts.includes('__MACOSX') || last.startsWith('._') || parts.some((part) => systemNames.has(part.toLowerCase()));
}
