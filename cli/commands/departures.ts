/** Departures: begun, looked at, gone on with. */
import { resolve } from 'node:path';
import { Answers, Say, type DepartureView } from '../../shared/departures/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Text } from '../../shared/facts/index.ts';
import { plainAnswer, plainAnswers } from '../answers.ts';
import { archiveId } from '../archive-id.ts';
import { departureId } from '../departure-id.ts';
import { jsonIn } from '../json-in.ts';
import { parsed } from '../parsed.ts';
import { planText } from '../plan-text.ts';
import { print, printJson, table } from '../output.ts';
import { language, say } from '../say.ts';
import { withSession, type GlobalOptions, type Session } from '../session.ts';
import { tell } from '../tell.ts';
import { follow } from '../watch.ts';
import { openVault } from '../open-vault.ts';
import { sayOfLetter } from './letters.ts';

const inWords = (words: Text): string => words[language];

export async function depart(
  network: string,
  handle: string,
  options: { name?: string; answers?: string; zone?: string },
  globals: GlobalOptions,
): Promise<void> {
  const answers = parsed(Answers, options.answers === undefined ? {} : plainAnswers(jsonIn(options.answers)));
  await withSession(globals, 'leave', async (session) => {
    const { networks } = await session.client.about();
    if (!networks.some(({ id }) => id === network)) throw new Refusal('unknown-network', { network });
    await openVault(session, globals, 'make');
    const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { name } = options;
    show(
      await session.client.departures.begin({ network, ...(name === undefined ? {} : { name }), handle, answers, zone }),
      globals,
    );
  });
}

export async function departures(globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async ({ client, engine }) => {
    const { state } = engine.context.vault.standing();
    const all = state === 'new' ? [] : await client.departures.list();
    if (globals.json === true) return printJson(all);
    if (all.length === 0) return print(say('departures.none'));
    print(
      table(
        all.map(({ id, networkName, handle, stage, next, nextDate }) => [
          id.slice(0, 8),
          networkName,
          `@${handle}`,
          say(`stage.of.${stage}`),
          next === null ? '' : inWords(next.title),
          nextDate === null ? '' : `${inWords(nextDate.text)}: ${nextDate.at}`,
        ]),
      ),
    );
  });
}

export async function departure(given: string, globals: GlobalOptions): Promise<void> {
  await withDeparture(given, globals, async ({ client }, id) => show(await client.departures.get({ departure: id }), globals));
}

export async function doTask(
  given: string,
  task: string,
  options: { skip?: string; undo?: boolean; remind?: string },
  globals: GlobalOptions,
): Promise<void> {
  const said: Say = parsed(
    Say,
    options.undo === true
      ? { type: 'undo', task }
      : options.skip !== undefined
        ? { type: 'skip', task, reason: options.skip }
        : options.remind !== undefined
          ? { type: 'remind', task, on: options.remind }
          : { type: 'do', task },
  );
  await withDeparture(given, globals, async (session, id) => {
    if (said.type === 'do' && said.task === 'check.archive') return prove(session, id, globals);
    if (said.type === 'do' && said.task === 'confirm.look')
      return show(await session.client.departures.look({ departure: id, agree: true }), globals);
    show(await session.client.departures.say({ departure: id, say: said }), globals);
  });
}

/** How `say <id> <command> [words…]` is understood: what the words after it mean. */
const spoken = {
  requested: ([on]) => ({ type: 'requested', on: moment(on) }),
  ready: ([on, expires]) => ({ type: 'ready', on: moment(on), expires: moment(expires) }),
  lost: ([on]) => ({ type: 'lost', on: moment(on) }),
  collected: ([archive]) => ({ type: 'collected', archive: archive ?? '' }),
  override: ([handle, ...reason]) => ({ type: 'override', handle, reason: reason.join(' ') }),
  closed: ([on]) => ({ type: 'closed', on: moment(on) }),
  reopened: ([on]) => ({ type: 'reopened', on: moment(on) }),
  'grace-ends': ([on]) => ({ type: 'grace-ends', on }),
  looks: ([answer]) => ({ type: 'looks', agreed: answer !== 'no' }),
  zone: ([zone]) => ({ type: 'zone', zone }),
  answer: ([question, ...answer]) => ({
    type: 'answer',
    answers: question === undefined ? {} : { [question]: answer.length === 0 ? null : plainAnswer(question, answer.join(' ')) },
  }),
  unsay: ([event]) => ({ type: 'unsay', event: Number(event) }),
  settle: ([about, event]) => ({ type: 'settle', about, event: Number(event) }),
} as const satisfies Record<string, (words: readonly string[]) => unknown>;
export const spokenCommands = [...Object.keys(spoken), 'proved', 'copied', 'letter-sent', 'letter-answered'] as const;

