/** Rows of an archive back into records, exactly as `docs/records.md` describes them. */
import { zstdDecompressSync } from 'node:zlib';
import type Database from 'better-sqlite3-multiple-ciphers';
import { recordKinds, type AnyRecord, type RecordKind } from '../../shared/records.ts';
import { parseExact } from '../intake/toolkit/json.ts';
import { blockSize } from './batch.ts';
import { fields } from './fields.ts';

export interface RecordRow {
  readonly seq: number;
  readonly id: Buffer;
  readonly kind: number;
  readonly sub: string | null;
  readonly at: number | null;
  readonly of: Buffer | null;
  readonly path: string;
  readonly place: number;
  readonly text: string | null;
  readonly body: string;
}

/** The columns `RecordRow` needs; the table `record` must be called `r`, `import_file` `f`. */
export const recordColumns = 'r.seq, r.id, r.kind, r.sub, r.at, r.of, f.path, r.place, r.text, r.body';
export const recordTables = 'record r join import_file f on f.id = r.file';

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

/** `2024-04-04T09:04:00Z`: UTC, milliseconds only where there are any. */
export function instant(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

const nothingGiven = [null, '', {}] as const;

export class RecordReader {
  readonly #network: string;
  readonly #account: string | null;
  readonly #block;
  /** The blocks looked at last: reading in order needs each once. */
  readonly #lines = new Map<number, string[]>();

  readonly #parse: (text: string) => unknown;

  /** `big`: integers beyond 2^53 come as `JSON.rawJSON` objects, written again digit for digit, or as text. */
  constructor(db: Database.Database, network: string, account: string | null, big: 'exact' | 'text') {
    const careful = big === 'exact' ? parseExact : parseAsText;
    this.#parse = (text) => (bigNumber.test(text) ? careful(text) : JSON.parse(text));
    this.#network = network;
    this.#account = account;
    this.#block = db.prepare<[number], { lines: Buffer }>('select lines from block where id = ?');
  }

  /** `given`: with what lies in the compressed blocks; without it `raw`, `locator` and `atAsGiven` say nothing. */
  record(row: RecordRow, given = true): AnyRecord {
    const kind: RecordKind = recordKinds[row.kind] ?? 'event';
    const body = this.#object(row.body);
    const [atAsGiven, locator, raw] = given ? this.#given(row.place) : nothingGiven;
    const shape: { sub: string | null; text: string | null; of: string | null; body: Fields } = fields[kind];
    const record: Fields = {
      kind,
      id: row.id.toString('hex'),
      network: typeof body['network'] === 'string' ? body['network'] : this.#network,
      account: this.#account,
      at: row.at === null ? null : instant(row.at),
      atAsGiven,
      source: { file: row.path, locator },
    };
    if (shape.sub !== null) record[shape.sub] = row.sub;
    if (shape.of !== null) record[shape.of] = row.of?.toString('hex') ?? null;
    for (const [name, unknown] of Object.entries(shape.body)) {
      const value = body[name];
      record[name] = isObject(unknown) ? { ...unknown, ...(isObject(value) ? value : {}) } : (value ?? unknown);
    }
    if (shape.text === 'on.text') record['on'] = { ...(isObject(record['on']) ? record['on'] : {}), text: row.text };
    else if (shape.text !== null) record[shape.text] = row.text;
    record['raw'] = raw;
    // The packer wrote the row from a typed draft: nothing else writes rows.
    return record as unknown as AnyRecord;
  }

  #object(text: string): Fields {
    const value = this.#parse(text);
    return isObject(value) ? value : {};
  }

  #given(place: number): [string | number | null, string, Fields] {
    const id = Math.floor(place / blockSize);
    let lines = this.#lines.get(id);
    if (lines === undefined) {
      const block = this.#block.get(id);
      lines = block === undefined ? [] : zstdDecompressSync(block.lines).toString('utf8').split('\n');
      if (this.#lines.size >= 8) this.#lines.delete(this.#lines.keys().next().value ?? 0);
      this.#lines.set(id, lines);
    }
    const line = this.#parse(lines[place % blockSize] ?? '[]');
    const [at, locator, raw]: readonly unknown[] = Array.isArray(line) ? line : [];
    return [
      // A number beyond 2^53 that is to be written out exactly is neither, and writes itself.
      typeof at === 'string' || typeof at === 'number' || JSON.isRawJSON(at) ? (at as string | number) : null,
      typeof locator === 'string' ? locator : '',
      isObject(raw) ? raw : {},
    ];
  }
}

const bigNumber = /[:[,\s]-?\d{16}/;

function parseAsText(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && context.source !== undefined && /^-?\d+$/.test(context.source)
      ? context.source
      : value,
  );
}
