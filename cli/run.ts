/** The engine on the command line, for scripts and for tests. */
import { exitCodes } from './exit.ts';

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
