/**
 * The thread that reads media out of the kept originals: nothing is unpacked, nothing is written, and the list of files of a large export lives here alone and
 * goes when the thread goes. A file is read forwards, part by part; one that is gone on with is not begun again.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { isShownType, mediaLimits } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { RecordOf } from '../../shared/records.ts';
import { getRecord, openArchive, type Archive } from '../archive/archive.ts';
import { keptOriginals, openKeptFiles } from '../archive/kept-files.ts';
import type { ExportFile } from '../intake/toolkit/reader.ts';
import { leaveWhenAsked } from '../jobs/end-thread.ts';
import { openDatabase } from '../vault/database.ts';
import { Forwards } from './forwards.ts';
import type { FromMedia, MediaOrder, ReadPart, ToMedia } from './protocol.ts';
import { headBytes, whatIs, type What } from './what.ts';

const order = workerData as MediaOrder;
const key = Buffer.from(order.key);
const tell = (message: FromMedia): void => parentPort?.postMessage(message);

/** Files that are under way: a page reads a few pictures side by side. */
const mostUnderWay = 8;

interface UnderWay {
  readonly what: What | null;
  readonly file: ExportFile;
  readonly read: Forwards;
}
const underWay = new Map<string, UnderWay>();

interface Opened {
  readonly archive: Archive;
  readonly files: readonly ExportFile[];
}
let opening: Promise<Opened> | null = null;

async function open(): Promise<Opened> {
  const archive = openArchive(openDatabase(order.file, key, { mode: 'read' }), '', 'text');
  const kept = keptOriginals(archive.db, order.originals);
  const files = kept.length === 0 ? [] : (await openKeptFiles(archive.db, kept, key)).files;
  return { archive, files };
}

const nothing = (why: Extract<ReadPart, { is: 'nothing' }>['why']): ReadPart => ({ is: 'nothing', why });

async function read({ id, from, purpose }: ToMedia): Promise<ReadPart> {
  const { archive, files } = await (opening ??= open());
  const record = getRecord(archive, id);
  if (record.kind !== 'media') throw new Refusal('no-record');
  if (record.state === 'missing' || record.state === 'link') return nothing(record.state);
  const file = fileOf(record, files);
  if (file === null) return nothing('not-kept');
  const { what, read: forwards } = await takeUp(id, file);
  if (what === null) {
    // Nothing to be had at all is another thing than something unknown.
    const { content, damage } = await forwards.take(0, 1);
    await letGo(id);
    return nothing(content.length === 0 || damage !== null ? 'damaged' : 'not-shown');
  }
  const why = purpose === 'show' ? whyNotShown(what, file.bytes) : file.bytes > mediaLimits.saved ? 'too-large' : null;
  if (why !== null) {
    await letGo(id);
    return nothing(why);
  }
  const { content, done, damage } = await forwards.take(from, mediaLimits.part);
  // A container may declare less than a file holds.
  const tooMuch = from + content.length > Math.max(file.bytes, mediaLimits.part) + mediaLimits.part;
  if (done || tooMuch) await letGo(id);
  return {
    is: 'part',
    type: what.type,
    bytes: file.bytes,
    size: what.size,
    content: new Uint8Array(content),
    done: done || tooMuch,
    damage: tooMuch ? 'too-large' : damage,
  };
}

/** Two exports may hold two files under one path: the size tells them apart. */
function fileOf({ path, bytes }: RecordOf<'media'>, files: readonly ExportFile[]): ExportFile | null {
  let found: ExportFile | null = null;
  for (const file of files) {
    if (file.path !== path) continue;
    if (file.bytes === bytes) return file;
    found ??= file;
  }
  return found;
}

function whyNotShown({ type, size }: What, bytes: number): 'not-shown' | 'too-large' | null {
  if (!isShownType(type)) return 'not-shown';
  if (!type.startsWith('image/')) return bytes > mediaLimits.moving ? 'too-large' : null;
  if (size === null || size.width === 0 || size.height === 0) return 'not-shown';
  return bytes > mediaLimits.picture || size.width * size.height > mediaLimits.pixels ? 'too-large' : null;
}

async function takeUp(id: string, file: ExportFile): Promise<UnderWay> {
  const known = underWay.get(id);
  if (known !== undefined) {
    underWay.delete(id);
    underWay.set(id, known);
    return known;
  }
  const forwards = new Forwards(() => file.open());
  const made: UnderWay = { what: whatIs(await forwards.head(headBytes)), file, read: forwards };
  underWay.set(id, made);
  for (const oldest of underWay.keys()) {
    if (underWay.size <= mostUnderWay) break;
    await letGo(oldest);
  }
  return made;
}

async function letGo(id: string): Promise<void> {
  const gone = underWay.get(id);
  underWay.delete(id);
  await gone?.read.close();
}

leaveWhenAsked();
let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (message: unknown) => {
  if (!isAsk(message)) return;
  // One after the other: what is read side by side would only wait for the same disk.
  before = before.then(() => answer(message));
});

function isAsk(message: unknown): message is ToMedia {
  return typeof message === 'object' && message !== null && 'ask' in message;
}

async function answer(message: ToMedia): Promise<void> {
  try {
    tell({ type: 'part', ask: message.ask, part: await read(message) });
  } catch (error) {
    if (error instanceof Refusal) tell({ type: 'refused', ask: message.ask, code: error.code, detail: error.detail });
    else
      setImmediate(() => {
        throw error;
      });
  }
}
