/**
 * The vault of one home folder: one random key for all its encrypted files, and how that key is protected.
 *
 * What always holds: a key leaves this module only after it was checked against the vault; nothing on the disk or in the keychain changes before that check;
 * one protection never turns into another unless the person asks for it.
 */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { assertNever, Refusal } from '../../shared/errors.ts';
import { openDatabase } from './database.ts';
import type { Keychain } from './keychain.ts';
import { alone } from './hold.ts';
import { unwrapKey, wrapKey } from './passphrase.ts';
import { archiveFile, listArchives, prepareHome, vaultFile } from './places.ts';
import { keyBytes, readRecoveryCode, writeRecoveryCode } from './recovery-code.ts';
import { readVaultFile, writeVaultFile, type VaultFile } from './vault-file.ts';

export type Protection = VaultFile['protection'];

export interface VaultState {
  readonly state: 'new' | 'locked' | 'open';
  readonly protection: Protection | null;
  readonly keychain: 'available' | 'unavailable';
  readonly recoveryConfirmed: boolean;
}

export interface ProtectionChoice {
  readonly protection: Protection;
  /** Only with `passphrase`, and then needed. */
  readonly passphrase?: string | undefined;
}

export interface Vault {
  /** Where it stands, without asking the keychain whether it is there. Throws as `state`. */
  standing(): Pick<VaultState, 'state' | 'protection' | 'recoveryConfirmed'>;
  /** Throws `Refusal('damaged' | 'too-new' | 'not-readable')` where `vault.json` is there and cannot be understood; so does all else. */
  state(): Promise<VaultState>;
  /**
   * Makes the vault and leaves it open. With `recoveryCode` it gets that key instead of a new one: the way back to archives whose `vault.json` is lost.
   * Throws `Refusal`: `vault-exists` (also where there are archives and no recovery code), `weak-passphrase`, `no-keychain`, `wrong-key`.
   */
  create(choice: ProtectionChoice & { readonly recoveryCode?: string | undefined }): Promise<{ recoveryCode: string }>;
  /**
   * With nothing: from the keychain, or from `vault.json` where protection is `none`. A recovery code goes before a passphrase; it also puts the key into this
   * machine's keychain where protection is `keychain`, as far as there is one.
   * Throws `Refusal`: `vault-new`, `vault-locked` (this vault needs a passphrase or code), `wrong-key`, `no-keychain`.
   */
  unlock(secret: { readonly passphrase?: string | undefined; readonly recoveryCode?: string | undefined }): Promise<void>;
  /** A copy, the caller's to keep. Throws `Refusal('vault-new' | 'vault-locked')`. */
  key(): Buffer;
  /** Throws as `key`. */
  recoveryCode(): string;
  /** The person types the code back. Throws as `key`, and `Refusal('wrong-key', { reason: 'typo' | 'other-vault' })`. */
  confirmRecovery(code: string): Promise<void>;
  /** Another protection, or another passphrase; archives stay as they are. Throws as `key` and `create`. */
  changeProtection(choice: ProtectionChoice): Promise<void>;
  /** Forgets the key. */
  lock(): void;
}

