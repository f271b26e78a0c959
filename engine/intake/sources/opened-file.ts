import type { ExportFile } from '../toolkit/reader.ts';
import type { RandomAccess } from './random-access.ts';

/** What all files of one input share. */
export interface Origin {
  /** Which input it is, from 0. */
  readonly input: number;
  /** Told of all that is read of its files. */
  readonly onBytes: (bytes: number) => void;
}

const nowhere: Origin = { input: 0, onBytes: () => undefined };

/** A file of what was opened. There may be a million: one object each, with few fields, and no functions of their own. */
export abstract class OpenedFile implements ExportFile {
  #place = -1;
  #origin = nowhere;
  abstract readonly path: string;
  abstract readonly bytes: number;

  /** Its place in the list of all of them. */
  get place(): number {
    return this.#place;
  }

  get input(): number {
    return this.#origin.input;
  }

  /** Given by whoever lists it. */
  listed(place: number, origin: Origin): this {
    this.#place = place;
    this.#origin = origin;
    return this;
  }

  async *open(): AsyncGenerator<Buffer> {
    for await (const chunk of this.contents()) {
      this.#origin.onBytes(chunk.length);
      yield chunk;
    }
  }

  /** As `open`, with nobody told. */
  abstract contents(): AsyncIterable<Buffer>;

  /** The same bytes with random access, where the container gives that without reading through; the caller closes it. */
  get access(): (() => Promise<RandomAccess>) | undefined {
    return undefined;
  }
}

/** A file that can be read from its beginning only. */
export class StreamedFile extends OpenedFile {
  readonly path: string;
  readonly bytes: number;
  readonly #contents: () => AsyncIterable<Buffer>;

  constructor(path: string, bytes: number, contents: () => AsyncIterable<Buffer>) {
    super();
    this.path = path;
    this.bytes = bytes;
    this.#contents = contents;
  }

  contents(): AsyncIterable<Buffer> {
    return this.#contents();
  }
}

/** A file of a container that lies in another. */
export class FileBelow extends OpenedFile {
  readonly path: string;
  readonly #file: OpenedFile;

  constructor(folder: string, file: OpenedFile) {
    super();
    this.path = `${folder}${file.path}`;
    this.#file = file;
  }

  get bytes(): number {
    return this.#file.bytes;
  }

  override get access(): (() => Promise<RandomAccess>) | undefined {
    return this.#file.access;
  }

  contents(): AsyncIterable<Buffer> {
    return this.#file.contents();
  }
}
