/**
 * An import without threads, vault or disk: the same sources, readers, packer and writer over a database in memory. Fast enough for thousands of damaged
 * inputs; what lies around it (threads, kills, full disks) has tests of its own.
 */
import Database from 'better-sqlite3-multiple-ciphers';
import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { Refusal } from '../../shared/errors.ts';
import { AnyRecord, recordKinds } from '../../shared/records.ts';
import { openArchive } from '../../engine/archive/archive.ts';
import { allRecords } from '../../engine/archive/browse.ts';
import { accountOfImport, beginImport } from '../../engine/archive/imports.ts';
import { migrations } from '../../engine/archive/schema.ts';
import { ArchiveWriter } from '../../engine/archive/writer.ts';
import { MediaFiles } from '../../engine/intake/media-files.ts';
import { Meter } from '../../engine/intake/meter.ts';
import { Outlet } from '../../engine/intake/outlet.ts';
import type { ToWriting } from '../../engine/intake/protocol.ts';
import { readAll } from '../../engine/intake/read-all.ts';
import { lookAt, openInputs, type Input } from '../../engine/intake/sources/index.ts';
import type { Plan } from '../../engine/intake/toolkit/index.ts';
import { networks } from '../../networks/index.ts';

const nobody = { handle: null, networkId: null, name: null };

export interface InMemory {
  /** Of the network that fits best; null where none does and none was named. */
  readonly account: AccountOfImport | null;
  /** How many files were found, with those that cannot be read at all. */
  readonly found: number;
  readonly records: readonly AnyRecord[];
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
}

/** Throws `Refusal`, and whatever is a bug. `network`: what the person names where nothing fits; it takes the files as they are. */
export async function readInMemory(inputs: readonly Input[], network?: string): Promise<InMemory> {
  const opened = await openInputs(inputs);
  try {
    const look = lookAt(opened.files);
    let best: { id: string; fit: number } | null = null;
    for (const { id, reader } of networks) {
      const fit = (await reader?.recognise(look))?.fit ?? 0;
      if (fit > (best?.fit ?? 0)) best = { id, fit };
    }
    const id = best?.id ?? network;
    const found = opened.files.length + opened.problems.filter((problem) => problem.of === 'entry').length;
    if (id === undefined) return { account: null, found, records: [], problems: opened.problems };
    const reader = networks.find((one) => one.id === id)?.reader ?? null;
    const recognition = (await reader?.recognise(look)) ?? null;
    const plan: Plan =
      reader === null || recognition === null ? { account: nobody, steps: [] } : await reader.plan(look, recognition);
    const db = new Database(':memory:');
    for (const sql of migrations) db.exec(sql);
    const entries = opened.problems.filter((problem) => problem.of === 'entry');
    const begun = beginImport(db, {
      id: 'import',
      at: '2026-01-01T00:00:00.000Z',
      network: id,
      layout: recognition?.layout ?? 'unknown',
      language: recognition?.language ?? null,
      inputs: [],
      expected: {},
      warnings: [],
      files: [
        ...opened.files.map(({ path, bytes }) => ({ path, bytes, damage: null })),
        ...entries.map(({ file, bytes, reason }) => ({ path: file, bytes, damage: reason })),
      ],
    });
    const writer = new ArchiveWriter(db, begun.seq, begun.firstFile, []);
    const { port1, port2 } = new MessageChannel();
    const failed: unknown[] = [];
    port2.on('message', (message: ToWriting) => {
      try {
        if (message.type === 'batch') writer.add(message.batch);
        else writer.commit(0);
      } catch (error) {
        failed.push(error);
      }
      port2.postMessage('taken');
      if (message.type === 'end') port2.close();
    });
    const closed = once(port2, 'close');
    const media = new MediaFiles(opened.files);
    const outlet = new Outlet(id, port1, new Uint32Array(opened.files.length), media, new AbortController().signal);
    try {
      await readAll(
        opened.files,
        plan,
        Uint32Array.from(opened.files, (_, i) => i),
        outlet,
        media,
        new Meter(() => undefined),
      );
    } catch (error) {
      port1.close();
      throw error;
    }
    await closed;
    if (failed.length > 0) throw failed[0];
    writer.finish('2026-01-01T00:00:00.000Z', () => 0);
    const archive = openArchive(db, 'archive', 'exact');
    const records = recordKinds.flatMap((kind) => [...allRecords(archive, kind)]);
    const account = accountOfImport(archive, 'import');
    db.close();
    return { account, found, records, problems: opened.problems };
  } finally {
    await opened.close();
  }
}

/** What must hold whatever was read; answers what does not. */
export function untrue({ account, found: files, records }: InMemory): string[] {
  const wrong: string[] = [];
  if (account === null) return wrong;
  const { damaged, kept: asIs, read } = account.fileCounts;
  if (damaged + asIs + read !== files) wrong.push(`${files} files, ${damaged} damaged + ${asIs} kept + ${read} read`);
  for (const [kind, { found, kept, duplicate, refused }] of Object.entries(account.records)) {
    if (found !== kept + duplicate + refused) wrong.push(`${kind}: ${found} is not ${kept} + ${duplicate} + ${refused}`);
    const there = records.filter((record) => record.kind === kind).length;
    if (there !== kept) wrong.push(`${kind}: ${there} records, ${kept} counted`);
  }
  for (const record of records) {
    const { success, error } = AnyRecord.safeParse(JSON.parse(JSON.stringify(record, exactly)));
    if (!success) wrong.push(`${record.kind} ${record.source.file} ${record.source.locator}: ${error.message}`);
  }
  const refused = Object.values(account.records).reduce((sum, tally) => sum + tally.refused, 0);
  if (account.refused.length !== Math.min(refused, 1000)) wrong.push(`${refused} refused, ${account.refused.length} told`);
  for (const { file, became, reason } of account.files)
    if (became !== 'read' && reason === null) wrong.push(`${file} is ${became} without a reason`);
  return wrong;
}

const exactly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** A refusal as its code; anything else that is thrown stays thrown. */
export async function orRefusal<T>(work: Promise<T>): Promise<T | Refusal> {
  return work.catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}
