/** How the vault is opened, or made, by somebody who may be a script: from the keychain, from the environment, or by asking on a terminal. */
import { assertNever, Refusal } from '../shared/errors.ts';
import { ask, canAsk } from './ask.ts';
import { say } from './say.ts';
import type { GlobalOptions, Session } from './session.ts';
import { tell } from './tell.ts';

/** An empty variable is one that is not set. */
const given = (name: 'ADIEU_PASSPHRASE' | 'ADIEU_RECOVERY_CODE'): string | undefined => process.env[name] || undefined;

/**
 * `make`: a vault is made where none is; `if-any`: a new home stays as it is. Throws `Refusal`: `no-keychain` (nobody said how to protect it), `vault-locked`,
 * `wrong-key`, `weak-passphrase`, `damaged` (there are archives, and the file that opens them is gone), `cancelled`.
 */
export async function openVault(session: Session, options: GlobalOptions, how: 'make' | 'if-any'): Promise<void> {
  const { engine } = session;
  const { state, protection } = engine.context.vault.standing();
  switch (state) {
    case 'open':
      return;
    case 'new': {
      const orphaned = engine.context.store.list().length > 0;
      if (orphaned && given('ADIEU_RECOVERY_CODE') === undefined) throw new Refusal('damaged', { file: 'vault.json' });
      return orphaned || how === 'make' ? make(session, options, orphaned) : undefined;
    }
    case 'locked':
      if (options.protection !== undefined && options.protection !== protection)
        tell(say('vault.stays', { protection: String(protection) }));
      return unlock(session, protection);
    default:
      return assertNever(state);
  }
}

/** `orphaned`: around archives that are there, with the key in their recovery code. */
async function make({ client, engine }: Session, options: GlobalOptions, orphaned: boolean): Promise<void> {
  const protection =
    options.protection ??
    (given('ADIEU_PASSPHRASE') !== undefined
      ? 'passphrase'
      : (await client.vault.state()).keychain === 'available'
        ? 'keychain'
        : canAsk()
          ? 'passphrase'
          : null);
  if (protection === null) throw new Refusal('no-keychain');
  const passphrase = protection === 'passphrase' ? await newPassphrase() : undefined;
  const recoveryCode = orphaned ? given('ADIEU_RECOVERY_CODE') : undefined;
  const made = await engine.context.vault.create({ protection, passphrase, recoveryCode });
  tell(say(`vault.${protection}`));
  if (!orphaned) tell(say('vault.code', { code: made.recoveryCode }));
}

async function newPassphrase(): Promise<string> {
  const fromScript = given('ADIEU_PASSPHRASE');
  if (fromScript !== undefined) return fromScript;
  if (!canAsk()) throw new Refusal('bad-input', { reason: say('reason.passphrase') });
  const passphrase = await ask(say('ask.new'), 'secret');
  if ((await ask(say('ask.again'), 'secret')) !== passphrase) throw new Refusal('bad-input', { reason: say('reason.twice') });
  return passphrase;
}

async function unlock({ client }: Session, protection: 'keychain' | 'passphrase' | 'none' | null): Promise<void> {
  const [recoveryCode, passphrase] = [given('ADIEU_RECOVERY_CODE'), given('ADIEU_PASSPHRASE')];
  if (recoveryCode !== undefined) await client.vault.unlock({ recoveryCode });
  else if (protection !== 'passphrase') await client.vault.unlock({});
  else if (passphrase !== undefined) await client.vault.unlock({ passphrase });
  else if (canAsk()) await client.vault.unlock({ passphrase: await ask(say('ask.passphrase'), 'secret') });
  else throw new Refusal('vault-locked');
}
