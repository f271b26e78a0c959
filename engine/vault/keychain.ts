/**
 * The system keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service (GNOME Keyring, KWallet, KeePassXC) on Linux. It is this or a
 * refusal: the key is never put anywhere else in its stead.
 */
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import { moduleUrl } from '../jobs/module-url.ts';
import type { KeychainAnswer, KeychainCall } from './keychain-thread.ts';
import { readRecoveryCode, writeRecoveryCode } from './recovery-code.ts';

/** Keeps one key per account; the account is the vault's id. All but `available` throw `Refusal('no-keychain')` where the keychain cannot be used. */
export interface Keychain {
  /** Whether there is a keychain that answers. It may still be locked, or refuse. */
  available(): Promise<boolean>;
  /** Null where it holds no key for this account. Throws `Refusal('wrong-key')` where it holds something else. */
  get(account: string): Promise<Buffer | null>;
  set(account: string, key: Buffer): Promise<void>;
  delete(account: string): Promise<void>;
}

export interface KeychainOptions {
  /** The name under which the keychain's own window lists the key. */
  readonly service?: string;
  /** How long the keychain may take to answer at all. */
  readonly answerMilliseconds?: number;
  /** How long it may take with a key: the system may be asking the person to unlock it. */
  readonly personMilliseconds?: number;
}

/**
 * The keychain of this system. Loading it never fails; where there is none, `available()` is false. The key is kept in the form of its recovery code, so that a
 * person who finds it in the keychain's window can use it.
 */
export function openKeychain(options: KeychainOptions = {}): Promise<Keychain> {
  const { service = 'Adieu', answerMilliseconds = 5_000, personMilliseconds = 90_000 } = options;
  const call = (what: Omit<KeychainCall, 'service'>, limit = personMilliseconds): Promise<string | null> =>
    ask({ service, ...what }, limit);
  return Promise.resolve({
    async available() {
      try {
        // An account no vault has: nothing is found, so nothing has to be unlocked.
        await call({ action: 'get', account: 'is-there-a-keychain' }, answerMilliseconds);
        return true;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    },
    async get(account) {
      const code = await call({ action: 'get', account });
      return code === null ? null : readRecoveryCode(code);
    },
    async set(account, key) {
      await call({ action: 'set', account, secret: writeRecoveryCode(key) });
    },
    async delete(account) {
      await call({ action: 'delete', account });
    },
  });
}

function ask(call: KeychainCall, limit: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(moduleUrl(import.meta.url, './keychain-thread'), { workerData: call });
    const refuse = (cause: unknown): void => {
      reject(new Refusal('no-keychain', {}, { cause }));
    };
    const timer = setTimeout(() => {
      refuse(new Error(`the keychain did not answer within ${limit} ms`));
      void worker.terminate();
      // It ends only when the system lets go of it; nobody has to wait for that.
      worker.unref();
    }, limit);
    worker.once('message', (answer: KeychainAnswer) => {
      if ('failed' in answer) refuse(new Error(answer.failed));
      else resolve(answer.secret);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      refuse(new Error('the keychain thread ended without an answer'));
    });
  });
}
