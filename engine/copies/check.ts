/** Checks an open copy, or any other BagIt bag (1.0 and 0.97, SHA-256 or SHA-512): is everything there, unchanged, and nothing else? */
import { createHash, type Hash } from 'node:crypto';
import type { CheckReport, Progress } from '../../shared/contract/schemas.ts';
import { Refusal } from '../../shared/errors.ts';
import { openBag, type BagFiles, type FoundFile } from './bag-files.ts';
import { Pace } from './pace.ts';
import { placeLabel } from './places.ts';

export interface CheckOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly now?: () => Date;
}

export const faultCodes = {
  'no-bagit': 'The declaration bagit.txt is missing.',
  'bad-version': 'bagit.txt does not say that this is a bag of version 1.0 or 0.97 in UTF-8.',
  'no-manifest': 'There is no manifest of the payload with SHA-256 or SHA-512.',
  'bad-line': 'A line of a manifest cannot be understood.',
  'unsafe-path': 'A name leads out of the bag, or out of the part of it that its manifest is about.',
  link: 'Something is no plain file, but a link, a device or an encrypted entry; it was not followed.',
  twice: 'A name stands twice, in a manifest or in the zip.',
  'manifests-differ': 'The manifests do not name the same files.',
  'oxum-differs': 'The payload has not the number of files and bytes that bag-info.txt says.',
  unreadable: 'A file cannot be read.',
  'more-than-listed': 'There is more to tell than this list holds.',
} as const;
export type FaultCode = keyof typeof faultCodes;

const algorithms = ['sha256', 'sha512'] as const;
type Algorithm = (typeof algorithms)[number];
const digits: Readonly<Record<Algorithm, number>> = { sha256: 64, sha512: 128 };
type Sums = Partial<Record<Algorithm, string>>;

const longestTagFile = 1 << 20;
const longestLine = 1 << 16;
const mostNamed = 10_000;
const mostFaults = 1000;

/**
 * Reads every file once. Names each missing, changed and extra file. Refuses with `not-a-copy` where neither a declaration nor a manifest is there,
 * `not-found`, `not-readable`, `damaged` (a zip that is cut off) and `cancelled`.
 *
 * `intact` is true when nothing at all is amiss; a file beside the payload that no tag manifest names (a note somebody left there) is named as extra,
 * and the copy is still intact.
 */
export async function checkCopy(place: string, options: CheckOptions): Promise<CheckReport> {
  const { signal, onProgress, now = () => new Date() } = options;
  const listing = new Pace({ signal, onProgress, now }, 0, 0);
  const bag = await openBag(place, () => listing.step());
  try {
    const bytesOf = bag.files.reduce((sum, file) => sum + file.bytes, 0);
    const pace = new Pace({ signal, onProgress, now }, bag.files.length, bytesOf);
    const report = await new Check(bag, pace).run(place);
    pace.done();
    return report;
  } finally {
    await bag.close();
  }
}

class Check {
  readonly #files = new Map<string, FoundFile>();
  /** Composed name → name as it is there: macOS may have taken names apart. */
  readonly #composed = new Map<string, string>();
  readonly #pace: Pace;
  readonly #faults: { code: string; detail: string }[] = [];
  readonly #missing: string[] = [];
  readonly #changed: string[] = [];
  readonly #extra: string[] = [];
  #moreFaults = 0;

  constructor(bag: BagFiles, pace: Pace) {
    this.#pace = pace;
    for (const file of bag.files) {
      if (!isSafe(file.path)) this.#fault('unsafe-path', file.path);
      else if (file.twice) this.#fault('twice', file.path);
      else {
        this.#files.set(file.path, file);
        this.#composed.set(file.path.normalize('NFC'), file.path);
      }
    }
  }

