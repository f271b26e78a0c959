/** One call to the system keychain, in a thread of its own: a Secret Service that hangs blocks this thread, not the engine. */
import { parentPort, workerData } from 'node:worker_threads';

export interface KeychainCall {
  readonly service: string;
  readonly account: string;
  readonly action: 'get' | 'set' | 'delete';
  readonly secret?: string;
}
export type KeychainAnswer = { readonly secret: string | null } | { readonly failed: string };

/**
 * `keytar`'s own functions cannot be told which store to use, and fall back silently to the kernel's keyring, which forgets everything at the next start of
 * the machine. The class below them can, and then refuses instead.
 */
const store = { linux: { store: 'secret-service' } } as const;

async function answer({ service, account, action, secret }: KeychainCall): Promise<KeychainAnswer> {
  try {
    // Here, so that a system for which there is no build of it counts as one without a keychain.
    const { AsyncEntry } = await import('keytar');
    const entry = new AsyncEntry(service, account, store);
    if (action === 'get') return { secret: (await entry.getPassword()) ?? null };
    if (action === 'set') await entry.setPassword(secret ?? '');
    else await entry.deletePassword();
    return { secret: null };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(await answer(workerData as KeychainCall));
