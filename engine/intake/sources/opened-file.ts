import type { ExportFile } from '../toolkit/reader.ts';
import type { Item } from './contents.ts';
import type { RandomAccess } from './random-access.ts';

/** A file of what was opened. */
export class OpenedFile implements ExportFile {
  /** Its place in the list of all of them. */
  readonly place: number;
  readonly input: number;
  readonly #item: Item;
  readonly #onBytes: (bytes: number) => void;

  constructor(item: Item, place: number, input: number, onBytes: (bytes: number) => void = () => undefined) {
    this.#item = item;
    this.place = place;
    this.input = input;
    this.#onBytes = onBytes;
  }

  get path(): string {
    return this.#item.path;
  }

  get bytes(): number {
    return this.#item.bytes;
  }

  async *open(): AsyncGenerator<Buffer> {
    for await (const chunk of this.#item.open()) {
      this.#onBytes(chunk.length);
      yield chunk;
    }
  }
}

/** A file of a container that lies in another. */
export class ItemBelow implements Item {
  readonly path: string;
  readonly #item: Item;

  constructor(folder: string, item: Item) {
    this.path = `${folder}${item.path}`;
    this.#item = item;
  }

  get bytes(): number {
    return this.#item.bytes;
  }

  get access(): (() => Promise<RandomAccess>) | undefined {
    return this.#item.access?.bind(this.#item);
  }

  open(): AsyncIterable<Buffer> {
    return this.#item.open();
  }
}
