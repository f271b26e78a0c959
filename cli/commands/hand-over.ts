/** A departure that goes to another computer, or comes from one. */
import { Buffer } from 'node:buffer';
import { resolve } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { ComputerName, type DepartureView } from '../../shared/departures/index.ts';
import { ask, canAsk } from '../ask.ts';
import { departureId } from '../departure-id.ts';
import { openVault } from '../open-vault.ts';
import { print, printJson } from '../output.ts';
import { say } from '../say.ts';
import { withSession, type GlobalOptions } from '../session.ts';
import { tell } from '../tell.ts';
import { writeNew } from '../write-new.ts';

export async function handOver(given: string, options: { to: string; computer?: string }, globals: GlobalOptions): Promise<void> {
  const computer = options.computer === undefined ? null : ComputerName.parse(options.computer);
  await withSession(globals, 'if-any', async (session) => {
    const departure = await departureId(session, given);
    const passphrase = await passphraseFor('new');
    const { file } = await session.client.departures.handOver({ departure, passphrase, computer });
    const path = writeNew(options.to, Buffer.from(file, 'base64'));
    if (globals.json === true) return printJson({ path });
    print(say('written', { path }));
    tell(say('handed.told'));
  });
}

export async function openDeparture(file: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async (session) => {
    const { client, engine } = session;
    const [picked] = await engine.pick([resolve(file)]);
    const passphrase = await passphraseFor('known');
    await openVault(session, globals, 'make');
    const opened = await client.departures.open({ token: picked?.token ?? '', passphrase });
    const view = await client.departures.get({ departure: opened.departure });
    if (globals.json === true) return printJson({ ...opened, differences: view.differences });
    print(say(opened.began ? 'handed.began' : 'handed.merged', { events: opened.events.length }));
    print(say('departure.id', { id: opened.departure }));
    for (const line of differing(view)) print(line);
  });
}

/** What two computers say differently, with the numbers to take back. */
function* differing({ id, differences, events, computers }: DepartureView): Generator<string> {
  if (differences.length === 0) return;
  yield say('handed.differs', { departure: id.slice(0, 8) });
  for (const { type, about, events: said, missing } of differences) {
    yield `  ${say(`handed.${type}`, { about: about ?? '', missing: missing.join(', ') })}`;
    for (const { seq, at, type: what, computer } of events.filter((one) => said.includes(one.seq))) {
      const name = computers.find(({ letter }) => letter === computer)?.name ?? null;
      yield `    ${seq}  ${at}  ${what}  (${name === null ? computer : `${computer}, ${name}`})`;
    }
  }
}

async function passphraseFor(file: 'new' | 'known'): Promise<string> {
  const given = process.env['ADIEU_HANDOVER_PASSPHRASE'] ?? '';
  if (given !== '') return given;
  if (!canAsk()) throw new Refusal('bad-input', { reason: say('reason.handover') });
  const passphrase = await ask(say('ask.handover'), 'secret');
  if (file === 'new' && (await ask(say('ask.again'), 'secret')) !== passphrase)
    throw new Refusal('bad-input', { reason: say('reason.twice') });
  return passphrase;
}
