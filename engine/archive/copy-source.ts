/** An archive as an open copy is written from it: everything, streaming, integers of any size digit for digit. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CopySource, KeptMedium, KeptOriginal } from '../copies/source.ts';
import { recordKinds, type RecordKind } from '../../shared/records.ts';
import { toInputs, type StoredInput } from '../intake/inputs.ts';
import { openInputs } from '../intake/sources/index.ts';
import type { ExportFile } from '../intake/toolkit/reader.ts';
import { openOriginal } from '../vault/originals.ts';
import type { Archive } from './archive.ts';
import { allRecords } from './browse.ts';
import { accountOfImport, inputsOf } from './imports.ts';
import { total } from './overview.ts';
import { allPeople, relationsOf } from './people.ts';

export function copySource(archive: Archive, networkName: string, originals: string, key: Buffer): CopySource {
  const { db, meta } = archive;
  /** The kept originals, each once. */
  const kept = (): { name: string; file: string }[] => {
    const files = new Map<string, string>();
    for (const { name, original } of inputsOf(db))
      if (original !== null && existsSync(join(originals, original))) files.set(original, name);
    return [...files].map(([original, name]) => ({ name, file: join(originals, original) }));
  };
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
          yield { name, files: original.files, stream: (path) => original.stream(path) };
        } finally {
          original.close();
        }
      }
    },
    async *media(): AsyncGenerator<KeptMedium> {
      const { inputs, close } = toInputs(
        kept().map(({ name, file }): StoredInput => ({ kind: 'kept', name, file })),
        key,
      );
      if (inputs.length === 0) return;
      // A container in a folder was opened where its files were accounted for.
      const accounted = db.prepare<[string], number>('select 1 from import_file where path = ? limit 1').pluck();
      const opened = await openInputs(inputs, {}, (files) =>
        Promise.resolve(files.some(({ path }) => accounted.get(path) !== undefined)),
      );
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
        close();
      }
    },
    imports: () =>
      db
        .prepare<[], string>('select id from import order by seq')
        .pluck()
        .all()
        .map((id) => accountOfImport(archive, id)),
  };
}
