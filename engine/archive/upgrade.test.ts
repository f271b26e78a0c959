/** Two copies of Adieu that open an archive of an older one at the same moment: it is brought up to date once. */
import { expect, it } from 'vitest';
import type { Draft } from '../intake/toolkit/index.ts';
import { archiveOf } from './archive-of.ts';
import { upgrade } from './upgrade.ts';

const texts = ['plain words', '日本語のテキスト', 'ภาษาไทย', 'and more'];
const drafts = texts.map((text, n): Draft => ({ kind: 'post', form: 'post', key: `p${n}`, locator: `line ${n}`, text }));

it('whoever comes second changes nothing', () => {
  const db = archiveOf(drafts);
  const state = (): unknown[] => [
    ...db.prepare('select first, last, kinds from stretch').raw().all(),
    db.prepare('select count(*) from record_runs_docsize').pluck().get(),
    db.prepare(`select rowid from record_words where record_words match 'plain OR more'`).pluck().all(),
  ];
  const wanted = state();
  // As it was before: all words in one index, and no stretches.
  db.exec('delete from stretch; drop table stretch; drop table record_runs');
  db.exec(`insert into record_words (record_words) values ('rebuild')`);
  db.pragma('user_version = 1');
  upgrade(db, 'archive');
  expect(state()).toEqual(wanted);
  upgrade(db, 'archive');
  expect(state()).toEqual(wanted);
});
