/** A look from outside at one account, at every place the facts of its network name. */
import type { Probe } from '../../shared/facts/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Look } from '../../shared/outlook.ts';
import type { NamesOfAccount } from './fill.ts';
import { limits, type Limits } from './limits.ts';
import { askProbe } from './probe.ts';
import type { Dial, ProxyVariables } from './request.ts';
import { verdictOf } from './verdict.ts';

export interface Outside {
  readonly probes: readonly Probe[];
  readonly account: NamesOfAccount;
  /** The account was closed and can still come back: from outside that looks like gone. */
  readonly inGrace: boolean;
  readonly now: () => Date;
  /** Ends the look with the refusal `cancelled`. */
  readonly signal?: AbortSignal;
  /** Names the proxy (HTTPS_PROXY, NO_PROXY); by default this process's own environment. */
  readonly env?: ProxyVariables;
  /** For tests. */
  readonly limits?: Partial<Limits>;
  /** For tests; no contract, option, file or variable may lead here. */
  readonly dial?: Dial;
}

/** Asks all probes at once, each at most `limits.total` milliseconds. What goes wrong outside stands in the answers. */
export async function look(outside: Outside): Promise<Look> {
  const { probes, account, inGrace, now, signal, env = process.env, dial = null } = outside;
  const way = { limits: { ...limits, ...outside.limits }, env, dial };
  const at = now().toISOString();
  try {
    signal?.throwIfAborted();
    const answers = await Promise.all(probes.map((probe) => askProbe(probe, account, way, signal)));
    const { verdict, because } = verdictOf(answers);
    return { at, verdict, because, caveat: inGrace && verdict === 'gone' ? 'looks-like-deactivated' : null, answers };
  } catch (error) {
    if (signal?.aborted) throw new Refusal('cancelled', {}, { cause: error });
    throw error;
  }
}
