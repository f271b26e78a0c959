/** What a move has left in the old place. It goes only after the vault has opened in the new one. */
import { lstat, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { vaultFile } from '../vault/places.ts';
import { readVaultFile } from '../vault/vault-file.ts';
import { markName, readNote, writeNote } from './note.ts';
import { contains } from './target.ts';

/**
 * Removes what was copied from there, and nothing else. `home`: where everything lives now, its vault open. A place that is not there (its disk is not
 * plugged in) keeps what it has.
 */
export async function removeLeft(usual: string, home: string): Promise<void> {
  const note = readNote(usual);
  if (note === null || note.left === null || (note.place ?? usual) !== home) return;
  const { place, names } = note.left;
  const there = await lstat(place).catch(() => null);
  if (there?.isDirectory() !== true || contains(place, home) || contains(home, place)) return;
  const old = readVaultFile(vaultFile(place));
  // Another vault has been made there since: it is none of ours.
  if (old !== null && old.id !== readVaultFile(vaultFile(home))?.id) return;
  // The vault file last: until then the place can be told from others.
  const last = (name: string): number => Number(name === 'vault.json');
  const ours = [...names.toSorted((a, b) => last(a) - last(b)), 'staging', 'holds', markName];
  for (const name of ours) await rm(join(place, name), { recursive: true, force: true });
  if (place !== usual) await rmdir(place).catch(() => undefined);
  writeNote(usual, { ...note, left: null });
}
