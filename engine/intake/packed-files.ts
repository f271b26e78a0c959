import { damageReasons, type DamageReason } from '../../shared/account-of-import.ts';

/** One file of an export, as it is accounted for. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** Why it cannot be read at all. */
  readonly damage: DamageReason | null;
}

/** A list of files as it crosses between threads: in columns, handed over and not copied. Half a million take some 40 MB. */
export interface PackedFiles {
  readonly count: number;
  /** The paths in UTF-8, one behind the other, and where each ends. */
  readonly names: Uint8Array<ArrayBuffer>;
  readonly ends: Float64Array<ArrayBuffer>;
  readonly bytes: Float64Array<ArrayBuffer>;
  /** 0, or the number of the reason from 1. */
  readonly damage: Uint8Array<ArrayBuffer>;
}

/** `count`: how many there are. */
export function packFiles(files: Iterable<FoundFile>, count: number): PackedFiles {
  const [ends, bytes, damage] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  let names = new Uint8Array(count * 64 + 4096);
  let end = 0;
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(file.path);
    if (end + name.length > names.length) {
      const wider = new Uint8Array(2 * (end + name.length));
      wider.set(names.subarray(0, end));
      names = wider;
    }
    names.set(name, end);
    end += name.length;
    ends[at] = end;
    bytes[at] = file.bytes;
    damage[at] = file.damage === null ? 0 : 1 + damageReasons.indexOf(file.damage);
    at++;
  }
  return { count, names, ends, bytes, damage };
}

/** What is handed over with them. */
export function buffersOf({ names, ends, bytes, damage }: PackedFiles): ArrayBuffer[] {
  return [names.buffer, ends.buffer, bytes.buffer, damage.buffer];
}

export function* unpackFiles({ count, names, ends, bytes, damage }: PackedFiles): Generator<FoundFile> {
  const text = Buffer.from(names.buffer);
  let start = 0;
  for (let at = 0; at < count; at++) {
    const end = ends[at] ?? start;
    yield {
      path: text.toString('utf8', start, end),
      bytes: bytes[at] ?? 0,
      damage: damageReasons[(damage[at] ?? 0) - 1] ?? null,
    };
    start = end;
  }
}

/** Gives their memory back at once. Nothing is read of them afterwards. */
export function letGoOf(files: PackedFiles): void {
  for (const buffer of buffersOf(files)) buffer.transfer(0);
}
