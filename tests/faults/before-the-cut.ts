/** What stands before a cut, told without any code that reads exports: by the whole of what was cut. */
import { inflateRawSync, constants, gunzipSync } from 'node:zlib';

export interface Part {
  readonly path: string;
  readonly bytes: Buffer;
  /** How many bytes of the container hold it, with its checksum, and all that lies before it. */
  readonly end: number;
}

/** The files of a whole zip by its directory (APPNOTE.TXT 6.3, 4.3.12), those of zips in it too where they are stored. */
export function partsOfZip(zip: Buffer, inZips = false): Part[] {
  const found: Part[] = [];
  const record = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(record + 16);
  for (let left = zip.readUInt16LE(record + 10); left > 0; left--) {
    const [method, packed, nameBytes] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const path = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    // Checksum and sizes stand behind the data.
    const end = start + packed + ((zip.readUInt16LE(at + 8) & 8) === 0 ? 0 : 16);
    if (inZips && method === 0 && path.endsWith('.zip'))
      for (const inner of partsOfZip(data)) found.push({ ...inner, path: `${path}/${inner.path}`, end: start + inner.end });
    else if (!path.endsWith('/')) found.push({ path, bytes: method === 8 ? inflateRawSync(data) : Buffer.from(data), end });
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}

/** The files of a tar of plain headers. */
export function partsOfTar(tar: Buffer): Part[] {
  const found: Part[] = [];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const bytes = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8);
    const path = tar.toString('utf8', at, tar.indexOf(0, at));
    found.push({ path, bytes: tar.subarray(at + 512, at + 512 + bytes), end: at + 512 + bytes });
    at += 512 + Math.ceil(bytes / 512) * 512;
  }
  return found;
}

/** How many bytes the beginning of a gzip gives. */
export function unpackedBytes(gzip: Buffer): number {
  try {
    return gunzipSync(gzip, { finishFlush: constants.Z_SYNC_FLUSH }).length;
  } catch {
    return 0;
  }
}

/** Where each value of a JSON document ends, by its pointer (RFC 6901), in bytes. */
export function endsOfValues(document: Buffer): Map<string, number> {
  const text = document.toString('latin1');
  const ends = new Map<string, number>();
  let at = 0;
  const space = (): void => {
    while (' \t\r\n\u00ef\u00bb\u00bf'.includes(text[at] ?? 'x')) at++;
  };
  const string = (): string => {
    const from = at++;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at++;
    return JSON.parse(document.toString('utf8', from, at)) as string;
  };
  const value = (pointer: string): void => {
    space();
    const open = text[at];
    if (open === '{' || open === '[') {
      at++;
      for (let n = 0; ; n++) {
        space();
        if (text[at] === ',') {
          at++;
          space();
        }
        if (text[at] === '}' || text[at] === ']') break;
        let key = String(n);
        if (open === '{') {
          key = string().replaceAll('~', '~0').replaceAll('/', '~1');
          space();
          at++;
        }
        value(`${pointer}/${key}`);
      }
      at++;
    } else if (open === '"') string();
    else while (at < text.length && !',]} \t\r\n'.includes(text[at] ?? '')) at++;
    ends.set(pointer, at);
  };
  value('');
  return ends;
}
