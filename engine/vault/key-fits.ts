/**
 * Whether a key belongs to an encrypted file, found out without SQLite. SQLite itself must not be asked: where a crash has left a journal it would first roll
 * that back, with whatever key it was given.
 *
 * SQLCipher 4 (https://www.zetetic.net/sqlcipher/design/): pages of 4096 bytes; the first 16 bytes of the file are the salt; each page ends in its IV (16) and
 * an HMAC-SHA-512 (64) of what it holds, its IV and its number, under PBKDF2-SHA-512(raw key, salt XOR 0x3a, 2 rounds).
 */
import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

export const pageBytes = 4096;
const saltBytes = 16;
const hmacBytes = 64;
/** Looked at before giving up: a crash can leave a few torn pages, which the journal mends. */
const pagesToTry = 64;

/** True where any of the first pages is signed with this key. Throws the system's own error where the file cannot be read. */
export function keyFits(file: string, key: Buffer): boolean {
  const handle = openSync(file, 'r');
  try {
    const page = Buffer.alloc(pageBytes);
    let signing: Buffer | undefined;
    for (let number = 1; number <= pagesToTry; number++) {
      if (readSync(handle, page, 0, pageBytes, (number - 1) * pageBytes) < pageBytes) return false;
      signing ??= pbkdf2Sync(
        key,
        page.subarray(0, saltBytes).map((byte) => byte ^ 0x3a),
        2,
        key.length,
        'sha512',
      );
      const littleEndian = Buffer.alloc(4);
      littleEndian.writeUInt32LE(number);
      const signed = page.subarray(number === 1 ? saltBytes : 0, -hmacBytes);
      const hmac = createHmac('sha512', signing).update(signed).update(littleEndian).digest();
      if (timingSafeEqual(hmac, page.subarray(-hmacBytes))) return true;
    }
    return false;
  } finally {
    closeSync(handle);
  }
}
