/** Files from a departure: its dates, its receipt; and newer facts. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { departureId } from '../departure-id.ts';
import { print, printJson } from '../output.ts';
import { language, say } from '../say.ts';
import { withSession, type GlobalOptions } from '../session.ts';
import { systemRefusal } from '../system-refusal.ts';
import { writeNew } from '../write-new.ts';

export async function calendar(given: string | undefined, options: { ics?: string }, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const { client, engine } = session;
    const departure = given === undefined ? null : await departureId(session, given);
    const { state } = engine.context.vault.standing();
    if (options.ics !== undefined) {
      const { ics } = await client.departures.calendar({ departure, language });
      writeNew(options.ics, ics);
      return globals.json === true ? printJson({ path: resolve(options.ics) }) : print(say('written', { path: options.ics }));
    }
    const dates = state === 'new' ? [] : (await client.calendar.list({ departure })).dates;
    if (globals.json === true) return printJson(dates);
    for (const { networkName, handle, day, text, over } of dates)
      print(`${day ?? say('unknown')}  ${text[language]}  ${networkName} @${handle}${over ? '' : ' …'}`);
  });
}

/** As PDF or HTML, by the name of the file; both, where it has another ending. */
export async function receipt(given: string, options: { to: string }, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const departure = await departureId(session, given);
    const { html, pdf } = await session.client.departures.receipt({ departure, language });
    const [, base = options.to, ending] = /^(.*)\.(pdf|html?)$/i.exec(options.to) ?? [];
    const paths: string[] = [];
    if (ending === undefined || ending.toLowerCase() === 'pdf')
      paths.push(writeNew(ending === undefined ? `${base}.pdf` : options.to, Buffer.from(pdf, 'base64')));
    if (ending === undefined || ending.toLowerCase() !== 'pdf')
      paths.push(writeNew(ending === undefined ? `${base}.html` : options.to, html));
    if (globals.json === true) return printJson({ paths });
    for (const path of paths) print(say('written', { path }));
  });
}

export async function facts(file: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async ({ client }) => {
    const added = await client.facts.add({ text: read(file) });
    if (globals.json === true) return printJson(added);
    print(say('facts.added', added));
  });
}

function read(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (error) {
    throw systemRefusal(error, 'chosen') ?? error;
  }
}
