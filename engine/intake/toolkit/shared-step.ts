import type { ExportFile, Out, Step } from './reader.ts';

/** One of many steps that do the same: half a million of them need no function each. */
export class SharedStep implements Step {
  readonly file: ExportFile;
  readonly by: string;
  readonly #read: (file: ExportFile, out: Out) => Promise<void>;

  constructor(file: ExportFile, by: string, read: (file: ExportFile, out: Out) => Promise<void>) {
    this.file = file;
    this.by = by;
    this.#read = read;
  }

  read(out: Out): Promise<void> {
    return this.#read(this.file, out);
  }
}
