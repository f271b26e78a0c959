/** For tests: an archive of one import that gave these drafts, or one into which nothing was read yet. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { afterAll } from 'vitest';
import type { Draft } from '../intake/toolkit/index.ts';
import { migrate, openDatabase } from '../vault/database.ts';
import { beginImport } from './imports.ts';
import { Packer } from './pack.ts';
import { migrations } from './schema.ts';
import { ArchiveWriter } from './writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'adieu-archive-of-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = randomBytes(32);
let made = 0;

export function archiveOf(drafts: readonly Draft[], state: 'read' | 'empty' = 'read'): Database.Database {
  const db = openDatabase(join(folder, `${made++}.db`), key, { mode: 'create' });
  migrate(db, migrations);
  const insert = db.prepare('insert into meta values (?, ?)');
  for (const [name, value] of Object.entries({ network: 'tiny', handle: 'me', networkId: null, name: null, createdAt: '' }))
    insert.run(name, value);
  if (state === 'empty') return db;
  const writer = writerInto(db, 'a/b.tiny');
  const packer = new Packer('tiny');
  drafts.forEach((draft, i) => packer.record(0, i + 1, draft));
  writer.add(packer.take());
  writer.finish('2026-01-01T00:00:00Z', () => 0);
  return db;
}

/** Begins an import of one file. */
export function writerInto(db: Database.Database, path: string): ArchiveWriter {
  const begun = beginImport(db, {
    id: `import of ${path}`,
    at: '2026-01-01T00:00:00Z',
    network: 'tiny',
    layout: 'lines',
    language: null,
    inputs: [],
    expected: {},
    warnings: [],
    files: [{ path, bytes: 1, damage: null }],
  });
  return new ArchiveWriter(db, begun.seq, begun.firstFile, []);
}
