/** Lines for people on stderr; stdout belongs to the result alone. */
import { CommanderError } from 'commander';
import { Refusal, refusalCodes } from '../shared/errors.ts';
import { exitCodes } from './exit.ts';

export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** One line for an expected error, the whole of it for a bug. Answers the exit code. */
export function tellError(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has written its line (or the help that was asked for) already.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.refused;
  }
  if (error instanceof Refusal) {
    if (error.code === 'cancelled') return exitCodes.stopped;
    const detail = Object.entries(error.detail)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ');
    tell(`adieu: ${refusalCodes[error.code]} [${error.code}]${detail === '' ? '' : ` (${detail})`}${hint(error.code)}`);
    return exitCodes.refused;
  }
  tell(
    `adieu: a bug in Adieu. Nothing of yours is lost.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return exitCodes.bug;
}

function hint(code: Refusal['code']): string {
  switch (code) {
    case 'no-keychain':
    case 'vault-new':
      return ' Give a passphrase in ADIEU_PASSPHRASE, or say --protection none.';
    case 'vault-locked':
      return ' Give ADIEU_PASSPHRASE or ADIEU_RECOVERY_CODE.';
    case 'several-networks':
    case 'not-an-export':
      return ' --network ID says which it is.';
    default:
      return '';
  }
}
