/** A key under a passphrase: scrypt (RFC 7914) makes a key of the passphrase, AES-256-GCM enciphers the vault's key with it. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Refusal } from '../../shared/errors.ts';
import type { WrappedKey } from './vault-file.ts';

const shortestPassphrase = 10;
/** 64 MiB and p times some 200 ms for every guess; OWASP's second choice for scrypt (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). */
export const cost = { N: 1 << 16, r: 8, p: 2 } as const;

/** Throws `Refusal('weak-passphrase')` below 10 characters. */
export function checkPassphrase(passphrase: string): void {
  if ([...normal(passphrase)].length < shortestPassphrase) throw new Refusal('weak-passphrase', { least: shortestPassphrase });
}

/** `context` binds the result to one vault. Throws `Refusal('weak-passphrase')` below 10 characters. */
export async function wrapKey(key: Buffer, passphrase: string, context: string): Promise<WrappedKey> {
  checkPassphrase(passphrase);
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), iv).setAAD(Buffer.from(context));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('hex'),
    cipher: 'aes-256-gcm',
    iv: iv.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
    key: wrapped.toString('hex'),
  };
}

/** Throws `Refusal('wrong-key')`. */
export async function unwrapKey(wrapped: WrappedKey, passphrase: string, context: string): Promise<Buffer> {
  const secret = await derive(passphrase, Buffer.from(wrapped.salt, 'hex'), wrapped);
  const cipher = createDecipheriv('aes-256-gcm', secret, Buffer.from(wrapped.iv, 'hex'))
    .setAAD(Buffer.from(context))
    .setAuthTag(Buffer.from(wrapped.tag, 'hex'));
  const key = cipher.update(Buffer.from(wrapped.key, 'hex'));
  try {
    cipher.final();
  } catch (error) {
    throw new Refusal('wrong-key', { reason: 'passphrase' }, { cause: error });
  }
  return key;
}

/** The same letters typed on another system may come as other code points. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

/** 32 bytes that scrypt makes of a passphrase. */
export function derive(passphrase: string, salt: Buffer, { N, r, p }: Pick<WrappedKey, 'N' | 'r' | 'p'>): Promise<Buffer> {
  // What RFC 7914 needs (128·N·r + 128·r·p) and a little room for the rest.
  const maxmem = 128 * r * (N + p) + (1 << 20);
  return new Promise((resolve, reject) => {
    scrypt(normal(passphrase), salt, 32, { N, r, p, maxmem }, (error, secret) => {
      if (error) reject(error);
      else resolve(secret);
    });
  });
}
