import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { moduleUrl } from '../../engine/jobs/module-url.ts';
import { exitCodes } from '../exit.ts';
import type { GlobalOptions } from '../session.ts';

/** As `npm start` opens the browser door, in a process of its own: a page that is missing or stale is built first. The doors do not know each other. */
export async function serve(options: { port?: number; open: boolean }, globals: GlobalOptions): Promise<void> {
  const door = fileURLToPath(moduleUrl(import.meta.url, '../../scripts/start'));
  const args = [
    '--browser',
    ...(globals.home === undefined ? [] : ['--home', globals.home]),
    ...(options.port === undefined ? [] : ['--port', String(options.port)]),
    ...(globals.now === undefined ? [] : ['--now', globals.now]),
    ...(options.open ? [] : ['--no-open']),
  ];
  const child = spawn(process.execPath, [door, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches both by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? exitCodes.bug;
}
