/** Turns drafts into batches. Runs in the thread that reads; every microsecond here is paid once a record. */
import { hash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import type { RefusalReason } from '../../shared/account-of-import.ts';
import type { Person, RecordKind } from '../../shared/records.ts';
import type { Draft } from '../intake/toolkit/reader.ts';
import { blockSize, type Batch, type Fate, type Warning } from './batch.ts';
import { flagsOf, tokensOf } from './facts-of.ts';
import { fields, kindNumber } from './fields.ts';
import { isSpecial } from './scripts.ts';

const batchRecords = 2000;
const batchCharacters = 2 << 20;
const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const string = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export class Packer {
  readonly #network: string;
  #ids = Buffer.alloc(16 * blockSize);
  #kinds = new Uint8Array(blockSize);
  #ats = new Float64Array(blockSize);
  #flags = new Uint8Array(blockSize);
  #runs: Batch['runs'][number][] = [];
  #files = new Uint32Array(blockSize);
  #subs: (string | null)[] = [];
  #texts: (string | null)[] = [];
  #words: (string | null)[] = [];
  #bodies: string[] = [];
  #ofs: (string | null)[] = [];
  #persons: (Partial<Person> | null)[] = [];
  #lines: string[] = [];
  #refusals: Batch['refusals'][number][] = [];
  #warnings: Warning[] = [];
  #emitted = new Map<number, number>();
  #fates: Fate[] = [];
  #hashes: Batch['hashes'][number][] = [];
  #count = 0;
  #characters = 0;

  constructor(network: string) {
    this.#network = network;
  }

  /** True when it is time to `take` the batch. */
  get full(): boolean {
    return (
      this.#count >= batchRecords ||
      this.#characters >= batchCharacters ||
      this.#refusals.length >= batchRecords ||
      this.#fates.length >= batchRecords ||
      this.#hashes.length >= batchRecords
    );
  }

  get empty(): boolean {
    return (
      this.#count === 0 &&
      this.#refusals.length === 0 &&
      this.#warnings.length === 0 &&
      this.#fates.length === 0 &&
      this.#hashes.length === 0
    );
  }

  /** `emitted`: the how many-th thing of its file this is, from 1. */
  record(file: number, emitted: number, draft: Draft): void {
    const { kind } = draft;
    const given = draft as unknown as Fields;
    const network = draft.network ?? this.#network;
    const shape = fields[kind];
    const text =
      shape.text === null
        ? null
        : shape.text === 'on.text'
          ? string(isObject(given['on']) ? given['on']['text'] : null)
          : string(given[shape.text]);
    const words = wordsOf(kind, given);
    const body = this.#body(kind, given, network);
    const line = JSON.stringify([draft.atAsGiven ?? null, draft.locator, draft.raw ?? {}]);
    // From here on nothing may throw: the columns grow together.
    const i = this.#count++;
    // As text of one byte a character: a third of the time of a buffer (see `recordId`, which is the same in hexadecimal).
    this.#ids.write(hash('sha256', `${network}\0${kind}\0${draft.key}`, 'binary'), 16 * i, 16, 'latin1');
    this.#kinds[i] = kindNumber[kind];
    this.#ats[i] = draft.at == null ? NaN : Date.parse(draft.at);
    this.#files[i] = file;
    this.#subs.push(shape.sub === null ? null : string(given[shape.sub]));
    this.#texts.push(text);
    this.#words.push(words);
    this.#flags[i] = flagsOf(draft, text);
    if (isSpecial(text) || isSpecial(words)) this.#runs.push({ i, text: tokensOf(text), words: tokensOf(words) });
    this.#bodies.push(body);
    this.#ofs.push(shape.of === null ? null : string(given[shape.of]));
    this.#persons.push(kind === 'relation' && isObject(given['person']) ? personOf(given['person']) : null);
    this.#lines.push(line);
    this.#characters += line.length + body.length + (text?.length ?? 0);
    this.#emitted.set(file, emitted);
  }

  refuse(file: number, emitted: number, kind: RecordKind, locator: string, reason: RefusalReason): void {
    this.#refusals.push({ file, kind, locator, reason });
    this.#emitted.set(file, emitted);
  }

  warn(warning: Warning): void {
    this.#warnings.push(warning);
  }

  fate(fate: Fate): void {
    this.#fates.push(fate);
  }

  hashed(id: string, bytes: number, sha256: string): void {
    this.#hashes.push({ id, bytes, sha256 });
  }

  take(): Batch {
    const count = this.#count;
    const batch: Batch = {
      ids: new Uint8Array(this.#ids.subarray(0, 16 * count)),
      kinds: this.#kinds.slice(0, count),
      ats: this.#ats.slice(0, count),
      flags: this.#flags.slice(0, count),
      runs: this.#runs,
      files: this.#files.slice(0, count),
      subs: this.#subs,
      texts: this.#texts,
      words: this.#words,
      bodies: this.#bodies,
      ofs: this.#ofs,
      persons: this.#persons,
      block: count === 0 ? new Uint8Array(0) : zstdCompressSync(this.#lines.join('\n'), fast),
      refusals: this.#refusals,
      warnings: this.#warnings,
      emitted: this.#emitted,
      fates: this.#fates,
      hashes: this.#hashes,
    };
    this.#runs = [];
    this.#subs = [];
    this.#texts = [];
    this.#words = [];
    this.#bodies = [];
    this.#ofs = [];
    this.#persons = [];
    this.#lines = [];
    this.#refusals = [];
    this.#warnings = [];
    this.#emitted = new Map();
    this.#fates = [];
    this.#hashes = [];
    this.#count = this.#characters = 0;
    return batch;
  }

  /** The fields of its kind that say something, as JSON. */
  #body(kind: RecordKind, given: Fields, network: string): string {
    const body: Record<string, unknown> = {};
    if (network !== this.#network) body['network'] = network;
    const shape: Fields = fields[kind].body;
    for (const name in shape) {
      const value = given[name];
      const unknown = shape[name];
      // What says no more than the default is left out; `false` and `[]` are answers where the default is null.
      if (value == null || value === unknown || (Array.isArray(value) && value.length === 0 && Array.isArray(unknown))) continue;
      if (name === 'on' && isObject(value)) {
        const { text: _, ...rest } = value;
        body['on'] = rest;
      } else body[name] = value;
    }
    return JSON.stringify(body);
  }
}

function personOf(given: Fields): Partial<Person> {
  return {
    networkId: string(given['networkId']),
    handle: string(given['handle']),
    name: string(given['name']),
    url: string(given['url']),
  };
}

/** Names and the like, by which a record is found although they are not its text. */
function wordsOf(kind: RecordKind, given: Fields): string | null {
  switch (kind) {
    case 'relation':
      return nameWords(given['person']);
    case 'message':
      return nameWords(given['from']);
    case 'comment':
    case 'reaction':
      return isObject(given['on']) ? string(given['on']['author']) : null;
    case 'post':
      return string(given['title']);
    case 'profile':
      return joined([given['handle'], given['name'], given['email']]);
    case 'conversation':
      return Array.isArray(given['participants']) ? joined(given['participants'].map(nameWords)) : null;
    case 'event':
      return isObject(given['data']) ? (joined(Object.values(given['data']))?.slice(0, 2000) ?? null) : null;
    case 'media':
      return string(given['path']);
  }
}

function nameWords(person: unknown): string | null {
  if (!isObject(person)) return null;
  return joined([person['handle'], person['name']]) ?? string(person['networkId']);
}

function joined(parts: readonly unknown[]): string | null {
  let all = '';
  for (const part of parts) if (typeof part === 'string' && part !== '') all = all === '' ? part : `${all} ${part}`;
  return all === '' ? null : all;
}
