/** Letters: written as files, and what came of them. */
import { LetterFormat, LetterWanted, type LetterKind, type ShownLetter } from '../../shared/letters/index.ts';
import { Say } from '../../shared/departures/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { plainAnswer } from '../answers.ts';
import { departureId } from '../departure-id.ts';
import { jsonIn } from '../json-in.ts';
import { print, printJson, table } from '../output.ts';
import { parsed } from '../parsed.ts';
import { language, say } from '../say.ts';
import { withSession, type GlobalOptions, type Session } from '../session.ts';
import { tell } from '../tell.ts';
import { writeNew } from '../write-new.ts';

export interface LetterOptions {
  readonly to?: string;
  readonly language?: string;
  readonly law?: string;
  readonly about?: string;
  readonly answers?: string;
  readonly name?: string;
  readonly address?: string;
  readonly email?: string;
  readonly accountEmail?: string;
  readonly accountUrl?: string;
  readonly situation?: string;
  readonly since?: string;
  readonly more?: string;
  readonly country?: string;
  readonly region?: string;
  readonly despite?: boolean;
}

/** The ending says which file it is to be. */
const endings: Readonly<Record<string, LetterFormat>> = { pdf: 'pdf', txt: 'text', eml: 'eml' };

/** Writes a letter into its departure and into a file. What is not given is as in the letter before. */
export async function letter(given: string, kind: LetterKind, options: LetterOptions, globals: GlobalOptions): Promise<void> {
  const ending = /\.(pdf|txt|eml)$/i.exec(options.to ?? '')?.[1]?.toLowerCase();
  if (options.to !== undefined && ending === undefined) throw new Refusal('bad-input', { reason: say('reason.letter-ending') });
  const inFile = options.answers === undefined ? {} : jsonIn(options.answers);
  await withSession(globals, 'if-any', async (session) => {
    const { client } = session;
    const departure = await departureId(session, given);
    const { form: before } = await client.letters.desk({ departure });
    const { law, about, despite } = options;
    const wanted = parsed(LetterWanted, {
      kind,
      language: options.language ?? language,
      form: { ...before, ...(typeof inFile === 'object' ? inFile : {}), ...formOf(options) },
      ...(law === undefined ? {} : { law: plainAnswer('law', law) }),
      ...(about === undefined ? {} : { about }),
      ...(despite === undefined ? {} : { despite }),
    });
    const written = await client.letters.write({ departure, wanted });
    const path = options.to === undefined ? null : await save(session, departure, written.letter, options.to, ending ?? '');
    if (globals.json === true) return printJson({ ...written, path });
    if (path === null) print(written.text);
    else print(say('written', { path }));
    for (const what of written.letter.without) tell(say(`letter.without.${what}`));
    const { form } = written.letter.to;
    if (form !== null) tell(say('letter.form', { form }));
  });
}

async function save(session: Session, departure: string, { id }: ShownLetter, to: string, ending: string): Promise<string> {
  const { content } = await session.client.letters.file({ departure, letter: id, format: endings[ending] ?? 'text' });
  return writeNew(to, Buffer.from(content, 'base64'));
}

function formOf(options: LetterOptions): object {
  const { name, address, email, accountEmail, accountUrl, situation, since, more, country, region } = options;
  const form = { name, address, email, accountEmail, accountUrl, situation, since, more, country, region };
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
}

/** Of one departure, or of all. */
export async function letters(given: string | undefined, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const { client, engine } = session;
    const only = given === undefined ? null : await departureId(session, given);
    const fresh = engine.context.vault.standing().state === 'new';
    const all = fresh ? [] : (await client.letters.list()).filter(({ departure }) => only === null || departure === only);
    if (globals.json === true) return printJson(all);
    const rows = all.flatMap(({ networkName, handle, letters: own }) =>
      own.map((one) => [
        one.id.slice(0, 8),
        `${networkName} @${handle}`,
        say(`letter.kind.${one.kind}`),
        one.answered === null
          ? one.sent === null
            ? say('letter.not-sent')
            : say('letter.sent', { day: one.sent })
          : say('letter.answered', { day: one.answered.on }),
        one.deadline === null ? '' : say('letter.deadline', { day: one.deadline.day }),
        one.next === null ? '' : say('letter.next', { kind: say(`letter.kind.${one.next}`) }),
      ]),
    );
    print(rows.length === 0 ? say('letters.none') : table(rows));
  });
}

/** `letter-sent KIND`, `letter-answered KIND`: the newest of the kind that this can be said of, or one by its id. */
export async function sayOfLetter(
  { client }: Session,
  departure: string,
  command: 'letter-sent' | 'letter-answered',
  which: string,
  options: { readonly on?: string; readonly how?: string; readonly until?: string },
) {
  const { letters: all } = await client.departures.get({ departure });
  const fits = ({ sent, answered }: ShownLetter): boolean =>
    command === 'letter-sent' ? sent === null : sent !== null && (answered === null || answered.how === 'extended');
  const one =
    all.findLast((letter) => letter.kind === which && fits(letter)) ??
    all.find(({ id }) => which.length >= 4 && id.startsWith(which)) ??
    all.findLast(({ kind }) => kind === which);
  if (one === undefined) throw new Refusal('no-letter', { letter: which });
  const { on, how = 'done', until } = options;
  const said = {
    type: command,
    letter: one.id,
    ...(on === undefined ? {} : { day: on }),
    ...(command === 'letter-sent' ? {} : { how, ...(until === undefined ? {} : { until }) }),
  };
  return client.departures.say({ departure, say: parsed(Say, said) });
}
