/** An archive as an open copy is written from it: everything, streaming, integers of any size digit for digit. */
import type { CopySource, KeptMedium, KeptOriginal } from '../copies/source.ts';
import { recordKinds, type RecordKind } from '../../shared/records.ts';
import type { ExportFile } from '../intake/toolkit/reader.ts';
import { openOriginal } from '../vault/originals.ts';
import type { Archive } from './archive.ts';
import { allRecords } from './browse.ts';
import { allFiles } from './import-files.ts';
import { accountOfImport } from './imports.ts';
import { keptOriginals, openKeptFiles } from './kept-files.ts';
import { total } from './overview.ts';
import { allPeople, relationsOf } from './people.ts';

export function copySource(archive: Archive, networkName: string, originals: string, key: Buffer): CopySource {
  const { db, meta } = archive;
  const kept = (): ReturnType<typeof keptOriginals> => keptOriginals(db, originals);
  return {
    archive: {
      id: meta.id,
      network: meta.network,
      networkName,
      account: meta.account,
      name: meta.name,
      createdAt: meta.createdAt,
      changedAt: meta.changedAt,
    },
    counts: () => Object.fromEntries(recordKinds.map((kind) => [kind, total(archive, [kind], [])])) as Record<RecordKind, number>,
    records: (kind) => allRecords(archive, kind),
    people: (relation) => allPeople(archive, relation ?? undefined),
    relations: () => relationsOf(archive),
    *originals(): Generator<KeptOriginal> {
      for (const { name, file } of kept()) {
        const original = openOriginal(file, key);
        try {
          yield { name, count: original.count, files: () => original.files(), stream: (path) => original.stream(path) };
        } finally {
          original.close();
        }
      }
    },
    async *media(): AsyncGenerator<KeptMedium> {
      const originalsKept = kept();
      if (originalsKept.length === 0) return;
      const opened = await openKeptFiles(db, originalsKept, key);
      try {
        // Two exports may hold two files under one path.
        const files = new Map<string, ExportFile[]>();
        for (const file of opened.files) files.set(file.path, [...(files.get(file.path) ?? []), file]);
        for (const record of allRecords(archive, 'media', 'here')) {
          const named = record.kind === 'media' && record.path !== null ? (files.get(record.path) ?? []) : [];
          const file = named.find(({ bytes }) => record.kind === 'media' && bytes === record.bytes) ?? named[0];
          if (file !== undefined && record.kind === 'media') yield { record, stream: () => file.open() };
        }
      } finally {
        await opened.close();
      }
    },
    importFiles: (id) => allFiles(db, db.prepare<[string], number>('select seq from import where id = ?').pluck().get(id) ?? 0),
    imports: () =>
      db
        .prepare<[], string>('select id from import order by seq')
        .pluck()
        .all()
        .map((id) => accountOfImport(archive, id)),
  };
}
