/**
 * The index by which the page of an open copy searches: which word stands in which rows. It is sorted on the disk, in a file of its own in the working
 * folder (FTS5, fed with words that are folded already), and read back word by word: a million rows need no more memory than a thousand.
 */
import Database from 'better-sqlite3-multiple-ciphers';
import { wordsOf } from './words-of.ts';

export interface IndexedWord {
  readonly word: string;
  /** Row numbers, ascending, each as the difference to the one before in base 36. */
  readonly rows: string;
}

export class WordIndex {
  readonly #db: Database.Database;
  readonly #insert: Database.Statement;

  constructor(file: string) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = off');
    this.#db.pragma('synchronous = off');
    this.#db.pragma('temp_store = memory');
    // The tokenizer `ascii` takes every character beyond ASCII for part of a word: only our blanks separate.
    this.#db.exec(`create virtual table words using fts5 (t, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
      create virtual table word using fts5vocab (words, instance);
      insert into words (words, rank) values ('hashsize', 16777216);
      begin`);
    this.#insert = this.#db.prepare('insert into words (rowid, t) values (?, ?)');
  }

  add(row: number, texts: readonly (string | null | undefined)[]): void {
    const words = wordsOf(texts.filter((text) => text !== null && text !== undefined).join(' '), false);
    if (words.length > 0) this.#insert.run(row + 1, words.join(' '));
  }

  /** Every word, in the order of its code points. */
  *words(): Generator<IndexedWord> {
    this.#db.exec('commit');
    let word = '';
    let rows: string[] = [];
    let before = 0;
    for (const [term, doc] of this.#db.prepare<[], [string, number]>('select term, doc from word').raw().iterate()) {
      if (term !== word) {
        if (rows.length > 0) yield { word, rows: rows.join(' ') };
        word = term;
        rows = [];
        before = 0;
      }
      const row = doc - 1;
      rows.push((row - before).toString(36));
      before = row;
    }
    if (rows.length > 0) yield { word, rows: rows.join(' ') };
  }

  close(): void {
    if (this.#db.inTransaction) this.#db.exec('rollback');
    this.#db.close();
  }
}
