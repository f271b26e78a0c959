/**
 * `node prepare.ts <home> <what as JSON>`: makes a home in which something has happened already, through the contract, so that a test can begin there. The
 * vault is not protected: a door then opens it without asking.
 */
import { createRouterClient } from '@orpc/server';
import { clockAt } from '../../engine/clock.ts';
import { startEngine } from '../../engine/index.ts';
import { openKeychain } from '../../engine/vault/keychain.ts';
import type { Answers, Say } from '../../shared/departures/index.ts';

export interface Prepared {
  /** Followers of a generated export that is imported. */
  readonly sample?: number;
  /** Exports that are imported, each as one. */
  readonly imports?: readonly string[];
  /** Departures, each with what was said of it, in its order. */
  readonly departures?: readonly PreparedDeparture[];
  /** Where the engine's clock stands meanwhile. */
  readonly now?: string;
}

interface PreparedDeparture {
  readonly network: string;
  readonly handle: string;
  /** UTC, where nothing is said. */
  readonly zone?: string;
  readonly answers?: Partial<Answers>;
  readonly said?: readonly Say[];
  /** After that: the newest archive came in for it, and all that the gate asks for is done. */
  readonly safe?: boolean;
  /** What is said then. */
  readonly then?: readonly Say[];
}

export async function prepareHome(home: string, what: Prepared): Promise<void> {
  const engine = await startEngine({
    home,
    version: '0.0.0',
    networks: new URL('../../networks/index.ts', import.meta.url),
    keychain: await openKeychain(),
    door: 'direct',
    now: clockAt(what.now),
  });
  const client = createRouterClient(engine.router, { context: engine.context });
  try {
    const { recoveryCode } = await client.vault.create({ protection: 'none' });
    await client.vault.confirmRecovery({ recoveryCode });
    const finish = async ({ job }: { job: string }) => {
      for await (const state of await client.jobs.watch({ job })) {
        if (state.state === 'failed' || state.state === 'stopped')
          throw new Error(`the import ${state.state}: ${JSON.stringify(state)}`);
      }
    };
    if (what.sample !== undefined) await finish(await client.imports.sample({ followers: what.sample }));
    for (const path of what.imports ?? []) {
      const tokens = (await engine.pick([path])).map(({ token }) => token);
      await finish(await client.imports.start({ tokens, expect: {}, keepOriginal: true }));
    }
    for (const { network, handle, zone = 'UTC', answers = {}, said = [], safe = false, then = [] } of what.departures ?? []) {
      const { id } = await client.departures.begin({ network, handle, zone, answers });
      for (const say of said) await client.departures.say({ departure: id, say });
      if (safe) {
        const [archive] = await client.archives.list();
        if (archive === undefined) throw new Error('there is no archive');
        await client.departures.say({ departure: id, say: { type: 'collected', archive: archive.id } });
        await finish(await client.departures.prove({ departure: id }));
        for (const task of (await client.departures.get({ departure: id })).gate.missing)
          await client.departures.say({ departure: id, say: { type: 'do', task } });
      }
      for (const say of then) await client.departures.say({ departure: id, say });
    }
  } finally {
    await engine.close();
  }
}

if (import.meta.main) {
  const [home, what] = process.argv.slice(2);
  if (home === undefined || what === undefined) throw new Error('usage: prepare.ts <home> <what as JSON>');
  await prepareHome(home, JSON.parse(what) as Prepared);
  process.exit(0);
}
