/**
 * The recovery code is the vault's key itself, in writing: 32 bytes of key and 3 bytes of checksum in Crockford's base32 (https://www.crockford.com/base32.html),
 * 56 signs in 14 groups of four. Whoever holds it needs neither this machine nor Adieu to open the vault's files.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../shared/errors.ts';

export const keyBytes = 32;
const checksumBytes = 3;
const codeLength = ((keyBytes + checksumBytes) * 8) / 5;
const groupLength = 4;
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What people write for a sign that looks the same. */
const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

export function writeRecoveryCode(key: Buffer): string {
  if (key.length !== keyBytes) throw new Error(`a vault key has ${keyBytes} bytes`);
  const signs = toBase32(Buffer.concat([key, checksum(key)]));
  return (signs.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-');
}

/**
 * The key a code stands for. Capital or small letters, O for 0, I or L for 1, spaces and any kind of dash are forgiven.
 * Throws `Refusal('wrong-key', { reason: 'typo' })`: signs are missing, too many, not of the alphabet, or the checksum does not fit.
 */
export function readRecoveryCode(code: string): Buffer {
  const signs = code
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
    .replace(/[OIL]/g, (sign) => lookAlikes[sign] ?? sign);
  if (signs.length !== codeLength) throw new Refusal('wrong-key', { reason: 'typo' });
  const bytes = fromBase32(signs);
  const key = bytes.subarray(0, keyBytes);
  if (!timingSafeEqual(bytes.subarray(keyBytes), checksum(key))) throw new Refusal('wrong-key', { reason: 'typo' });
  return Buffer.from(key);
}

function checksum(key: Buffer): Buffer {
  return createHash('sha256').update('adieu recovery code 1\n').update(key).digest().subarray(0, checksumBytes);
}

function toBase32(bytes: Buffer): string {
  let out = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return out;
}

function fromBase32(signs: string): Buffer {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const sign of signs) {
    const value = alphabet.indexOf(sign);
    if (value < 0) throw new Refusal('wrong-key', { reason: 'typo' });
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(out);
}
