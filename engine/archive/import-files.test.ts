import Database from 'better-sqlite3-multiple-ciphers';
import { expect, it } from 'vitest';
import { allFiles, fileCounts, filesPage, firstFiles } from './import-files.ts';
import { beginImport } from './imports.ts';
import { migrations } from './schema.ts';

it('gives every file once, page by page, what a person should see first in front', () => {
  const db = new Database(':memory:');
  for (const sql of migrations) db.exec(sql);
  const fateOf = (n: number): 'damaged' | 'kept' | 'read' => (n % 7 === 0 ? 'damaged' : n % 3 === 0 ? 'kept' : 'read');
  const many = 2500;
  const { seq, firstFile } = beginImport(db, {
    id: 'import',
    at: '2026-01-01T00:00:00.000Z',
    network: 'x',
    layout: 'js',
    language: null,
    inputs: [],
    expected: {},
    warnings: [],
    files: Array.from({ length: many }, (_, n) => ({ path: `f${n}`, bytes: n, damage: null })),
  });
  const say = db.prepare('update import_file set became = ? where id = ?');
  // Nobody has come to what is kept yet.
  for (let n = 0; n < many; n++) if (fateOf(n) !== 'kept') say.run(fateOf(n), firstFile + n);

  const all = [...allFiles(db, seq)];
  expect(all.map(({ file, became }) => [file, became])).toEqual(Array.from({ length: many }, (_, n) => [`f${n}`, fateOf(n)]));
  expect(firstFiles(db, seq, 1000)).toEqual(all.slice(0, 1000));
  const counts = fileCounts(db, seq);
  for (const became of ['damaged', 'kept', 'read'] as const)
    expect(counts[became]).toBe(all.filter((file) => file.became === became).length);

  const paged = (became?: 'damaged' | 'kept' | 'read') => {
    const files = [];
    for (let offset = 0, total = 1; offset < total; offset += 333) {
      const query = { archive: 'a', import: 'import', offset, limit: 333, ...(became === undefined ? {} : { became }) };
      const page = filesPage(db, query);
      files.push(...page.files);
      ({ total } = page);
    }
    return files;
  };
  expect(paged('kept')).toEqual(all.filter(({ became }) => became === 'kept'));
  expect(paged()).toEqual((['damaged', 'kept', 'read'] as const).flatMap((fate) => paged(fate)));
  expect(() => filesPage(db, { archive: 'a', import: 'none', offset: 0, limit: 1 })).toThrow(
    expect.objectContaining({ code: 'no-archive' }) as Error,
  );
  db.close();
});
