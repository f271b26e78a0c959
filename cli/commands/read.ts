import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { recordKinds, type RelationName } from '../../shared/records.ts';
import { archiveId } from '../archive-id.ts';
import { exitCodes } from '../exit.ts';
import { print, printJson, table } from '../output.ts';
import { withSession, type GlobalOptions, type Session } from '../session.ts';
import { follow } from '../watch.ts';

interface ReadOptions {
  readonly network?: string;
  readonly into?: string;
  readonly expect: Partial<Record<RelationName, number>>;
  readonly original: boolean;
}

export async function read(files: readonly string[], options: ReadOptions, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'open', async (session) => {
    const tokens = (await session.engine.pick(files)).map(({ token }) => token);
    const { network, expect, original } = options;
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
  const result = await follow(session, job);
  if (result.job !== 'import') throw new Error('an import was expected');
  const { account } = result;
  if (globals.json === true) printJson(account);
  else tellAccount(account);
  if (isDamaged(account)) process.exitCode = exitCodes.damage;
}

/** Whether anything of the export could not be had. */
function isDamaged({ files, records, warnings }: AccountOfImport): boolean {
  return (
    files.some(({ became }) => became === 'damaged') ||
    Object.values(records).some(({ refused }) => refused > 0) ||
    warnings.some(({ code }) => code === 'damaged-input' || code === 'part-missing')
  );
}

function tellAccount(account: AccountOfImport): void {
  const { files, records } = account;
  print(`${account.network} ${account.account ?? '(account unknown)'} → archive ${account.archive}`);
  const became = (what: string): number => files.filter((file) => file.became === what).length;
  print(`${files.length} files: ${became('read')} read, ${became('kept')} kept as they are, ${became('damaged')} damaged`);
  const rows = recordKinds.flatMap((kind) => {
    const tally = records[kind];
    return tally === undefined ? [] : [[kind, ...[tally.found, tally.kept, tally.duplicate, tally.refused].map(String)]];
  });
  print(table([['', 'found', 'kept', 'duplicate', 'refused'], ...rows]));
  for (const { what, expected, found, difference } of account.expected)
    print(`${what}: ${expected} expected, ${found} there (${difference})`);
  for (const { file, reason } of files.filter((file) => file.became === 'damaged'))
    print(table([['damaged', file, reason ?? '']]));
  for (const { code, file, detail } of account.warnings) print(table([['note', code, file ?? '', detail ?? '']]));
}
