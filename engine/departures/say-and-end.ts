/** For tests: a process that says things of a departure while others do. `HOME DEPARTURE NAME COUNT` */
import { memoryKeychain } from '../../tests/memory-keychain.ts';
import { openVault } from '../vault/vault.ts';
import { DepartureStore } from './store.ts';

const [home = '', id = '', name = '', count = '0'] = process.argv.slice(2);
const vault = await openVault(home, { keychain: memoryKeychain() });
await vault.unlock({});
const store = new DepartureStore(vault, home);
for (let i = 0; i < Number(count); i++) store.say(id, { type: 'told', keys: [`${name}${i}`] }, new Date('2026-03-02T09:00:00Z'));
store.close();
process.exit(0);
