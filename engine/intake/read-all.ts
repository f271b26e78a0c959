/** Reads every file of an export once, in the reader's order, and says of each what became of it. */
import { createHash } from 'node:crypto';
import type { DamageReason } from '../../shared/account-of-import.ts';
import type { Meter } from './meter.ts';
import { Cancelled, type Outlet } from './outlet.ts';
import { isSystemFile } from './sources/index.ts';
import { DamagedFile, type ExportFile, type Plan } from './toolkit/reader.ts';

interface Files {
  readonly files: readonly ExportFile[];
  readonly problems: readonly { readonly reason: DamageReason }[];
}

/** `done`: how many things are in already, by position. Ends the outlet, whole or cancelled. */
export async function readAll(
  { files, problems }: Files,
  plan: Plan,
  done: ReadonlyMap<number, number>,
  outlet: Outlet,
  meter: Meter,
): Promise<void> {
  meter.begin(files.reduce((sum, file) => sum + file.bytes, 0));
  const positions = new Map(files.map((file, position) => [file, position]));
  const read = new Map<ExportFile, string>();
  try {
    for (const step of plan.steps) {
      const position = positions.get(step.file);
      if (position === undefined) throw new Error(`the reader ${step.by} reads a file that is not of this export`);
      const out = outlet.file(position, step.file.path, done.get(position) ?? 0);
      const damage = await damageOf(() => step.read(out));
      outlet.fate({ file: position, became: damage === null ? 'read' : 'damaged', by: step.by, reason: damage });
      read.set(step.file, step.by);
      meter.file();
      await outlet.breathe();
    }
    // What no reader read is read all the same, so that damage is found, and media so that their hash is known.
    for (const [position, file] of files.entries()) {
      const medium = outlet.media.get(file.path) ?? null;
      const by = read.get(file) ?? null;
      if (by !== null && medium === null) continue;
      const hash = createHash('sha256');
      let bytes = 0;
      const damage = await damageOf(async () => {
        for await (const chunk of file.open()) {
          if (medium !== null) hash.update(chunk);
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
      if (medium !== null && damage === null) outlet.hashed(medium, bytes, hash.digest('hex'));
      meter.file();
      await outlet.breathe();
    }
    for (const [i, { reason }] of problems.entries())
      outlet.fate({ file: files.length + i, became: 'damaged', by: null, reason });
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
