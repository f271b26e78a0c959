/** Departures that go from one computer to another: a sealed file with everything that was said, and nothing of the archive. */
import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { Refusal } from '../../shared/errors.ts';
import { seal, unseal } from '../vault/sealed.ts';
import { mostEvents, Said } from './said.ts';
import type { Handed } from './store.ts';

/** A departure with facts that were renewed a hundred times is smaller. */
export const largestHanded = 32 << 20;
const what = 'departure';

const Content = z.strictObject({
  /** Of what stands in the file; the seal has one of its own. */
  version: z.literal(1),
  id: z.uuid(),
  history: z.array(Said).min(1).max(mostEvents),
});

/** Throws `Refusal('weak-passphrase' | 'too-large')`. */
export async function sealDeparture({ id, history }: Handed, passphrase: string): Promise<Buffer> {
  if (history.length > mostEvents) throw new Refusal('too-large');
  const content = Buffer.from(JSON.stringify({ version: 1, id, history }));
  if (content.length > largestHanded / 2) throw new Refusal('too-large');
  return seal(content, passphrase, what);
}

/** What is in a sealed file; nothing of it is kept yet. Throws `Refusal`: `not-sealed`, `wrong-passphrase`, `too-new`, `too-large`, `damaged`. */
export async function unsealDeparture(file: Buffer, passphrase: string): Promise<Handed> {
  if (file.length > largestHanded) throw new Refusal('too-large');
  const text = (await unseal(file, passphrase, what)).toString('utf8');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new Refusal('damaged', {}, { cause: error });
  }
  const parsed = Content.safeParse(content);
  if (parsed.success) return parsed.data;
  if (z.object({ version: z.number().int().min(2) }).safeParse(content).success) throw new Refusal('too-new');
  throw new Refusal('damaged', {}, { cause: parsed.error });
}

/** Signs that nobody mistakes for each other, read out or written by hand. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A passphrase nobody guesses (some 99 bits), short enough to be told by telephone: `k7xw-…`, five groups of four. */
export function offerPassphrase(): string {
  const group = () => Array.from({ length: 4 }, () => signs.charAt(randomInt(signs.length))).join('');
  return Array.from({ length: 5 }, group).join('-');
}
