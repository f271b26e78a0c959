/** Which records are which media files of the export. Half a million of them in some 30 MB. */
import type { OpenedFile } from './sources/index.ts';
import { FilesByName } from './toolkit/files-by-name.ts';

const idBytes = 16;

export class MediaFiles {
  readonly #files: readonly OpenedFile[];
  /** Made when the first medium comes. */
  #byPath: FilesByName<OpenedFile> | null = null;
  /** By the place of a file: its newest record, from 1; by record: the one before. */
  readonly #newest: Int32Array;
  #before: Int32Array<ArrayBuffer>;
  #ids: Buffer<ArrayBuffer>;
  #count = 0;

  constructor(files: readonly OpenedFile[]) {
    this.#files = files;
    this.#newest = new Int32Array(files.length);
    // Few media are two records. What is not written to takes no memory.
    const expected = Math.max(64, files.length);
    this.#before = new Int32Array(expected);
    this.#ids = Buffer.alloc(expected * idBytes);
  }

  /** `id`: the record's, in hexadecimal. A path that is none of the export's is passed over. */
  add(path: string, id: string): void {
    const place = this.#place(path);
    if (place < 0 || this.#idsOf(place).includes(id)) return;
    if (this.#count === this.#before.length) this.#grow();
    this.#ids.write(id, idBytes * this.#count, 'hex');
    this.#before[this.#count] = this.#newest[place] ?? 0;
    this.#newest[place] = ++this.#count;
  }

  /** The records that are the file at this place; of files of one path those of the first. */
  of(place: number): string[] {
    return this.#count === 0 ? [] : this.#idsOf(this.#place(this.#files[place]?.path ?? ''));
  }

  #idsOf(place: number): string[] {
    const ids: string[] = [];
    for (let n = this.#newest[place] ?? 0; n > 0; n = this.#before[n - 1] ?? 0)
      ids.unshift(this.#ids.toString('hex', idBytes * (n - 1), idBytes * n));
    return ids;
  }

  /** Of the first file of this path, -1 where there is none. */
  #place(path: string): number {
    this.#byPath ??= new FilesByName(this.#files, (file) => [file.path]);
    return this.#byPath.first(path)?.place ?? -1;
  }

  #grow(): void {
    const [before, ids] = [this.#before, this.#ids];
    this.#before = new Int32Array(before.length * 2);
    this.#before.set(before);
    this.#ids = Buffer.alloc(ids.length * 2);
    ids.copy(this.#ids);
  }
}
