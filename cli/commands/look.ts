/** Looking into archives. */
import { Refusal } from '../../shared/errors.ts';
import type { PersonRow, SearchHit } from '../../shared/contract/index.ts';
import { recordKinds, type RecordKind, type RelationName } from '../../shared/records.ts';
import { allRecords } from '../../engine/archive/browse.ts';
import { allPeople } from '../../engine/archive/people.ts';
import { byteOrderMark, csvRows } from '../../engine/copies/csv.ts';
import { vcard } from '../../engine/copies/vcard.ts';
import { archiveId } from '../archive-id.ts';
import { ask } from '../ask.ts';
import { json, plain, print, printAll, printJson, printMarked, table } from '../output.ts';
import { say } from '../say.ts';
import { withSession, type GlobalOptions, type Session } from '../session.ts';

export async function archives(globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async ({ client, engine }) => {
    const { state } = engine.context.vault.standing();
    const all = state === 'new' ? [] : await client.archives.list();
    if (globals.json === true) return printJson(all);
    if (all.length === 0) return print(say('archives.none'));
    const rows = all.map(({ id, networkName, account, counts, state: now }) => {
      const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return [id, networkName, account ?? '', say('archives.records', { records }), say(`archives.${now}`)];
    });
    print(table(rows));
  });
}

export async function show(given: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const detail = await session.client.archives.get({ archive: await archiveId(session, given) });
    if (globals.json === true) return printJson(detail);
    print(`${detail.networkName} ${detail.account ?? ''}`);
    print(say('show.span', { first: detail.first ?? '…', last: detail.last ?? '…' }));
    const counts = [...Object.entries(detail.counts), ...Object.entries(detail.relations)];
    if (counts.length > 0) print(table(counts.map(([what, count]) => [what, String(count)])));
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
  if (relation !== undefined && kind !== 'relation') throw new Refusal('bad-input', { reason: say('reason.relation-kind') });
  await withSession(globals, 'if-any', async (session) => {
    const archive = session.engine.context.store.exact(await archiveId(session, given));
    function* lines(): Generator<string> {
      for (const one of kind === null ? recordKinds : [kind])
        for (const record of allRecords(archive, one, relation)) yield `${json(record)}\n`;
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
  if (globals.json === true && options.as !== undefined && options.as !== 'json')
    throw new Refusal('bad-input', { reason: say('reason.json-or', { format: options.as }) });
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
    else if (format === 'json') yield `${begun ? ',\n ' : '[\n '}${json(person)}`;
    else yield `${plain([handle ?? networkId ?? '', name ?? '', relations.join(' '), since ?? ''].join('  '))}\n`;
    begun = true;
  }
  if (format === 'json') yield begun ? '\n]\n' : '[]\n';
}

/** Asked of the engine at once. */
const hitsAPage = 200;

export async function search(
  words: string,
  options: { archive?: string; kind?: RecordKind; limit: number },
  globals: GlobalOptions,
): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const { client } = session;
    if (session.engine.context.vault.standing().state === 'new') throw new Refusal('no-archive');
    const query = {
      words,
      kinds: options.kind === undefined ? [] : [options.kind],
      whole: globals.json === true,
      ...(options.archive === undefined ? {} : { archive: await archiveId(session, options.archive) }),
    };
    const page = (offset: number): Promise<{ total: number; hits: SearchHit[]; milliseconds: number }> =>
      client.search({ ...query, offset, limit: Math.max(1, Math.min(hitsAPage, options.limit - offset)) });
    const first = await page(0);
    async function* hits(): AsyncGenerator<SearchHit> {
      let given = 0;
      for (let found = first.hits; found.length > 0 && given < options.limit; found = (await page(given)).hits) {
        for (const hit of found) if (given++ < options.limit) yield hit;
      }
    }
    if (globals.json === true) return printAll(searchJson(first, hits()));
    for await (const { marked, record } of hits())
      printMarked([{ text: `${record.at ?? '—'}  ${record.kind}  `, hit: false }, ...marked]);
    print(say('search.found', { total: first.total }));
  });
}

async function* searchJson(
  { total, milliseconds }: { total: number; milliseconds: number },
  hits: AsyncIterable<SearchHit>,
): AsyncGenerator<string> {
  yield `{\n "total": ${total},\n "milliseconds": ${milliseconds},\n "hits": [`;
  let separator = '\n  ';
  for await (const hit of hits) {
    yield separator + json(hit);
    separator = ',\n  ';
  }
  yield '\n ]\n}\n';
}

/** On a terminal its name has to be typed; a script knows what it does. */
export async function remove(given: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const { client } = session;
    const archive = await archiveId(session, given);
    await client.archives.remove({ archive, name: await nameOf(session, archive) });
    if (globals.json === true) printJson({ removed: archive });
    else print(say('removed', { archive }));
  });
}

async function nameOf({ client }: Session, archive: string): Promise<string> {
  const { account, networkName } = await client.archives.get({ archive });
  const name = account ?? networkName;
  return process.stdin.isTTY ? ask(say('ask.remove', { name: plain(name) }), 'open') : name;
}
