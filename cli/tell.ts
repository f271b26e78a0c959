/** Lines for people on stderr; stdout belongs to the result alone. */
import { CommanderError } from 'commander';
import { Refusal } from '../shared/errors.ts';
import { exitCodes } from './exit.ts';
import { plain } from './output.ts';
import { say, sayRefusal } from './say.ts';
import { en, type WordId } from './words/en.ts';

export function tell(line: string): void {
  process.stderr.write(`${plain(line)}\n`);
}

/** One line for an expected error, the whole of it for a bug. Answers the exit code. */
export function tellError(error: unknown): number {
  if (error instanceof CommanderError) {
    // The help that was asked for is no error, and written already.
    if (error.exitCode === 0) return exitCodes.done;
    tell(`adieu: ${wrong(error)} ${say('wrong.more')}`);
    return exitCodes.refused;
  }
  if (error instanceof Refusal) {
    // What was stopped, and how it goes on, was told where that was known.
    if (error.code === 'cancelled') return exitCodes.stopped;
    tell(`adieu: ${sentence(error)}`);
    return exitCodes.refused;
  }
  tell(`adieu: ${say('bug')}`);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.bug;
}

function sentence({ code, detail }: Refusal): string {
  const { what, todo } = sayRefusal(code);
  const details = Object.entries(detail).map(([name, value]) => (typeof value === 'string' ? value : `${name}: ${value}`));
  return [what, details.length === 0 ? '' : `(${details.join(', ')})`, hint(code, detail) ?? todo, `[${code}]`]
    .filter((part) => part !== '')
    .join(' ');
}

/** What can be done here, where the app's own way out is a button. */
function hint(code: Refusal['code'], detail: Refusal['detail']): string | null {
  switch (code) {
    case 'no-keychain':
    case 'vault-new':
      return say('hint.no-keychain');
    case 'vault-locked':
      return say('hint.vault-locked');
    case 'several-networks':
    case 'not-an-export':
      return say('hint.network');
    case 'place-gone':
    case 'place-unknown':
      return say('hint.place-gone');
    case 'no-archive':
      return say('hint.no-archive');
    case 'unknown-network':
      return say('hint.unknown-network');
    case 'unnamed-network':
      return say('hint.unnamed-network');
    case 'damaged':
      return detail['file'] === 'vault.json' ? say('hint.recovery') : null;
    case 'bad-input':
      return say('wrong.more');
    default:
      return null;
  }
}

/** Commander's finding in a sentence; what it says of a value comes from `program.ts` and is said already. */
function wrong({ code, message }: CommanderError): string {
  const english = message.replace(/^error: /, '').replaceAll('\n', ' ');
  const given = /'([^']*)'/.exec(english)?.[1] ?? '';
  const near = /\(Did you mean (?:one of )?(.*)\?\)$/s.exec(english)?.[1];
  const id = `wrong.${code.replace('commander.', '')}`;
  if (!isWord(id)) return finished(english);
  return finished(say(id, { given })) + (near === undefined ? '' : ` ${say('wrong.near', { near })}`);
}

const isWord = (id: string): id is WordId => id in en;
const finished = (text: string): string => (/[.)?]$/.test(text) ? text : `${text}.`);
