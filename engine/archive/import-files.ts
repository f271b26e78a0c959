/** What became of the files of an import: counted, page by page, or one after the other. */
import type Database from 'better-sqlite3-multiple-ciphers';
import { fates, FileFate, type AccountOfImport } from '../../shared/account-of-import.ts';
import type { FilesQuery } from '../../shared/contract/schemas.ts';
import { Refusal } from '../../shared/errors.ts';

type Fate = FileFate['became'];

// An import that was stopped has files nobody has come to.
const fate = `coalesce(became, 'kept')`;
const columns = `path as file, bytes, ${fate} as became, reader as "by", reason, records`;
const rowsAtOnce = 1000;

/** Both go through an index that knows what became of each file. */
export const filesStatements = {
  count: `select count(*) from import_file where import = ? and ${fate} = ?`,
  page: `select ${columns} from import_file where import = ? and ${fate} = ? order by position limit ? offset ?`,
};

export function fileCounts(db: Database.Database, seq: number): AccountOfImport['fileCounts'] {
  const counts = { damaged: 0, kept: 0, read: 0 };
  const count = db.prepare<[number, Fate], number>(filesStatements.count).pluck();
  for (const became of fates) counts[became] = count.get(seq, became) ?? 0;
  return counts;
}

/** The first files, in the order of the export. */
export function firstFiles(db: Database.Database, seq: number, most: number): FileFate[] {
  return FileFate.array().parse(
    db.prepare(`select ${columns} from import_file where import = ? order by position limit ?`).all(seq, most),
  );
}

/** All files in the order of the export, in pages: other statements may run on the same connection in between. */
export function* allFiles(db: Database.Database, seq: number): Generator<FileFate> {
  const page = db.prepare<[number, number], { position: number }>(
    `select position, ${columns} from import_file where import = ? and position > ? order by position limit ${rowsAtOnce}`,
  );
  for (let last = -1, rows = page.all(seq, last); rows.length > 0; rows = page.all(seq, last)) {
    for (const row of rows) yield FileFate.parse(row);
    last = rows.at(-1)?.position ?? Infinity;
  }
}

/** The page that is asked for. Throws `Refusal('no-archive')` where there is no such import. */
export function filesPage(db: Database.Database, query: FilesQuery): { total: number; files: FileFate[] } {
  const seq = db.prepare<[string], number>('select seq from import where id = ?').pluck().get(query.import);
  if (seq === undefined) throw new Refusal('no-archive');
  const counts = fileCounts(db, seq);
  const wanted: readonly Fate[] = query.became === undefined ? fates : [query.became];
  const page = db.prepare<[number, Fate, number, number], unknown>(filesStatements.page);
  const rows: unknown[] = [];
  let { offset } = query;
  for (const became of wanted) {
    if (rows.length < query.limit && offset < counts[became])
      rows.push(...page.all(seq, became, query.limit - rows.length, offset));
    offset = Math.max(0, offset - counts[became]);
  }
  return { total: wanted.reduce((sum, became) => sum + counts[became], 0), files: FileFate.array().parse(rows) };
}
