/** Questions to the person, on the terminal. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Refusal } from '../shared/errors.ts';

/** Whether there is anybody to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** One line. A `secret` is not shown while it is typed. Throws `Refusal('cancelled')` where the person goes away instead (Ctrl-C, Ctrl-D). */
export async function ask(question: string, how: 'open' | 'secret'): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({
    input: process.stdin,
    output: how === 'secret' ? nowhere : process.stderr,
    terminal: true,
    prompt: '',
  });
  try {
    return await new Promise((answer, reject) => {
      terminal.once('line', answer);
      terminal.once('SIGINT', () => terminal.close());
      terminal.once('close', () => reject(new Refusal('cancelled')));
    });
  } finally {
    terminal.close();
    if (how === 'secret') process.stderr.write('\n');
  }
}
