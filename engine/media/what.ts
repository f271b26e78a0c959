/** What a medium is, by its first bytes: one of a short list of types, or nothing. Names and what an export says of a type are never asked. */
import type { MediaType } from '../../shared/contract/index.ts';

export interface What {
  readonly type: MediaType;
  /** Pixels of a picture, where its header says so. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** As much of a file as may have to be looked at: a camera's notes stand before a picture's size. */
export const headBytes = 1 << 20;

/** Null: nothing that is known here. */
export function whatIs(head: Buffer): What | null {
  const type = typeOf(head);
  return type === null ? null : { type, size: sizeOf(type, head) };
}

const ascii = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);

function typeOf(head: Buffer): MediaType | null {
  if (head.length < 12) return null;
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (/^GIF8[79]a/.test(ascii(head, 0, 6))) return 'image/gif';
  if (ascii(head, 0, 4) === 'RIFF') {
    const form = ascii(head, 8, 12);
    if (form === 'WEBP') return 'image/webp';
    if (form === 'WAVE') return 'audio/wav';
    return form === 'AVI ' ? 'video/x-msvideo' : null;
  }
  if (ascii(head, 4, 8) === 'ftyp') return ofBrands(head);
  // QuickTime files of old begin with their index or their data.
  if (/^(?:moov|mdat|wide)$/.test(ascii(head, 4, 8))) return 'video/quicktime';
  if (head.readUInt32BE(0) === 0x1a45dfa3) return head.subarray(0, 4096).includes('webm') ? 'video/webm' : null;
  if (ascii(head, 0, 4) === 'OggS') return 'audio/ogg';
  if (ascii(head, 0, 4) === 'fLaC') return 'audio/flac';
  if (ascii(head, 0, 3) === 'ID3') return 'audio/mpeg';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0) return 'audio/aac';
  // MPEG 1 or 2, layer III, with a bit rate and a rate that there are.
  const [, second = 0, third = 0] = head;
  if (head[0] === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 8 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c)
    return 'audio/mpeg';
  if (ascii(head, 0, 4) === 'II*\0' || ascii(head, 0, 4) === 'MM\0*') return 'image/tiff';
  if (ascii(head, 0, 2) === 'BM' && head.readUInt32LE(6) === 0) return 'image/bmp';
  return null;
}

/** ISO base media (ISO/IEC 14496-12): the brand decides, and where it says little, the compatible ones. */
function ofBrands(head: Buffer): MediaType | null {
  const end = Math.min(head.readUInt32BE(0), head.length, 512);
  const brands = [ascii(head, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(head, at, at + 4));
  const has = (...wanted: string[]): boolean => brands.some((brand) => wanted.includes(brand));
  const [major = ''] = brands;
  if (has('avif', 'avis')) return 'image/avif';
  if (has('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1')) return 'image/heic';
  if (major === 'M4A ' || major === 'M4B ') return 'audio/mp4';
  if (major === 'qt  ') return 'video/quicktime';
  return /^(?:isom|iso[2-9]|mp4[12]|M4V |avc1|dash|MSNV|3gp\w|3g2\w|f4v )$/.test(major) ? 'video/mp4' : null;
}

function sizeOf(type: MediaType, head: Buffer): What['size'] {
  switch (type) {
    case 'image/png':
      return at(head, 24, () => ({ width: head.readUInt32BE(16), height: head.readUInt32BE(20) }));
    case 'image/gif':
      return at(head, 10, () => ({ width: head.readUInt16LE(6), height: head.readUInt16LE(8) }));
    case 'image/webp':
      return webpSize(head);
    case 'image/jpeg':
      return jpegSize(head);
    case 'image/avif':
      return ispeSize(head);
    default:
      return null;
  }
}

const at = <T>(head: Buffer, length: number, read: () => T): T | null => (head.length < length ? null : read());

function webpSize(head: Buffer): What['size'] {
  if (head.length < 30) return null;
  switch (ascii(head, 12, 16)) {
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** From marker to marker, to the one that begins the picture (ITU T.81, B.2.2). */
function jpegSize(head: Buffer): What['size'] {
  for (let i = 2; i + 9 < head.length;) {
    if (head[i] !== 0xff) return null;
    const marker = head[i + 1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      i += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: head.readUInt16BE(i + 7), height: head.readUInt16BE(i + 5) };
    i += 2 + head.readUInt16BE(i + 2);
  }
  return null;
}

/** The largest of the sizes that the boxes name (ISO/IEC 23008-12, `ispe`). */
function ispeSize(head: Buffer): What['size'] {
  let size: What['size'] = null;
  for (let i = head.indexOf('ispe'); i >= 0 && i + 16 <= head.length; i = head.indexOf('ispe', i + 4)) {
    const [width, height] = [head.readUInt32BE(i + 8), head.readUInt32BE(i + 12)];
    if (size === null || width * height > size.width * size.height) size = { width, height };
  }
  return size;
}
