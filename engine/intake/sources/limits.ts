import { Refusal } from '../../../shared/errors.ts';

/** What an input may be at most. Sizes are bytes. Chosen so that no real export comes near: they are there for inputs made to hurt. */
export interface Limits {
  /** Entries (files, folders, links) over all inputs together. Beyond: the input is refused (`too-many-files`). */
  readonly entries: number;
  /** Uncompressed size of one input, as declared and as found. Beyond: refused (`bomb`). */
  readonly total: number;
  /** Uncompressed size of one file. Beyond: that file is `too-large`. */
  readonly entry: number;
  /** Uncompressed to compressed, above `ratioFloor`. JSON and CSV reach about 40, runs of zeros 1,030. A file beyond is `too-large`, an input is refused (`bomb`). */
  readonly ratio: number;
  /** Uncompressed size below which the ratio does not matter. */
  readonly ratioFloor: number;
  /** How much a file may hold beyond the size it declares, and all files of the inputs together. Beyond: that file is `too-large`. */
  readonly excess: number;
  /** How deep containers inside containers are opened, where they hold nothing else. Deeper: refused (`bomb`). */
  readonly depth: number;
  /** Containers inside one container that are opened; with more they are kept as files. */
  readonly nested: number;
  /** Characters in a path inside the export. Longer: `bad-name`. */
  readonly path: number;
}

export const limits: Limits = {
  entries: 2_000_000,
  total: 4 * 2 ** 40,
  entry: 2 ** 40,
  ratio: 200,
  ratioFloor: 2 ** 28,
  excess: 64 * 2 ** 20,
  depth: 3,
  nested: 256,
  path: 4096,
};

/** What has been spent of the limits, over all inputs. */
export interface Budget {
  readonly limits: Limits;
  /** Entries listed so far. */
  entries: number;
  /** Bytes found beyond what the files declared. */
  excess: number;
}

/** Counts one entry. Throws `Refusal('too-many-files')`. */
export function countEntry(budget: Budget, file: string): void {
  budget.entries++;
  if (budget.entries > budget.limits.entries)
    throw new Refusal('too-many-files', { file, limit: 'entries', most: budget.limits.entries, found: budget.entries });
}

/** Throws `Refusal('bomb')` where `size` bytes out of `packed` bytes are more than one input may hold. */
export function refuseBomb({ limits }: Budget, file: string, size: number, packed: number): void {
  if (size > limits.total) throw new Refusal('bomb', { file, limit: 'total', most: limits.total, found: size });
  if (size > limits.ratioFloor && size > packed * limits.ratio) {
    throw new Refusal('bomb', { file, limit: 'ratio', most: limits.ratio, found: Math.round(size / Math.max(packed, 1)) });
  }
}

/** True where one file of `size` bytes out of `packed` bytes is beyond the limits. */
export function isTooLarge({ limits }: Budget, size: number, packed: number): boolean {
  return size > limits.entry || (size > limits.ratioFloor && size > packed * limits.ratio);
}
