/** Looking into archives. */
import { createInterface } from 'node:readline/promises';
import { Refusal } from '../../shared/errors.ts';
import type { PersonRow } from '../../shared/contract/index.ts';
import { recordKinds, type RecordKind, type RelationName } from '../../shared/records.ts';
import { allRecords } from '../../engine/archive/browse.ts';
import { allPeople } from '../../engine/archive/people.ts';
import { byteOrderMark, csvRows } from '../../engine/copies/csv.ts';
import { vcard } from '../../engine/copies/vcard.ts';
import { archiveId } from '../archive-id.ts';
import { plain, print, printAll, printJson, table } from '../output.ts';
import { withSession, type GlobalOptions } from '../session.ts';

export async function archives(globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async ({ client }) => {
    const { state } = await client.vault.state();
    const all = state === 'new' ? [] : await client.archives.list();
    if (globals.json === true) printJson(all);
    else if (all.length === 0) print('No archives yet.');
    else
      print(
        table(
          all.map((one) => [
            one.id,
            one.networkName,
            one.account ?? '',
            `${Object.values(one.counts).reduce((a, b) => a + b, 0)} records`,
            one.state,
          ]),
        ),
      );
  });
}

export async function show(given: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const detail = await session.client.archives.get({ archive: await archiveId(session, given) });
    if (globals.json === true) return printJson(detail);
    print(`${detail.networkName} ${detail.account ?? ''}`);
    print(`${detail.first ?? '…'} to ${detail.last ?? '…'}`);
    print(
      table(
        [...Object.entries(detail.counts), ...Object.entries(detail.relations)].map(([what, count]) => [what, String(count)]),
      ),
    );
  });
}

/** One JSON object a line; integers of any size come out digit for digit. */
export async function records(
  given: string,
  options: { kind?: RecordKind; relation?: RelationName },
  globals: GlobalOptions,
): Promise<void> {
  const { relation } = options;
  const kind = options.kind ?? (relation === undefined ? null : 'relation');
  if (relation !== undefined && kind !== 'relation')
    throw new Refusal('bad-input', { reason: '--relation goes with --kind relation' });
  await withSession(globals, 'if-any', async (session) => {
    const archive = session.engine.context.store.exact(await archiveId(session, given));
    function* lines(): Generator<string> {
      for (const one of kind === null ? recordKinds : [kind])
        for (const record of allRecords(archive, one, relation)) yield `${JSON.stringify(record)}\n`;
    }
    try {
      await printAll(lines());
    } finally {
      archive.db.close();
    }
  });
}

type Format = 'csv' | 'vcard' | 'json';

export async function people(
  given: string,
  options: { relation?: RelationName; as?: Format },
  globals: GlobalOptions,
): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const archive = session.engine.context.store.exact(await archiveId(session, given));
    const { networks } = await session.client.about();
    const network = archive.meta.network;
    const networkName = networks.find(({ id }) => id === network)?.name ?? network;
    const everybody = (): Iterable<PersonRow> => allPeople(archive, options.relation);
    try {
      await printAll(peopleAs(options.as ?? (globals.json === true ? 'json' : null), everybody(), { network, networkName }));
    } finally {
      archive.db.close();
    }
  });
}

function* peopleAs(
  format: Format | null,
  everybody: Iterable<PersonRow>,
  archive: { network: string; networkName: string },
): Generator<string> {
  if (format === 'csv') yield byteOrderMark + csvRows([['handle', 'name', 'networkId', 'url', 'relations', 'since']]);
  let begun = false;
  for (const person of everybody) {
    const { handle, name, networkId, url, relations, since } = person;
    if (format === 'csv') yield csvRows([[handle, name, networkId, url, relations.join(' '), since]]);
    else if (format === 'vcard') yield vcard(person, archive);
    else if (format === 'json') yield `${begun ? ',\n ' : '[\n '}${JSON.stringify(person)}`;
    else
      yield `${plain([handle ?? networkId ?? '', name ?? '', relations.join(' '), since ?? ''].join('\t').replaceAll('\n', ' '))}\n`;
    begun = true;
  }
  if (format === 'json') yield begun ? '\n]\n' : '[]\n';
}

export async function search(
  words: string,
  options: { archive?: string; kind?: RecordKind; limit: number },
  globals: GlobalOptions,
): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const { client } = session;
    if ((await client.vault.state()).state === 'new') throw new Refusal('no-archive');
    const page = await client.search({
      words,
      limit: Math.min(500, Math.max(1, options.limit)),
      kinds: options.kind === undefined ? [] : [options.kind],
      ...(options.archive === undefined ? {} : { archive: await archiveId(session, options.archive) }),
    });
    if (globals.json === true) return printJson(page);
    const bold = (text: string): string => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[22m` : text);
    for (const { marked, record } of page.hits)
      print(
        `${record.at ?? '—'}  ${record.kind}  ${marked.map(({ text, hit }) => (hit ? bold(plain(text)) : plain(text))).join('')}`,
      );
    print(`${page.total} found`);
  });
}

export async function remove(given: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const { client } = session;
    const archive = await archiveId(session, given);
    const { account, networkName } = await client.archives.get({ archive });
    const name = account ?? networkName;
    await client.archives.remove({ archive, name: process.stdin.isTTY ? await typed(name) : name });
    if (globals.json === true) printJson({ removed: archive });
    else print(`Removed: ${archive}`);
  });
}

async function typed(name: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`This cannot be undone. Type ${plain(name)} to remove the archive: `);
  } finally {
    terminal.close();
  }
}
