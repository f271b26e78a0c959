import { Refusal } from '../../shared/errors.ts';
import { print, printJson, table } from '../output.ts';
import { withSession, type GlobalOptions } from '../session.ts';

export async function networks(id: string | undefined, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async ({ client }) => {
    const { networks: all } = await client.about();
    const found = id === undefined ? null : (all.find((network) => network.id === id) ?? null);
    if (id !== undefined && found === null) throw new Refusal('unknown-network', { network: id });
    const shown = found === null ? all : [found];
    if (globals.json === true) printJson(found ?? all);
    else
      print(table(shown.map(({ id, name, reads }) => [id, name, reads ? 'exports are read' : 'exports are kept as they are'])));
  });
}
