/** Picked files: the page holds tokens, the engine alone knows what they stand for. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { PickedFile } from '../shared/contract/index.ts';
import { Refusal } from '../shared/errors.ts';
import { toInputs, type StoredInput } from './intake/inputs.ts';
import { removeDatabase } from './vault/database.ts';
import { createOriginal } from './vault/originals.ts';
import { stagingFolder } from './vault/places.ts';

export class Picks {
  readonly #staging: string;
  readonly #key: () => Buffer;
  readonly #known = new Map<string, { picked: PickedFile; input: StoredInput }>();

  readonly #picked: () => void;

  /** `picked` is told as soon as somebody picks something. */
  constructor(home: string, key: () => Buffer, picked: () => void) {
    this.#staging = stagingFolder(home);
    this.#key = key;
    this.#picked = picked;
  }

  /** Files and folders of this machine. Throws `Refusal('not-found' | 'not-readable')`. */
  async paths(paths: readonly string[]): Promise<PickedFile[]> {
    this.#picked();
    const picked: PickedFile[] = [];
    for (const given of paths) {
      const path = resolve(given);
      const name = basename(path);
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        throw new Refusal(
          error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'not-found' : 'not-readable',
          { file: name },
          { cause: error },
        );
      });
      picked.push(
        this.#add(
          { name, bytes: found.isDirectory() ? 0 : found.size, kind: found.isDirectory() ? 'folder' : 'file' },
          { kind: 'path', name, path },
        ),
      );
    }
    return picked;
  }

  /** Bytes that come in: they go into an encrypted file at once. */
  async bytes(name: string, bytes: AsyncIterable<Buffer>): Promise<PickedFile> {
    this.#picked();
    const safe = basename(name.replaceAll('\\', '/')).slice(0, 255) || 'export';
    const file = join(this.#staging, `${randomUUID()}.db`);
    const writer = createOriginal(file, this.#key());
    try {
      const { bytes: size } = await writer.addFile({ path: safe, modified: new Date() }, bytes);
      writer.finish();
      return this.#add({ name: safe, bytes: size, kind: 'file' }, { kind: 'kept', name: safe, file });
    } catch (error) {
      writer.abort();
      throw error;
    }
  }

  #add(picked: Omit<PickedFile, 'token'>, input: StoredInput): PickedFile {
    const whole = { token: randomUUID(), ...picked };
    this.#known.set(whole.token, { picked: whole, input });
    return whole;
  }

  #get(token: string): { picked: PickedFile; input: StoredInput } {
    const known = this.#known.get(token);
    if (known === undefined) throw new Refusal('no-token');
    return known;
  }

  describe(tokens: readonly string[]): PickedFile[] {
    return tokens.map((token) => this.#get(token).picked);
  }

  /** All bytes of one file. Throws `Refusal('no-token' | 'not-found' | 'not-readable')`, and `too-large` beyond `most`. */
  async read(token: string, most: number): Promise<Buffer> {
    const { picked, input } = this.#get(token);
    if (picked.kind === 'folder') throw new Refusal('not-readable', { file: picked.name });
    if (picked.bytes > most) throw new Refusal('too-large', { file: picked.name });
    const { inputs, close } = toInputs([input], this.#key());
    try {
      const [one] = inputs;
      if (one?.kind === 'bytes') return await one.bytes.read(0, one.bytes.size);
      if (one?.kind === 'path') return await readFile(one.path);
      throw new Refusal('not-readable', { file: picked.name });
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal('not-readable', { file: picked.name }, { cause: error });
    } finally {
      close();
    }
  }

  inputs(tokens: readonly string[]): StoredInput[] {
    return tokens.map((token) => this.#get(token).input);
  }

  /** The tokens are spent: what they stood for belongs to an import now, or (the same bytes again) is not needed. */
  spend(tokens: readonly string[]): void {
    this.forget(tokens);
  }

  /** Forgets those whose bytes an import has taken. */
  settle(tokens: readonly string[]): void {
    for (const token of tokens) {
      const input = this.#known.get(token)?.input;
      if (input?.kind === 'kept' && !existsSync(input.file)) this.#known.delete(token);
    }
  }

  /** Nobody asks any more: what was uploaded and not imported goes. */
  close(): void {
    this.forget([...this.#known.keys()]);
  }

  forget(tokens: readonly string[]): void {
    for (const token of tokens) {
      const known = this.#known.get(token);
      this.#known.delete(token);
      if (known?.input.kind === 'kept') removeDatabase(known.input.file);
    }
  }
}
