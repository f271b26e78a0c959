/** The engine in this very process, its vault open, and the contract's client: what every command works with. */
import { createRouterClient, type RouterClient } from '@orpc/server';
import { ORPCError } from '@orpc/client';
import { createInterface } from 'node:readline/promises';
import { resolve } from 'node:path';
import { RefusalData } from '../shared/contract/index.ts';
import { Refusal } from '../shared/errors.ts';
import { defaultHome } from '../engine/home.ts';
import { startEngine, type Engine } from '../engine/index.ts';
import { openKeychain } from '../engine/vault/keychain.ts';
import { moduleUrl } from '../engine/jobs/module-url.ts';
import { tell } from './tell.ts';
import { version } from './version.ts';

export interface GlobalOptions {
  readonly home?: string;
  readonly json?: boolean;
  readonly protection?: 'keychain' | 'passphrase' | 'none';
}

export interface Session {
  readonly engine: Engine;
  readonly client: RouterClient<Engine['router']>;
}

/** `vault`: `open` makes one where none is; `if-any` leaves a new home as it is. The engine is closed when `work` is over. */
export async function withSession<T>(
  options: GlobalOptions,
  vault: 'open' | 'if-any' | 'leave',
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const home = resolve(options.home ?? process.env['ADIEU_HOME'] ?? defaultHome());
  const engine = await startEngine({
    home,
    networks: moduleUrl(import.meta.url, '../networks/index'),
    keychain: await openKeychain(),
    door: 'direct',
    version,
  });
  try {
    const session = { engine, client: createRouterClient(engine.router, { context: engine.context }) };
    if (vault !== 'leave') await openTheVault(session, options, vault === 'open');
    return await work(session);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    await engine.close();
  }
}

/** The contract's typed error is the engine's refusal again. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  if (error.code === 'REFUSED') {
    const { code, detail } = RefusalData.parse(error.data);
    return new Refusal(code, detail, { cause: error });
  }
  if (error.code === 'BAD_REQUEST') return new Refusal('bad-input', { reason: reasons(error.cause) }, { cause: error });
  return error.cause ?? error;
}

/** What the schema said of the input. */
function reasons(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('issues' in cause) || !Array.isArray(cause.issues))
    return 'not understood';
  return cause.issues
    .map((issue: unknown) => (typeof issue === 'object' && issue !== null && 'message' in issue ? String(issue.message) : ''))
    .filter((message) => message !== '')
    .join('; ');
}

async function openTheVault({ client }: Session, options: GlobalOptions, make: boolean): Promise<void> {
  const { state, protection, keychain } = await client.vault.state();
  const given = process.env['ADIEU_PASSPHRASE'];
  if (state === 'open') return;
  if (state === 'new') {
    if (!make) return;
    const chosen =
      options.protection ??
      (given !== undefined ? 'passphrase' : keychain === 'available' ? 'keychain' : process.stdin.isTTY ? 'passphrase' : null);
    if (chosen === null) throw new Refusal('no-keychain');
    const passphrase =
      chosen === 'passphrase' ? (given ?? (await ask('A passphrase for your archives (10 characters or more): '))) : undefined;
    const { recoveryCode } = await client.vault.create({
      protection: chosen,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    tell(
      `A new vault, protected by ${{ keychain: 'the system keychain', passphrase: 'your passphrase', none: 'nothing' }[chosen]}.`,
    );
    tell(`Recovery code, to be written down on paper: ${recoveryCode}`);
    return;
  }
  const recoveryCode = process.env['ADIEU_RECOVERY_CODE'];
  if (recoveryCode !== undefined) await client.vault.unlock({ recoveryCode });
  else if (protection !== 'passphrase') await client.vault.unlock({});
  else if (given !== undefined) await client.vault.unlock({ passphrase: given });
  else if (process.stdin.isTTY) await client.vault.unlock({ passphrase: await ask('Passphrase: ') });
  else throw new Refusal('vault-locked');
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