  async run(place: string): Promise<CheckReport> {
    const has = (name: string): boolean => this.#files.has(name);
    const manifests = algorithms.filter((algorithm) => has(`manifest-${algorithm}.txt`));
    if (!has('bagit.txt') && manifests.length === 0) throw new Refusal('not-a-copy', { file: placeLabel(place) });
    const version = await this.#declaration();
    if (manifests.length === 0)
      this.#fault('no-manifest', [...this.#files.keys()].find((name) => /^manifest-[^/]+\.txt$/.test(name)) ?? '');
    const payload = await this.#manifests('manifest', manifests, version, (name) => name.startsWith('data/'));
    const tagManifests = algorithms.filter((algorithm) => has(`tagmanifest-${algorithm}.txt`));
    const tags = await this.#manifests(
      'tagmanifest',
      tagManifests,
      version,
      (name) => !name.startsWith('data/') && !/^tagmanifest-[^/]+\.txt$/.test(name),
    );
    await this.#oxum();

    for (const [name, file] of this.#files) {
      const sums = payload.get(name) ?? tags.get(name);
      payload.delete(name);
      tags.delete(name);
      if (file.special) {
        this.#fault('link', name);
        if (sums !== undefined) this.#changed.push(name);
        continue;
      }
      const isTag = !name.startsWith('data/');
      // Without a tag manifest nothing is said of tag files; the tag manifests themselves stand in none.
      const nobodyTells = isTag && (tagManifests.length === 0 || /^tagmanifest-[^/]+\.txt$/.test(name));
      if (sums === undefined && !nobodyTells) this.#extra.push(name);
      if (!(await this.#fits(file, sums ?? {}))) this.#changed.push(name);
      this.#pace.files++;
    }
    this.#missing.push(...payload.keys(), ...tags.keys());
    return this.#report();
  }

  #report(): CheckReport {
    const named = (list: string[]): string[] => {
      list.sort();
      if (list.length > mostNamed) this.#faults.unshift({ code: 'more-than-listed', detail: String(list.length) });
      return list.slice(0, mostNamed);
    };
    const extraPayload = this.#extra.some((name) => name.startsWith('data/'));
    const intact = this.#missing.length + this.#changed.length + this.#faults.length === 0 && !extraPayload;
    const [missing, changed, extra] = [named(this.#missing), named(this.#changed), named(this.#extra)];
    const faults = this.#faults.slice(0, mostFaults - 1);
    const unsaid = this.#moreFaults + this.#faults.length - faults.length;
    if (unsaid > 0) faults.push({ code: 'more-than-listed', detail: String(unsaid) });
    return { intact, files: this.#pace.files, bytes: this.#pace.bytes, missing, changed, extra, faults };
  }

  #fault(code: FaultCode, detail: string): void {
    if (this.#faults.length >= mostFaults) this.#moreFaults++;
    else this.#faults.push({ code, detail: detail.slice(0, 1000) });
  }

  /** The version the bag says it is; 1.0 where it does not say. */
  async #declaration(): Promise<string> {
    const text = await this.#small('bagit.txt');
    if (text === null) {
      this.#fault('no-bagit', '');
      return '1.0';
    }
    const version = /^BagIt-Version: *(\d+\.\d+)\r?\n?$/m.exec(text)?.[1];
    const encoding = /^Tag-File-Character-Encoding: *(\S+)/m.exec(text)?.[1];
    if (version === undefined || !['1.0', '0.97'].includes(version) || encoding?.toUpperCase() !== 'UTF-8')
      this.#fault('bad-version', [version ?? '', encoding ?? ''].join(' ').trim());
    return version ?? '1.0';
  }

  /** File → what its manifests say. */
  async #manifests(
    prefix: string,
    found: readonly Algorithm[],
    version: string,
    covers: (name: string) => boolean,
  ): Promise<Map<string, Sums>> {
    const expected = new Map<string, Sums>();
    for (const algorithm of found) {
      const manifest = `${prefix}-${algorithm}.txt`;
      let n = 0;
      for await (const line of this.#lines(manifest)) {
        n++;
        if (line === '') continue;
        const match = /^([0-9a-fA-F]+)[ \t]+\*?(.+)$/su.exec(line);
        const [, sum = '', written = ''] = match ?? [];
        if (sum.length !== digits[algorithm]) {
          this.#fault('bad-line', `${manifest}:${n}`);
          continue;
        }
        const name = this.#nameOf(written, version);
        if (!isSafe(name) || name.startsWith('~') || !covers(name)) {
          this.#fault('unsafe-path', name);
          continue;
        }
        const sums = expected.get(name) ?? {};
        if (sums[algorithm] !== undefined) this.#fault('twice', name);
        sums[algorithm] = sum.toLowerCase();
        expected.set(name, sums);
      }
    }
    for (const [name, sums] of expected) if (Object.keys(sums).length !== found.length) this.#fault('manifests-differ', name);
    return expected;
  }

  /** The name that is meant, as the file system writes it. */
  #nameOf(written: string, version: string): string {
    const plain = written.replace(/^(?:\.\/)+/, '');
    // Version 1.0 writes line breaks and % as %0A, %0D and %25; older ones knew no % of their own.
    const decoded = plain.replace(version === '1.0' ? /%(0a|0d|25)/gi : /%(0a|0d)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    return [decoded, plain].find((name) => this.#files.has(name)) ?? this.#composed.get(decoded.normalize('NFC')) ?? decoded;
  }

  async #oxum(): Promise<void> {
    const said = /^Payload-Oxum: *(\d+)\.(\d+) *\r?$/im.exec((await this.#small('bag-info.txt')) ?? '');
    if (said === null) return;
    const payload = [...this.#files.values()].filter((file) => file.path.startsWith('data/'));
    const bytes = payload.reduce((sum, file) => sum + file.bytes, 0);
    const found = `${bytes}.${payload.length}`;
    if (`${said[1]}.${said[2]}` !== found) this.#fault('oxum-differs', `${said[1]}.${said[2]} ${found}`);
  }

  /** Reads the file to its end, with or without anything to compare. */
  async #fits(file: FoundFile, sums: Sums): Promise<boolean> {
    const hashes: [Algorithm, Hash][] = algorithms
      .filter((name) => sums[name] !== undefined)
      .map((name) => [name, createHash(name)]);
    try {
      for await (const chunk of await file.open()) {
        for (const [, hash] of hashes) hash.update(chunk);
        this.#pace.bytes += chunk.length;
        this.#pace.step();
      }
    } catch (error) {
      if (error instanceof Refusal) throw error;
      this.#fault('unreadable', file.path);
      return hashes.length === 0;
    }
    return hashes.every(([name, hash]) => hash.digest('hex') === sums[name]);
  }

  async #small(name: string): Promise<string | null> {
    const file = this.#files.get(name);
    if (file === undefined || file.special || file.bytes > longestTagFile) return null;
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of await file.open()) chunks.push(chunk);
      return Buffer.concat(chunks)
        .toString('utf8')
        .replace(/^\ufeff/, '');
    } catch {
      this.#fault('unreadable', name);
      return null;
    }
  }

  /** The lines of a manifest, ended by LF, CR or CRLF; one that is too long to be any comes empty of sense. */
  async *#lines(name: string): AsyncGenerator<string> {
    const file = this.#files.get(name);
    if (file === undefined || file.special) return;
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of await file.open()) {
        this.#pace.step();
        const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
        rest = lines.pop() ?? '';
        if (rest.length > longestLine) rest = rest.slice(0, longestLine);
        yield* lines;
      }
    } catch (error) {
      if (error instanceof Refusal) throw error;
      this.#fault('unreadable', name);
      return;
    }
    yield (rest + decoder.decode()).replace(/\r$/, '');
  }
}

/** A path that stays inside on every system. */
function isSafe(name: string): boolean {
  if (name === '' || name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0')) return false;
  return !name.split(/[/\\]/).includes('..');
}
