/** The engine in this very process, its vault open, and the contract's client: what every command works with. */
import { createRouterClient, type RouterClient } from '@orpc/server';
import { ORPCError } from '@orpc/client';
import { RefusalData } from '../shared/contract/index.ts';
import { Refusal } from '../shared/errors.ts';
import { clockAt } from '../engine/clock.ts';
import { startEngine, type Engine } from '../engine/index.ts';
import { openKeychain } from '../engine/vault/keychain.ts';
import { findHome, type FoundHome } from '../engine/place/find.ts';
import { moduleUrl } from '../engine/jobs/module-url.ts';
import { openVault } from './open-vault.ts';
import { systemRefusal } from './system-refusal.ts';
import { version } from './version.ts';

export interface GlobalOptions {
  readonly home?: string;
  readonly json?: boolean;
  /** The clock, for trying things out (`ADIEU_NOW` too); an ISO instant. */
  readonly now?: string;
  readonly protection?: 'keychain' | 'passphrase' | 'none';
}

export interface Session {
  readonly engine: Engine;
  readonly client: RouterClient<Engine['router']>;
}

/** Where things live. */
export function homeOf({ home }: GlobalOptions): FoundHome {
  return findHome(home ?? process.env['ADIEU_HOME']);
}

/**
 * Starts the engine, and closes it when `work` is over. With `vault` told `if-any`, a vault that is there is opened and none is made; with
 * `leave`, `work` sees to it; with `blocked`, too, and also where the place of everything is not there.
 * Throws `Refusal`; anything else is a bug.
 */
export async function withSession<T>(
  options: GlobalOptions,
  vault: 'if-any' | 'leave' | 'blocked',
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    const engine = await start(homeOf(options), options.now);
    try {
      if (vault !== 'blocked' && engine.blocked !== null) throw engine.blocked;
      const session = { engine, client: createRouterClient(engine.router, { context: engine.context }) };
      if (vault === 'if-any') await openVault(session, options, 'if-any');
      return await work(session);
    } finally {
      await engine.close();
    }
  } catch (error) {
    throw asRefusal(error);
  }
}

async function start(home: FoundHome, at: string | undefined): Promise<Engine> {
  const networks = moduleUrl(import.meta.url, '../networks/index');
  try {
    return await startEngine({
      home,
      networks,
      keychain: await openKeychain(),
      door: 'direct',
      version,
      now: clockAt(at ?? process.env['ADIEU_NOW']),
    });
  } catch (error) {
    throw systemRefusal(error, 'chosen') ?? error;
  }
}

/** The contract's typed error is the engine's refusal again. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return systemRefusal(error, 'anywhere') ?? error;
  if (error.code === 'REFUSED') {
    const { code, detail } = RefusalData.parse(error.data);
    return new Refusal(code, detail, { cause: error });
  }
  if (error.code === 'BAD_REQUEST') return new Refusal('bad-input', { reason: reasons(error.cause) }, { cause: error });
  return systemRefusal(error.cause, 'anywhere') ?? error.cause ?? error;
}

/** What the schema said of the input. */
function reasons(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('issues' in cause) || !Array.isArray(cause.issues)) return '';
  return cause.issues
    .map((issue: unknown) => (typeof issue === 'object' && issue !== null && 'message' in issue ? String(issue.message) : ''))
    .filter((message) => message !== '')
    .join('; ');
}
