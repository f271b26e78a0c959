import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refusal } from '../shared/errors.ts';
import { say } from './say.ts';
import { systemRefusal } from './system-refusal.ts';

/** What a JSON file of answers holds. Throws `Refusal('bad-input')`, and what the system says. */
export function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(file), 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('bad-input', { reason: say('reason.answers') }, { cause: error });
    throw systemRefusal(error, 'chosen') ?? error;
  }
}
