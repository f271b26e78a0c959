/**
 * A sealed file: bytes under a passphrase that two people agree on. One line of JSON says how it is sealed, then come the ciphertext of AES-256-GCM and its tag of 16
 * bytes. The line is authenticated with the rest, so nothing in the file can be changed, cut or put together anew without its being noticed. Each file has a salt, and
 * so a key, of its own.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Refusal } from '../../shared/errors.ts';
import { checkPassphrase, cost, derive } from './passphrase.ts';
import { hex, isAffordable, scryptFields } from './vault-file.ts';

const longestHeader = 1024;
const tagBytes = 16;

/** `adieu`: what is sealed. */
const Header = z
  .strictObject({
    adieu: z.string().max(40),
    version: z.literal(1),
    ...scryptFields,
    cipher: z.literal('aes-256-gcm'),
    iv: hex(12),
  })
  .refine(isAffordable);

/** Throws `Refusal('weak-passphrase')` below 10 characters. */
export async function seal(content: Buffer, passphrase: string, what: string): Promise<Buffer> {
  checkPassphrase(passphrase);
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const header: z.infer<typeof Header> = {
    adieu: what,
    version: 1,
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('hex'),
    cipher: 'aes-256-gcm',
    iv: iv.toString('hex'),
  };
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), iv, { authTagLength: tagBytes }).setAAD(
    line,
  );
  return Buffer.concat([line, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Throws `Refusal`: `not-sealed` (it is no such file, or of something else), `too-new`, `wrong-passphrase` (also for one that was cut or changed: the two cannot be told
 * apart).
 */
export async function unseal(file: Buffer, passphrase: string, what: string): Promise<Buffer> {
  const end = file.subarray(0, longestHeader).indexOf('\n');
  const header = end < 0 ? null : headerOf(file.toString('utf8', 0, end), what);
  if (header === null || file.length < end + 1 + tagBytes) throw new Refusal('not-sealed');
  const key = await derive(passphrase, Buffer.from(header.salt, 'hex'), header);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.iv, 'hex'), { authTagLength: tagBytes })
    .setAAD(file.subarray(0, end + 1))
    .setAuthTag(file.subarray(file.length - tagBytes));
  const content = decipher.update(file.subarray(end + 1, file.length - tagBytes));
  try {
    return Buffer.concat([content, decipher.final()]);
  } catch (error) {
    throw new Refusal('wrong-passphrase', {}, { cause: error });
  }
}

function headerOf(line: string, what: string): z.infer<typeof Header> | null {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return null;
  }
  const { data } = Header.safeParse(content);
  if (data?.adieu === what) return data;
  const newer = z.object({ adieu: z.literal(what), version: z.number().int().min(2) }).safeParse(content);
  if (newer.success) throw new Refusal('too-new');
  return null;
}
