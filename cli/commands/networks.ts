import { Refusal } from '../../shared/errors.ts';
import { print, printJson, table } from '../output.ts';
import { say } from '../say.ts';
import { withSession, type GlobalOptions } from '../session.ts';

export async function networks(id: string | undefined, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async ({ client }) => {
    const { networks: all } = await client.about();
    const found = all.find((network) => network.id === id) ?? null;
    if (id !== undefined && found === null) throw new Refusal('unknown-network', { network: id });
    if (globals.json === true) return printJson(found ?? all);
    const shown = found === null ? all : [found];
    print(table(shown.map(({ id, name, reads }) => [id, name, say(reads ? 'networks.reads' : 'networks.keeps')])));
  });
}
