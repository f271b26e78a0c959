/** For tests: opens inputs in memory and reads every file to its end or its damage. */
import { DamagedFile, type ExportFile } from '../../engine/intake/toolkit/reader.ts';
import type { RandomAccess } from '../../engine/intake/sources/index.ts';

export function inMemory(name: string, bytes: Buffer): RandomAccess {
  return {
    name,
    size: bytes.length,
    read: async (offset, length) => Buffer.from(bytes.subarray(offset, offset + length)),
    close: async () => {},
  };
}

export async function readBack(file: ExportFile): Promise<{ readonly bytes: Buffer; readonly damage: DamagedFile | null }> {
  const parts: Buffer[] = [];
  try {
    for await (const part of file.open()) parts.push(part);
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return { bytes: Buffer.concat(parts), damage: error };
  }
  return { bytes: Buffer.concat(parts), damage: null };
}
