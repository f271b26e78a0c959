/** Brings an archive of an older Adieu to the newest layout. */
import type Database from 'better-sqlite3-multiple-ciphers';
import { migrate } from '../vault/database.ts';
import { flagsOf, tokensOf } from './facts-of.ts';
import { StretchMaker } from './facets.ts';
import { readMeta } from './archive.ts';
import { recordColumns, RecordReader, recordTables, type RecordRow } from './rows.ts';
import { finishSql, migrations } from './schema.ts';
import { isSpecial } from './scripts.ts';

/** Records a stretch. */
const stretchRecords = 2000;

export function isOld(db: Database.Database): boolean {
  return Number(db.pragma('user_version', { simple: true })) < migrations.length;
}

/** All of it in one transaction or nothing. `id`: the archive's. Throws `Refusal('too-new')`. */
export function upgrade(db: Database.Database, id: string): void {
  const meta = readMeta(db, id);
  db.transaction(() => {
    // Another process may have done it since.
    if (!isOld(db)) return;
    migrate(db, migrations);
    const reader = new RecordReader(db, meta.network, meta.account, 'text');
    const page = db.prepare<[number], RecordRow & { words: string | null }>(
      `select ${recordColumns}, r.words from ${recordTables} where r.seq > ? order by r.seq limit ${stretchRecords}`,
    );
    const run = db.prepare('insert into record_runs (rowid, text, words) values (?, ?, ?)');
    const forget = db.prepare(`insert into record_words (record_words, rowid, text, words) values ('delete', ?, ?, ?)`);
    const stretch = new StretchMaker(db);
    for (let last = 0; ;) {
      const rows = page.all(last);
      const [begin] = rows;
      if (begin === undefined) break;
      for (const row of rows) {
        const { seq, kind, text, words, at } = row;
        stretch.add(kind, flagsOf(reader.record(row), text), at ?? NaN);
        if (isSpecial(text) || isSpecial(words)) {
          run.run(seq, tokensOf(text), tokensOf(words));
          forget.run(seq, text, words);
        }
        last = seq;
      }
      stretch.write(begin.seq);
    }
    // An import that is under way builds them at its end.
    if (db.prepare(`select 1 from import where state <> 'done'`).get() === undefined) db.exec(finishSql);
  }).immediate();
}
