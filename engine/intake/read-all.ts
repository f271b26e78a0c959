/** Reads every file of an export once, in the reader's order, and says of each what became of it. */
import { createHash } from 'node:crypto';
import type { DamageReason } from '../../shared/account-of-import.ts';
import type { Meter } from './meter.ts';
import { Cancelled, type Outlet } from './outlet.ts';
import { isSystemFile } from './sources/index.ts';
import { DamagedFile, type ExportFile, type Plan } from './toolkit/reader.ts';

/** `order`: the position of each file in the account of the import. Ends the outlet, whole or cancelled. */
export async function readAll(
  files: readonly ExportFile[],
  plan: Plan,
  order: readonly number[],
  outlet: Outlet,
  meter: Meter,
): Promise<void> {
  meter.begin(files.reduce((sum, file) => sum + file.bytes, 0));
  const positions = new Map(files.map((file, i) => [file, order[i] ?? i]));
  const damaged = new Set<ExportFile>();
  const read = new Map<ExportFile, string>();
  try {
    for (const step of plan.steps) {
      const position = positions.get(step.file);
      if (position === undefined) throw new Error(`the reader ${step.by} reads a file that is not of this export`);
      const damage = await damageOf(() => step.read(outlet.file(position, step.file.path)));
      // What one step found damaged stays so, whatever another can read of it.
      if (!damaged.has(step.file))
        outlet.fate({ file: position, became: damage === null ? 'read' : 'damaged', by: step.by, reason: damage });
      if (damage !== null) damaged.add(step.file);
      read.set(step.file, step.by);
      meter.file();
      await outlet.breathe();
    }
    // What no reader read is read all the same, so that damage is found, and media so that their hash is known.
    for (const [file, position] of positions) {
      const media = outlet.media.get(file.path) ?? [];
      const by = read.get(file) ?? null;
      if (by !== null && (media.length === 0 || damaged.has(file))) continue;
      const hash = createHash('sha256');
      let bytes = 0;
      const damage = await damageOf(async () => {
        for await (const chunk of file.open()) {
          if (media.length > 0) hash.update(chunk);
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
      if (media.length > 0 && damage === null) {
        const sha256 = hash.digest('hex');
        for (const id of media) outlet.hashed(id, bytes, sha256);
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
