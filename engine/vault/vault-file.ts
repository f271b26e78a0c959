/**
 * `vault.json`: how the key of a vault is protected. It holds nothing about the person, and without the key, the passphrase or the keychain it opens nothing
 * (except where protection is `none`, which says so).
 */
import { lstatSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { Refusal } from '../../shared/errors.ts';
import { writeWhole } from '../write-whole.ts';

const largestFile = 16_384;
/** Memory scrypt may be asked to take: four times what Adieu itself asks for. */
const largestScryptBytes = 256 * 1024 * 1024;

export const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** What scrypt is told, within limits. */
export const scryptFields = {
  kdf: z.literal('scrypt'),
  N: z
    .number()
    .int()
    .min(2)
    .max(1 << 20),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(4),
  salt: hex(16),
} as const;
export const isAffordable = ({ N, r }: { N: number; r: number }): boolean =>
  Number.isInteger(Math.log2(N)) && 128 * N * r <= largestScryptBytes;

/** The key, enciphered with AES-256-GCM under a key that scrypt makes of the passphrase. */
export const WrappedKey = z
  .strictObject({
    ...scryptFields,
    cipher: z.literal('aes-256-gcm'),
    iv: hex(12),
    tag: hex(16),
    key: hex(32),
  })
  .refine(isAffordable);
export type WrappedKey = z.infer<typeof WrappedKey>;

const base = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  /** HMAC-SHA-256 of the vault's id under the key: tells a wrong key before any archive is touched. */
  check: hex(32),
  /** The person has typed the recovery code back. */
  recoveryConfirmed: z.boolean(),
});
export const VaultFile = z.discriminatedUnion('protection', [
  base.extend({ protection: z.literal('keychain') }),
  base.extend({ protection: z.literal('passphrase'), wrapped: WrappedKey }),
  base.extend({ protection: z.literal('none'), unprotectedKey: hex(32) }),
]);
export type VaultFile = z.infer<typeof VaultFile>;

/** Null where there is none. Throws `Refusal('damaged')` for anything that is no vault file, `Refusal('too-new')`, `Refusal('not-readable')`. */
export function readVaultFile(file: string): VaultFile | null {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return null;
  if (!found.isFile() || found.size > largestFile) throw new Refusal('damaged', { file: 'vault.json' });
  const content = parse(text(file));
  const parsed = VaultFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const version = z.object({ version: z.number().int().min(2) }).safeParse(content);
  if (version.success) throw new Refusal('too-new', { file: 'vault.json' });
  throw new Refusal('damaged', { file: 'vault.json' });
}

/** Whole or not at all: killed at any moment, the file is the old one or the new one. Where several processes may write, under a hold. */
export function writeVaultFile(file: string, content: VaultFile): void {
  writeWhole(file, `${JSON.stringify(VaultFile.parse(content), null, 2)}\n`);
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refusal('not-readable', { file: 'vault.json' }, { cause: error });
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
