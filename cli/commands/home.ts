/** Where everything lives, and how it comes to live elsewhere. */
import { resolve } from 'node:path';
import { freeRoom } from '../../engine/copies/places.ts';
import { defaultHome } from '../../engine/home.ts';
import { Refusal } from '../../shared/errors.ts';
import { openVault } from '../open-vault.ts';
import { print, printJson } from '../output.ts';
import { say } from '../say.ts';
import { homeOf, withSession, type GlobalOptions } from '../session.ts';
import { follow } from '../watch.ts';

export interface HomeOptions {
  /** A folder that is new or empty. */
  readonly moveTo?: string;
  readonly moveBack?: boolean;
  /** A folder in which everything lies already. */
  readonly foundAt?: string;
  readonly beginAnew?: boolean;
}

/** Throws `Refusal('bad-input')` where more than one thing is asked for. */
export async function home(options: HomeOptions, globals: GlobalOptions): Promise<void> {
  if (Object.keys(options).length > 1) throw new Refusal('bad-input', { reason: say('reason.one-home') });
  if (options.moveTo !== undefined) return move(resolve(options.moveTo), globals);
  if (options.moveBack === true) return move(defaultHome(), globals);
  if (options.foundAt !== undefined || options.beginAnew === true)
    await withSession(globals, 'blocked', async ({ engine, client }) => {
      if (options.foundAt === undefined) await client.place.anew();
      else await engine.openAt(resolve(options.foundAt));
    });
  return show(globals);
}

async function show(globals: GlobalOptions): Promise<void> {
  const { home: place, by, blocked } = homeOf(globals);
  const free = await freeRoom(place);
  if (globals.json === true) printJson({ place, by, there: blocked === null, freeBytes: free });
  else {
    print(place);
    print(say(`home.${by}`));
  }
  if (blocked !== null) throw blocked;
}

/** The place is printed when everything lives there. */
async function move(place: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async (session) => {
    await openVault(session, globals, 'if-any');
    const { move: moved } = await follow(session, session.engine.moveTo(place), 'move');
    const { home: now } = homeOf(globals);
    if (globals.json === true) printJson({ place: now, files: moved.files, bytes: moved.bytes });
    else print(say('home.moved', { place: now, files: moved.files, bytes: moved.bytes }));
  });
}
