/** A keychain that forgets with the process, and does as it is told. */
import type { Keychain } from '../engine/vault/keychain.ts';
import { Refusal } from '../shared/errors.ts';

export interface MemoryKeychain extends Keychain {
  readonly keys: Map<string, Buffer>;
  /** From now on it cannot be reached. */
  goAway(): void;
}

export function memoryKeychain(): MemoryKeychain {
  const keys = new Map<string, Buffer>();
  let there = true;
  // oxlint-disable-next-line typescript/require-await -- a refusal has to come as a rejection
  const reach = async (): Promise<void> => {
    if (!there) throw new Refusal('no-keychain');
  };
  return {
    keys,
    goAway: () => void (there = false),
    available: () => Promise.resolve(there),
    get: (account) => reach().then(() => keys.get(account) ?? null),
    set: (account, key) => reach().then(() => void keys.set(account, Buffer.from(key))),
    delete: (account) => reach().then(() => void keys.delete(account)),
  };
}
