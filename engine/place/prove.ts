/** That the vault which was copied opens with its key, before anything of the old one goes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { openDatabase } from '../vault/database.ts';
import { archiveFile, listArchives, vaultFile } from '../vault/places.ts';
import { keyOpens } from '../vault/vault.ts';
import { readVaultFile } from '../vault/vault-file.ts';

/** Opens the vault file, every archive and what is kept of departures. Throws `Refusal`: `place-differs`, or why one of them does not open. */
export async function proveVault(home: string, key: Buffer): Promise<void> {
  const vault = readVaultFile(vaultFile(home));
  if (vault === null || !keyOpens(vault, key)) throw new Refusal('place-differs', { file: 'vault.json' });
  const archives = (await listArchives(home)).map((id) => archiveFile(home, id));
  const others = ['departures.db', 'farewell.db'].map((name) => join(home, name)).filter((file) => existsSync(file));
  for (const file of [...archives, ...others]) openDatabase(file, key, { mode: 'read' }).close();
}