/** Opens the vault of a home folder, which need not be there yet; it stays locked until `unlock`. */
export function openVault(home: string, { keychain }: { readonly keychain: Keychain }): Promise<Vault> {
  const path = vaultFile(home);
  let key: Buffer | null = null;

  const file = (): VaultFile => {
    const found = readVaultFile(path);
    if (!found) throw new Refusal('vault-new');
    return found;
  };
  const openKey = (): Buffer => {
    if (key) return key;
    throw new Refusal(readVaultFile(path) ? 'vault-locked' : 'vault-new');
  };

  /** The file for this protection. What has to lie in the keychain lies there, and was read back, when this returns. */
  async function protect(base: Base, theKey: Buffer, { protection, passphrase }: ProtectionChoice): Promise<VaultFile> {
    switch (protection) {
      case 'keychain':
        await putIntoKeychain(base.id, theKey);
        return { ...base, protection };
      case 'passphrase':
        return { ...base, protection, wrapped: await wrapKey(theKey, passphrase ?? '', base.id) };
      case 'none':
        return { ...base, protection, unprotectedKey: theKey.toString('hex') };
      default:
        return assertNever(protection);
    }
  }

  async function putIntoKeychain(id: string, theKey: Buffer): Promise<void> {
    await keychain.set(id, theKey);
    const kept = await keychain.get(id);
    if (kept === null || !kept.equals(theKey)) throw new Refusal('no-keychain');
  }

  async function keyFor(found: VaultFile, { passphrase, recoveryCode }: Parameters<Vault['unlock']>[0]): Promise<Buffer> {
    if (recoveryCode !== undefined) return fitting(found, readRecoveryCode(recoveryCode), 'other-vault');
    if (passphrase !== undefined) {
      if (found.protection !== 'passphrase') throw new Refusal('wrong-key', { reason: 'no-passphrase' });
      return fitting(found, await unwrapKey(found.wrapped, passphrase, found.id), 'passphrase');
    }
    switch (found.protection) {
      case 'keychain': {
        const kept = await keychain.get(found.id);
        if (!kept) throw new Refusal('vault-locked');
        return fitting(found, kept, 'keychain');
      }
      case 'passphrase':
        throw new Refusal('vault-locked');
      case 'none':
        return fitting(found, Buffer.from(found.unprotectedKey, 'hex'), 'file');
      default:
        return assertNever(found);
    }
  }

  function confirm(): void {
    alone(home, 'vault', () => {
      const now = file();
      if (!now.recoveryConfirmed) writeVaultFile(path, { ...now, recoveryConfirmed: true });
    });
  }

  /** The key in a code must open the archives that are there, before a vault is made around it. */
  async function rebuiltKey(recoveryCode: string): Promise<Buffer> {
    const theKey = readRecoveryCode(recoveryCode);
    const [archive] = await listArchives(home);
    if (archive !== undefined) openDatabase(archiveFile(home, archive), theKey, { mode: 'read' }).close();
    return theKey;
  }

  function standing(): Pick<VaultState, 'state' | 'protection' | 'recoveryConfirmed'> {
    const found = readVaultFile(path);
    return {
      state: !found ? 'new' : key ? 'open' : 'locked',
      protection: found?.protection ?? null,
      recoveryConfirmed: found?.recoveryConfirmed ?? false,
    };
  }

  return Promise.resolve({
    standing,

    async state() {
      return { ...standing(), keychain: (await keychain.available()) ? 'available' : 'unavailable' };
    },

    async create({ recoveryCode, ...choice }) {
      if (readVaultFile(path)) throw new Refusal('vault-exists');
      if (recoveryCode === undefined && (await listArchives(home)).length > 0)
        throw new Refusal('vault-exists', { reason: 'archives' });
      const theKey = recoveryCode === undefined ? randomBytes(keyBytes) : await rebuiltKey(recoveryCode);
      const id = randomUUID();
      const base: Base = { version: 1, id, check: checkOf(id, theKey), recoveryConfirmed: recoveryCode !== undefined };
      const content = await protect(base, theKey, choice);
      try {
        await prepareHome(home);
        alone(home, 'vault', () => {
          if (readVaultFile(path)) throw new Refusal('vault-exists');
          writeVaultFile(path, content);
        });
      } catch (error) {
        // A key for a vault that never came to be.
        if (choice.protection === 'keychain') await keychain.delete(id).catch(() => undefined);
        throw error;
      }
      key = theKey;
      return { recoveryCode: writeRecoveryCode(theKey) };
    },

    async unlock(secret) {
      const found = file();
      const theKey = await keyFor(found, secret);
      await prepareHome(home);
      if (secret.recoveryCode !== undefined) {
        // Where there is no keychain the vault still opens, and the code is asked for again next time.
        if (found.protection === 'keychain') await keychain.set(found.id, theKey).catch(ignoreRefusal);
        confirm();
      }
      key = theKey;
    },

    key: () => Buffer.from(openKey()),
    recoveryCode: () => writeRecoveryCode(openKey()),

    confirmRecovery(code) {
      return Promise.resolve().then(() => {
        openKey();
        fitting(file(), readRecoveryCode(code), 'other-vault');
        confirm();
      });
    },

    async changeProtection(choice) {
      const theKey = openKey();
      const { version, id, check, recoveryConfirmed } = file();
      const content = await protect({ version, id, check, recoveryConfirmed }, theKey, choice);
      const before = alone(home, 'vault', () => {
        const now = file();
        writeVaultFile(path, { ...content, recoveryConfirmed: now.recoveryConfirmed });
        return now.protection;
      });
      // Only now: until the new file stands, the keychain's key is the way in.
      if (before === 'keychain' && choice.protection !== 'keychain') await keychain.delete(id).catch(ignoreRefusal);
    },

    lock() {
      key?.fill(0);
      key = null;
    },
  });
}

type Base = Pick<VaultFile, 'version' | 'id' | 'check' | 'recoveryConfirmed'>;

function checkOf(id: string, key: Buffer): string {
  return createHmac('sha256', key).update(`adieu vault ${id}`).digest('hex');
}

/** Whether it is this vault's key. */
export function keyOpens(file: VaultFile, key: Buffer): boolean {
  return timingSafeEqual(Buffer.from(checkOf(file.id, key), 'hex'), Buffer.from(file.check, 'hex'));
}

/** The key, where it is this vault's. Throws `Refusal('wrong-key')`. */
function fitting(file: VaultFile, key: Buffer, reason: 'other-vault' | 'passphrase' | 'keychain' | 'file'): Buffer {
  if (!keyOpens(file, key)) throw new Refusal('wrong-key', { reason });
  return key;
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