export async function sayOf(
  given: string,
  command: string,
  words: readonly string[],
  options: { on?: string; how?: string; until?: string },
  globals: GlobalOptions,
): Promise<void> {
  await withDeparture(given, globals, async (session, id) => {
    const { client } = session;
    if (command === 'proved') return prove(session, id, globals);
    if (command === 'copied') return copied(session, id, words[0] ?? '', globals);
    if (command === 'letter-sent' || command === 'letter-answered')
      return show(await sayOfLetter(session, id, command, words[0] ?? '', options), globals);
    const known = Object.entries(spoken).find(([name]) => name === command)?.[1];
    if (known === undefined) throw new Refusal('bad-input', { reason: spokenCommands.join(', ') });
    const said = known(words);
    const archive = 'archive' in said ? { archive: await archiveId(session, said.archive) } : {};
    show(await client.departures.say({ departure: id, say: parsed(Say, { ...withoutNothing(said), ...archive }) }), globals);
  });
}

export async function look(given: string, globals: GlobalOptions): Promise<void> {
  await withDeparture(given, globals, async ({ client }, id) => {
    const view = await client.departures.look({ departure: id, agree: true });
    const last = view.looks.at(-1) ?? null;
    if (globals.json === true) return printJson({ look: last, outlook: view.outlook });
    if (last === null) return;
    print(`${say(`verdict.${last.verdict}`)} (${last.because})`);
    if (last.answers.length > 0)
      print(
        table(
          last.answers.map(({ address, status, says, failed, signal }) => [
            address ?? '',
            String(status ?? failed ?? ''),
            says ?? '—',
            signal ?? '',
          ]),
        ),
      );
  });
}

/** The archive is opened, searched, and its kept original read again: with progress, as for a large one it takes minutes. */
async function prove(session: Session, id: string, globals: GlobalOptions): Promise<void> {
  const { job } = await session.client.departures.prove({ departure: id });
  await follow(session, job, 'prove');
  show(await session.client.departures.get({ departure: id }), globals);
}

async function copied(session: Session, id: string, place: string, globals: GlobalOptions): Promise<void> {
  const { client, engine } = session;
  const before = (await client.departures.get({ departure: id })).events.length;
  const [picked] = await engine.pick([resolve(place)]);
  const { job } = await client.copies.check({ token: picked?.token ?? '' });
  const { check } = await follow(session, job, 'check');
  if (!check.intact)
    throw new Refusal('copy-damaged', {
      missing: check.missing.length,
      changed: check.changed.length,
      extra: check.extra.length,
    });
  const view = await client.departures.get({ departure: id });
  // Whole, and somebody else's.
  if (view.events.length === before) throw new Refusal('other-copy');
  show(view, globals);
}

export async function withDeparture(
  given: string,
  globals: GlobalOptions,
  work: (session: Session, id: string) => Promise<void>,
): Promise<void> {
  await withSession(globals, 'if-any', async (session) => work(session, await departureId(session, given)));
}

/** `2026-11-24` is the beginning of that day here; anything else is left to the schema. */
function moment(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00:00` : given);
  return Number.isNaN(date.getTime()) ? given : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

const withoutNothing = (said: object): object =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));

function show(view: DepartureView, globals: GlobalOptions): void {
  if (globals.json === true) return printJson(view);
  print(planText(view, language));
  for (const { due, text } of view.reminders) if (due) tell(inWords(text));
}
