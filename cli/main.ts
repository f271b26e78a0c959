/** The engine on the command line, for scripts and for tests. */
import { exitCodes } from './exit.ts';
import { program } from './program.ts';
import { tellError } from './tell.ts';

// A reader that has seen enough (`adieu records … | head`) closes its end: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

try {
  await program().parseAsync(process.argv);
} catch (error) {
  process.exitCode = tellError(error);
}
