/**
 * Opens a tar: walks from header to header and leaves out what lies between. Each header, with the long names and pax records before it, is decoded
 * by tar-stream. Behind a damaged header the next block with a right checksum is looked for.
 */
import { extract, type Header } from 'tar-stream';
import type { DamageReason } from '../../../shared/account-of-import.ts';
import type { Problem } from './contents.ts';
import { countEntry, type Budget } from './limits.ts';
import { pathInside, shownName } from './names.ts';
import { isTarHeader } from './sniff.ts';

const blockBytes = 512;
/** Long names and pax records; tar-stream allows 4 MiB. */
const mostExtra = 1 << 20;

/** A tar read forwards. Both give less than asked for only at the end. */
export interface TarSource {
  readonly name: string;
  take(length: number): Promise<Buffer>;
  skip(length: number): Promise<number>;
}

/** A file in a tar: where its bytes lie. */
export interface TarFile {
  readonly path: string;
  readonly bytes: number;
  readonly start: number;
}

export interface TarListing {
  readonly files: TarFile[];
  readonly problems: Problem[];
}

/** Throws `Refusal('too-many-files')` and what the source throws. */
export async function listTar(source: TarSource, budget: Budget): Promise<TarListing> {
  const files: TarFile[] = [];
  const problems: Problem[] = [];
  let damage: DamageReason | null = null;
  let extra: Buffer[] = [];
  let at = 0;
  let ended = false;
  for (;;) {
    const block = await source.take(blockBytes);
    at += block.length;
    if (block.length < blockBytes) {
      if (!ended || !isZero(block)) damage ??= 'cut-off';
      break;
    }
    if (isZero(block)) {
      ended = true;
      continue;
    }
    if (!isTarHeader(block)) {
      damage ??= 'bad-structure';
      extra = [];
      continue;
    }
    ended = false;
    const type = String.fromCharCode(block[156] ?? 0);
    if ('xgLKN'.includes(type)) {
      const length = Number.parseInt(block.toString('latin1', 124, 136).trim(), 8);
      if (!(length >= 0 && length <= mostExtra)) {
        damage ??= 'bad-structure';
        continue;
      }
      const body = await source.take(padded(length));
      at += body.length;
      extra.push(block, body);
      continue;
    }
    const told = await decode([...extra, block]);
    if (told === null) damage ??= 'bad-structure';
    // What is said before it may be nonsense, and it itself be in order.
    const header = told ?? (extra.length > 0 ? await decode([block]) : null);
    extra = [];
    if (header === null) continue;
    countEntry(budget, source.name);
    const bytes = carriesData(header) ? (header.size ?? 0) : 0;
    const start = at;
    const skipped = await source.skip(padded(bytes));
    at += skipped;
    if (skipped < bytes) damage ??= 'cut-off';
    if (header.type === 'directory') continue;
    const path = pathInside(header.name, budget.limits.path);
    const problem = whyNot(header, path, budget);
    if (problem !== null) problems.push({ of: 'entry', file: shownName(header.name), bytes, ...problem });
    else if (path !== null) files.push({ path, bytes, start });
    if (skipped < padded(bytes)) {
      damage ??= 'cut-off';
      break;
    }
  }
  if (damage !== null) problems.push({ of: 'input', file: source.name, bytes: 0, reason: damage });
  return { files, problems };
}

function whyNot(header: Header, path: string | null, budget: Budget): Pick<Problem, 'reason' | 'detail'> | null {
  if (path === null) return { reason: 'bad-name' };
  if (header.type === 'symlink' || header.type === 'link') return { reason: 'bad-name', detail: 'link' };
  if (header.type === 'file' || header.type === 'contiguous-file')
    return (header.size ?? 0) > budget.limits.entry ? { reason: 'too-large' } : null;
  return { reason: 'unreadable', detail: header.type ?? 'unknown type' };
}

const padded = (length: number): number => Math.ceil(length / blockBytes) * blockBytes;
const isZero = (block: Buffer): boolean => block.every((byte) => byte === 0);
const carriesData = ({ type }: Header): boolean => type === 'file' || type === 'contiguous-file' || !type;

/** Tars from before 1988 have no mark of their format; tar-stream's types do not know the option. */
const decoding = { allowUnknownFormat: true, highWaterMark: 16 * 1024 };

/** One header by tar-stream; null where it cannot make sense of it. */
function decode(blocks: readonly Buffer[]): Promise<Header | null> {
  return new Promise((resolve) => {
    const parser = extract(decoding);
    const done = (header: Header | null): void => {
      resolve(header !== null && Number.isSafeInteger(header.size) && (header.size ?? -1) >= 0 ? header : null);
      parser.destroy();
    };
    parser.on('entry', (header, stream) => {
      stream.on('error', () => {});
      done(header);
    });
    parser.on('error', () => done(null));
    parser.on('close', () => done(null));
    parser.end(Buffer.concat(blocks));
  });
}
