/** People as vCards (RFC 6350, version 4.0): one card a person, folded at 75 bytes and never inside a character. */
import type { PersonRow } from '../../shared/contract/schemas.ts';

/** A TEXT value: controls are not allowed in it, and backslash, comma, semicolon and line feed stand escaped. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      // eslint-disable-next-line no-control-regex -- the grammar's own list
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, ' ')
      .replace(/[\\,;]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** RFC 6350 §3.2. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= 75) return `${line}\r\n`;
  let out = '';
  let length = 0;
  for (const char of line) {
    const bytes = Buffer.byteLength(char);
    if (length + bytes > 75) {
      out += '\r\n ';
      length = 1;
    }
    out += char;
    length += bytes;
  }
  return `${out}\r\n`;
}

/** An address as the URI that vCard asks for; null where it is none. */
function address(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

/** One card. FN, which must be there, is the name, else the handle, else the network's own id. */
export function vcard(person: PersonRow, archive: { network: string; networkName: string }): string {
  const { handle, name, networkId, relations, since } = person;
  const known = [name, handle, networkId, person.url].find((text) => text !== null && text.trim() !== '') ?? person.id;
  const lines = ['BEGIN:VCARD', 'VERSION:4.0', `FN:${escaped(known)}`];
  if (handle !== null && handle !== '') lines.push(`NICKNAME:${escaped(handle)}`);
  const url = address(person.url);
  if (url !== null) lines.push(`URL:${url}`);
  if (relations.length > 0) lines.push(`CATEGORIES:${relations.map(escaped).join(',')}`);
  const note = [archive.networkName, handle === null ? null : `@${handle}`, networkId, since].filter(
    (part) => part !== null && part !== '',
  );
  lines.push(`NOTE:${escaped(note.join(' · '))}`, `UID;VALUE=text:${escaped(`${archive.network}-${person.id}`)}`, 'END:VCARD');
  return lines.map(folded).join('');
}
