/** An engine in a process of its own, to be killed: `home networks keep path…`. It prints a line for every state it sees. */
import { createRouterClient } from '@orpc/server';
import { startEngine } from '../../engine/index.ts';
import { memoryKeychain } from '../memory-keychain.ts';

const [home = '', networks = '', keep = '', ...paths] = process.argv.slice(2);
const keychain = memoryKeychain();
keychain.goAway();
const engine = await startEngine({
  home,
  networks: new URL(networks),
  keychain,
  door: 'direct',
  version: '0',
  commitRecords: 1000,
});
const client = createRouterClient(engine.router, { context: engine.context });
if ((await client.vault.state()).state === 'new') await client.vault.create({ protection: 'none' });
const tokens = (await engine.pick(paths)).map(({ token }) => token);
const { job } = await client.imports.start({ tokens, keepOriginal: keep === 'keep' });
// Every state, not four a second: the moment of the killing is chosen by it.
const jobs = engine.context.jobs;
console.log('started');
let last = '';
const timer = setInterval(() => {
  void (async () => {
    for await (const state of jobs.watch(job, AbortSignal.timeout(1000))) {
      const said = state.state === 'running' ? `${state.stage} ${state.progress.records}` : state.state;
      if (said !== last) console.log((last = said));
      break;
    }
  })();
}, 5);
for await (const state of await client.jobs.watch({ job }))
  if (state.state !== 'running') console.log((last = `end ${JSON.stringify(state).slice(0, 300)}`));
clearInterval(timer);
await engine.close();
