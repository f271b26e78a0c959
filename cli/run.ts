/** The engine on the command line, for scripts and for tests. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { exitCodes } from './exit.ts';

// What was read and compiled once is not again: a command starts in half the time. In Adieu's own folder, never in the system's, where others can write.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/adieu', import.meta.url)));
const [{ run }, { tellError }] = await Promise.all([import('./program.ts'), import('./tell.ts')]);

// A reader that has seen enough (`adieu records … | head`) closes its end: that is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.done);
  });
// Node's own exit code for these is 1, which here means something else.
process.on('uncaughtException', (error) => process.exit(tellError(error)));

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = tellError(error);
}
