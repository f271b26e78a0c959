import { accountJson } from '../../shared/account-json.ts';
import type { AccountOfImport, FileFate } from '../../shared/account-of-import.ts';
import { Refusal } from '../../shared/errors.ts';
import { recordKinds, type RelationName } from '../../shared/records.ts';
import { archiveId } from '../archive-id.ts';
import { exitCodes } from '../exit.ts';
import { openVault } from '../open-vault.ts';
import { json, print, printAll, table } from '../output.ts';
import { say } from '../say.ts';
import { withSession, type GlobalOptions, type Session } from '../session.ts';
import { follow } from '../watch.ts';

interface ReadOptions {
  readonly network?: string;
  readonly into?: string;
  readonly expect?: Partial<Record<RelationName, number>>;
  readonly original: boolean;
}

export async function read(files: readonly string[], options: ReadOptions, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async (session) => {
    const { network, expect = {}, original } = options;
    // What can be refused at once is, before a vault is made for it.
    const tokens = (await session.engine.pick(files)).map(({ token }) => token);
    const { networks } = await session.client.about();
    if (network !== undefined && !networks.some(({ id }) => id === network)) throw new Refusal('unknown-network', { network });
    await openVault(session, globals, 'make');
    const { job } = await session.client.imports.start({
      tokens,
      expect,
      keepOriginal: original,
      ...(network === undefined ? {} : { network }),
      ...(options.into === undefined ? {} : { into: await archiveId(session, options.into) }),
    });
    await report(session, job, globals);
  });
}

export async function resume(archive: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'if-any', async (session) => {
    const { job } = await session.client.imports.resume({ archive: await archiveId(session, archive) });
    await report(session, job, globals);
  });
}

async function report(session: Session, job: string, globals: GlobalOptions): Promise<void> {
  const { account } = await follow(session, job, 'import');
  if (globals.json === true) await printAll(accountJson(account, filesOf(session, account), (value) => json(value, 2)));
  else await printAccount(session, account);
  if (isDamaged(account)) process.exitCode = exitCodes.damage;
}

/** The files of an import, page by page. */
async function* pagesOf({ client }: Session, account: AccountOfImport, became?: FileFate['became']): AsyncGenerator<FileFate[]> {
  const query = { archive: account.archive, import: account.import, limit: 10_000, ...(became === undefined ? {} : { became }) };
  for (let offset = 0, total = Infinity; offset < total; offset += query.limit) {
    const page = await client.imports.files({ ...query, offset });
    if (page.files.length > 0) yield page.files;
    ({ total } = page);
  }
}

async function* filesOf(session: Session, account: AccountOfImport): AsyncGenerator<FileFate> {
  if (account.files.length === fileCount(account)) yield* account.files;
  else for await (const page of pagesOf(session, account)) yield* page;
}

const fileCount = ({ fileCounts: { damaged, kept, read: whole } }: AccountOfImport): number => damaged + kept + whole;

/** Whether anything of the export could not be had. */
function isDamaged({ fileCounts, records, warnings }: AccountOfImport): boolean {
  return (
    fileCounts.damaged > 0 ||
    Object.values(records).some(({ refused }) => refused > 0) ||
    warnings.some(({ code }) => code === 'damaged-input' || code === 'part-missing')
  );
}

async function printAccount(session: Session, account: AccountOfImport): Promise<void> {
  const { fileCounts, records, network, archive } = account;
  print(say('account.into', { network, archive, account: account.account ?? say('account.nobody') }));
  print(say('account.files', { files: fileCount(account), ...fileCounts }));
  const rows = recordKinds.flatMap((kind) => {
    const tally = records[kind];
    return tally === undefined ? [] : [[kind, ...[tally.found, tally.kept, tally.duplicate, tally.refused].map(String)]];
  });
  const head = [say('account.found'), say('account.kept'), say('account.duplicate'), say('account.refused')];
  print(table([['', ...head], ...rows]));
  for (const { what, expected, found, difference } of account.expected)
    print(say('account.expected', { what, expected, found, difference }));
  for await (const page of pagesOf(session, account, 'damaged'))
    print(table(page.map(({ file, reason }) => [say('account.damaged'), file, reason ?? ''])));
  const notes = account.warnings.map(({ code, file, detail }) => [say('account.note'), code, file ?? '', detail ?? '']);
  if (notes.length > 0) print(table(notes));
}
