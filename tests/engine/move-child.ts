/**
 * An engine that moves everything, in a process of its own: `folder step`. It dies by `kill -9` just before it changes the disk for the step-th time; with 0
 * it lives, and prints what each step was.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

const [folder = '', dies = '0'] = process.argv.slice(2);
let step = 0;
let counting = false;
const steps: string[] = [];

function count(name: string, what: unknown): void {
  if (!counting) return;
  steps.push(`${name} ${typeof what === 'string' ? basename(what) : ''}`.trim());
  if (++step === Number(dies)) process.kill(process.pid, 'SIGKILL');
}

/** Every way in which the move can change the disk. */
type Changing = Record<string, (...args: unknown[]) => unknown>;
const ways = [
  [fs as unknown as Changing, ['renameSync', 'writeFileSync', 'fsyncSync', 'rmSync', 'mkdirSync', 'unlinkSync']],
  [fs.promises as unknown as Changing, ['mkdir', 'open', 'rm', 'rmdir', 'rename', 'writeFile']],
] as const;
for (const [module, names] of ways)
  for (const name of names) {
    const real = module[name];
    if (real === undefined) throw new Error(name);
    module[name] = (...args) => {
      count(name, args[0]);
      return real.apply(module, args);
    };
  }
syncBuiltinESMExports();

const { createRouterClient } = await import('@orpc/server');
const { startEngine } = await import('../../engine/index.ts');
const { findHome } = await import('../../engine/place/find.ts');
const { memoryKeychain } = await import('../memory-keychain.ts');
const keychain = memoryKeychain();
keychain.goAway();
const engine = await startEngine({
  home: findHome(undefined),
  networks: new URL('./tiny-network.ts', import.meta.url),
  keychain,
  door: 'direct',
  version: '0',
});
const client = createRouterClient(engine.router, { context: engine.context });
const { token } = await engine.offerPlace(folder);
counting = true;
const { job } = await client.place.move({ place: token });
for await (const state of await client.jobs.watch({ job }))
  if (state.state !== 'running') console.log(JSON.stringify({ state: state.state, steps }));
await engine.close();
