/** Files of an export in memory, for tests. */
import { Buffer } from 'node:buffer';
import { distinct, type Given, type Reading } from '../../tests/read-with.ts';

/** As Meta writes it: every byte of the UTF-8 a character of its own. */
export const mangled = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

export const json = (path: string, content: unknown, input = 0): Given => ({
  path,
  content: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  input,
});
export const html = (path: string, body: string): Given => ({
  path,
  content: Buffer.from(
    `<!DOCTYPE html><html><head><title>A page</title></head><body><div class="_a706" role="main">${body}</div></body></html>`,
  ),
});
type Kind = Reading['drafts'][number]['draft']['kind'];
export const all = <K extends Kind>(reading: Reading, kind: K) =>
  reading.drafts.flatMap(({ draft }) => (draft.kind === kind ? [draft as Extract<typeof draft, { kind: K }>] : []));
export const names = (reading: Reading, relation: string) =>
  distinct(reading.drafts).flatMap((draft) =>
    draft.kind === 'relation' && draft.relation === relation ? [draft.person.handle] : [],
  );
