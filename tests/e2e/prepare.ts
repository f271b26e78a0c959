/**
 * `node prepare.ts <home> <what as JSON>`: makes a home in which something has happened already, through the contract, so that a test can begin there. The
 * vault is not protected: a door then opens it without asking.
 */
import { createRouterClient } from '@orpc/server';
import { startEngine } from '../../engine/index.ts';
import { openKeychain } from '../../engine/vault/keychain.ts';

export interface Prepared {
  /** Followers of a generated export that is imported. */
  readonly sample?: number;
  /** Exports that are imported, each as one. */
  readonly imports?: readonly string[];
}

export async function prepareHome(home: string, what: Prepared): Promise<void> {
  const engine = await startEngine({
    home,
    version: '0.0.0',
    networks: new URL('../../networks/index.ts', import.meta.url),
    keychain: await openKeychain(),
    door: 'direct',
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
