/** Which archive an open copy was written from, and the one checksum that stands for all of it. */
import { createHash } from 'node:crypto';
import { Refusal } from '../../shared/errors.ts';
import { openBag, type BagFiles } from './bag-files.ts';

export interface CopyIdentity {
  readonly archive: string;
  /** SHA-256 of the manifest of the payload, which holds the checksum of every file. */
  readonly manifest: string;
}

const longestTagFile = 1 << 20;

/** Throws what `openBag` throws, and `Refusal('not-a-copy')` where the copy does not say which archive it is of. */
export async function identityOf(place: string): Promise<CopyIdentity> {
  const bag = await openBag(place, () => undefined);
  try {
    const info = await textOf(bag, 'bag-info.txt');
    const archive = /^Internal-Sender-Identifier: *([0-9a-zA-Z_-]{1,64}) *\r?$/im.exec(info)?.[1];
    if (archive === undefined) throw new Refusal('not-a-copy');
    const hash = createHash('sha256');
    for await (const piece of await fileOf(bag, 'manifest-sha256.txt').open()) hash.update(piece);
    return { archive, manifest: hash.digest('hex') };
  } finally {
    await bag.close();
  }
}

/** In a zip everything lies in one folder of the copy's name. */
function fileOf(bag: BagFiles, name: string): BagFiles['files'][number] {
  const file = bag.files.find(({ path, special }) => !special && (path === name || /^[^/]+\//.exec(path)?.[0] + name === path));
  if (file === undefined) throw new Refusal('not-a-copy');
  return file;
}

async function textOf(bag: BagFiles, name: string): Promise<string> {
  const file = fileOf(bag, name);
  if (file.bytes > longestTagFile) throw new Refusal('not-a-copy');
  const pieces: Buffer[] = [];
  for await (const piece of await file.open()) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
