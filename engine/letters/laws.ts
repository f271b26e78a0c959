/** What the laws say of letters, read and checked when the first letter needs it. */
import { readFile } from 'node:fs/promises';
import { LetterLaws, type LetterLaw, type ProtectingLaw } from '../../shared/facts/index.ts';

const file = new URL('./laws.json', import.meta.url);
let reading: Promise<LetterLaws> | undefined;

export function letterLaws(): Promise<LetterLaws> {
  reading ??= readFile(file, 'utf8').then((text) => LetterLaws.parse(JSON.parse(text)));
  return reading;
}

export async function letterLaw(law: ProtectingLaw): Promise<LetterLaw> {
  const found = (await letterLaws()).laws.find((one) => one.law === law);
  if (found === undefined) throw new Error(`no law ${law}`);
  return found;
}
