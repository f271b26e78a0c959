/** A zip and tar writer that does as it is told: every field of an entry can be made to lie. For tests only. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string | Buffer;
  readonly data?: Buffer | string;
  /** 8 (deflate) unless told. */
  readonly method?: number;
  /** UTF-8 names unless told. */
  readonly flags?: number;
  /** What is written instead of the truth. */
  readonly crc?: number;
  readonly size?: number;
  readonly packed?: Buffer;
  /** Unix mode, e.g. 0o120777 for a symbolic link. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** Sizes and checksum only behind the data. */
  readonly descriptor?: boolean;
  /** Where the directory says that the entry begins. */
  readonly offset?: number;
  /** Only in the directory, without a local header. */
  readonly directoryOnly?: boolean;
  /** Only a local header, not in the directory. */
  readonly localOnly?: boolean;
}

const u16 = (value: number): Buffer => Buffer.from(Uint16Array.of(value).buffer);
const u32 = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);

/** @param count what the end record says instead of the number of entries */
export function zipOf(parts: readonly ZipPart[], count?: number): Buffer {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const data = Buffer.from(part.data ?? '');
    const method = part.method ?? 8;
    const packed = part.packed ?? (method === 8 ? deflateRawSync(data) : data);
    const flags = (part.flags ?? 0x800) | (part.descriptor ? 8 : 0);
    const extra = part.extra ?? Buffer.alloc(0);
    const facts = Buffer.concat([u32(part.crc ?? crc32(data)), u32(packed.length), u32(part.size ?? data.length)]);
    const local = [
      u16(20),
      u16(flags),
      u16(method),
      u32(0x58210000),
      part.descriptor ? Buffer.alloc(12) : facts,
      u16(name.length),
      u16(extra.length),
    ];
    const entry = Buffer.concat([
      ...(part.directoryOnly ? [] : [Buffer.from('PK\x03\x04'), ...local, name, extra, packed]),
      ...(part.descriptor ? [Buffer.from('PK\x07\x08'), facts] : []),
    ]);
    if (!part.localOnly) {
      const shared = [u16(20), u16(flags), u16(method), u32(0x58210000), facts, u16(name.length), u16(extra.length)];
      const rest = [u16(0), u16(0), u16(0), u32(((part.mode ?? 0o100644) << 16) >>> 0), u32(part.offset ?? at)];
      directory.push(Buffer.from('PK\x01\x02'), u16((3 << 8) | 20), ...shared, ...rest, name, extra);
    }
    written.push(entry);
    at += entry.length;
  }
  const listed = Buffer.concat(directory);
  const entries = count ?? parts.filter((part) => !part.localOnly).length;
  const end = [Buffer.from('PK\x05\x06'), u16(0), u16(0), u16(entries), u16(entries), u32(listed.length), u32(at), u16(0)];
  return Buffer.concat([...written, listed, ...end]);
}

export interface TarPart {
  readonly name: string;
  readonly data?: string | Buffer;
  /** '0' file, '1' hard link, '2' symbolic link, '3' device, '5' folder. */
  readonly type?: string;
  readonly link?: string;
}

/** A ustar; without `end` it lacks the two empty blocks that close it. */
export function tarOf(parts: readonly TarPart[], end = true): Buffer {
  const blocks: Buffer[] = [];
  for (const { name, data = '', type = '0', link = '' } of parts) {
    const body = Buffer.from(data);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0' + '0000000\0'.repeat(2) + body.length.toString(8).padStart(11, '0') + '\x0000000000000\0', 100);
    header.write(`        ${type}${link}`, 148, 'latin1');
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(sum.toString(8).padStart(6, '0') + '\0 ', 148, 'latin1');
    blocks.push(header, body, Buffer.alloc((512 - (body.length % 512)) % 512));
  }
  return Buffer.concat(end ? [...blocks, Buffer.alloc(1024)] : blocks);
}
