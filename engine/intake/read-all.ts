/** Reads every file of an export once, in the reader's order, and says of each what became of it. */
import { createHash } from 'node:crypto';
import type { DamageReason } from '../../shared/account-of-import.ts';
import type { Meter } from './meter.ts';
import { Cancelled, type Outlet } from './outlet.ts';
import type { MediaFiles } from './media-files.ts';
import { isSystemFile, OpenedFile } from './sources/index.ts';
import { DamagedFile, type Plan } from './toolkit/reader.ts';

/** `order`: the position of each file in the account of the import. Ends the outlet, whole or cancelled. */
export async function readAll(
  files: readonly OpenedFile[],
  plan: Plan,
  order: Uint32Array,
  outlet: Outlet,
  media: MediaFiles,
  meter: Meter,
): Promise<void> {
  meter.begin(files.reduce((sum, file) => sum + file.bytes, 0));
  const positionOf = (file: OpenedFile): number => order[file.place] ?? file.place;
  // By the place of a file, for there may be a million.
  const damaged = new Uint8Array(files.length);
  /** By which reader, from 1; 0 where none has come to it. */
  const readBy = new Uint16Array(files.length);
  const readers: string[] = [];
  const numberOf = (by: string): number => (readers.includes(by) ? readers.indexOf(by) : readers.push(by) - 1) + 1;
  try {
    for (const step of plan.steps) {
      const { file } = step;
      if (!(file instanceof OpenedFile) || files[file.place] !== file)
        throw new Error(`the reader ${step.by} reads a file that is not of this export`);
      const position = positionOf(file);
      const damage = await damageOf(() => step.read(outlet.file(position, file.path)));
      // What one step found damaged stays so, whatever another can read of it.
      if (damaged[file.place] === 0)
        outlet.fate({ file: position, became: damage === null ? 'read' : 'damaged', by: step.by, reason: damage });
      if (damage !== null) damaged[file.place] = 1;
      readBy[file.place] = numberOf(step.by);
      meter.file();
      await outlet.breathe();
    }
    // What no reader read is read all the same, so that damage is found, and media so that their hash is known.
    for (const file of files) {
      const position = positionOf(file);
      const records = media.of(file.place);
      const by = readers[(readBy[file.place] ?? 0) - 1] ?? null;
      if (by !== null && (records.length === 0 || damaged[file.place] === 1)) continue;
      const hash = createHash('sha256');
      let bytes = 0;
      const damage = await damageOf(async () => {
        for await (const chunk of file.open()) {
          if (records.length > 0) hash.update(chunk);
          bytes += chunk.length;
          await outlet.breathe();
        }
      });
      if (damage !== null) outlet.fate({ file: position, became: 'damaged', by, reason: damage });
      else if (by === null)
        outlet.fate({
          file: position,
          became: 'kept',
          by,
          reason: plan.kept?.get(file) ?? (isSystemFile(file.path) ? 'system-file' : bytes === 0 ? 'empty' : 'not-understood'),
        });
      if (records.length > 0 && damage === null) {
        const sha256 = hash.digest('hex');
        for (const id of records) outlet.hashed(id, bytes, sha256);
      }
      meter.file();
      await outlet.breathe();
    }
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  }
  outlet.end();
}

async function damageOf(work: () => Promise<void>): Promise<DamageReason | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof DamagedFile) return error.reason;
    throw error;
  }
}
