/** The engine's process dies at once, as if the system had taken it away. */
import { readFile } from 'node:fs/promises';

/** How an engine's process can be told from the others: ours by its module, Electron's by its kind of service. */
const engine = /engine-process\.[jt]s|node\.mojom\.NodeService/;

/** Kills the engine of the door whose process this is. Linux only. */
export async function killEngineOf(door: number | undefined): Promise<void> {
  if (door === undefined) throw new Error('the door does not run');
  const children = (await readFile(`/proc/${door}/task/${door}/children`, 'utf8')).trim().split(/\s+/).filter(Boolean);
  for (const pid of children) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
    if (engine.test(command)) return void process.kill(Number(pid), 'SIGKILL');
  }
  throw new Error('no engine runs');
}
