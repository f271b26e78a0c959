/** The indexes of media while an archive is written: kept up while there are few, gone from the two thousandth on, and there at the end. */
import type Database from 'better-sqlite3-multiple-ciphers';
import { expect, it } from 'vitest';
import type { Draft } from '../intake/toolkit/index.ts';
import { archiveOf, writerInto } from './archive-of.ts';
import { Packer } from './pack.ts';
import type { ArchiveWriter } from './writer.ts';

const medium = (n: number): Draft => ({
  kind: 'media',
  key: `m${n}`,
  locator: `line ${n}`,
  state: 'here',
  path: `${n}.jpg`,
  mime: 'image/jpeg',
});

const mediaIndexes = (db: Database.Database): unknown[] =>
  db
    .prepare(`select name from sqlite_schema where type = 'index' and name in ('record_medium', 'record_content') order by name`)
    .pluck()
    .all();

/** Begins an import and hands out what adds media to it. */
function importing(db: Database.Database): { writer: ArchiveWriter; add: (count: number) => void } {
  const writer = writerInto(db, 'media.tiny');
  let n = 0;
  const add = (count: number): void => {
    const packer = new Packer('tiny');
    for (const last = n + count; n < last; n++) packer.record(0, n + 1, medium(n));
    writer.add(packer.take());
    writer.commit(0);
  };
  return { writer, add };
}

const both = ['record_content', 'record_medium'];

it('are kept up in a first import of few media, and built at the end of one of many', () => {
  const db = archiveOf([], 'empty');
  const { writer, add } = importing(db);
  expect(mediaIndexes(db)).toEqual(both);
  add(1999);
  expect(mediaIndexes(db)).toEqual(both);
  add(1);
  expect(mediaIndexes(db)).toEqual([]);
  add(500);
  expect(mediaIndexes(db)).toEqual([]);
  writer.finish('2026-01-01T00:00:00Z', () => 0);
  expect(mediaIndexes(db)).toEqual(both);
});

it('stay in an archive that people look at already', () => {
  const db = archiveOf([medium(1_000_000)]);
  const { add } = importing(db);
  add(2500);
  expect(mediaIndexes(db)).toEqual(both);
});
