import { freeRoom } from '../../engine/copies/places.ts';
import { print, printJson, table } from '../output.ts';
import { homeOf, withSession, type GlobalOptions } from '../session.ts';

/** Versions and possibilities; no name, handle or path of anybody's. */
export async function doctor(globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async ({ client, engine }) => {
    const { version, networks } = await client.about();
    const { state, protection, keychain, recoveryConfirmed } = await client.vault.state();
    const { home, by } = homeOf(globals);
    const found = {
      adieu: version,
      node: process.versions.node,
      system: `${process.platform} ${process.arch}`,
      ...engine.engines(),
      home: by,
      freeBytes: await freeRoom(home),
      vault: state,
      protection,
      keychain,
      recoveryConfirmed,
      reads: networks.filter(({ reads }) => reads).map(({ id }) => id),
    };
    if (globals.json === true) printJson(found);
    else
      print(table(Object.entries(found).map(([what, value]) => [what, Array.isArray(value) ? value.join(', ') : String(value)])));
  });
}
