/** The thread that reads: it opens the inputs, recognises them, keeps the originals, and turns files into batches of records. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import { leaveWhenAsked } from '../jobs/end-thread.ts';
import { openOriginal } from '../vault/originals.ts';
import { toInputs, type StoredInput } from './inputs.ts';
import { keepOriginals } from './keep.ts';
import { MediaFiles } from './media-files.ts';
import { Meter } from './meter.ts';
import { Outlet } from './outlet.ts';
import { buffersOf, packFiles, type FoundFile, type PackedFiles } from './packed-files.ts';
import type { Fit, FromReading, Inspected, ReadingData, ToReading } from './protocol.ts';
import { readAll } from './read-all.ts';
import { lookAt, openInputs, type OpenedExport, type OpenedFile } from './sources/index.ts';
import { afterAssignment, maybe, walkJson } from './toolkit/index.ts';
import type { Network } from './toolkit/network.ts';
import { DamagedFile, type ExportFile, type Look, type Plan } from './toolkit/reader.ts';

interface Opened {
  readonly files: readonly OpenedFile[];
  /** Entries that cannot be read at all. */
  readonly problems: OpenedExport['problems'];
  /** Inputs that are damaged as a whole: what could be reached of them is among the files. */
  readonly damaged: OpenedExport['problems'];
  /** Size of the inputs that do not lie in the vault already. */
  readonly outsideBytes: number;
  readonly look: Look;
}

/** Of files that nobody knows. */
const mostTried = 200;
const mostWalked = 64 << 20;

const born = workerData as ReadingData;
/** What there is to read; the first message brings it. */
let data: { readonly inputs: readonly StoredInput[] } = { inputs: [] };
let key = Buffer.alloc(0);
const tell = (message: FromReading, handOver: ArrayBuffer[] = []): void => parentPort?.postMessage(message, handOver);
const meter = new Meter((now) => tell({ type: 'measured', ...now }));
const stop = new AbortController();

let opened: Promise<Opened> | null = null;
/** What each network made of the export, looked at once. */
const looked = new Map<string, ReturnType<typeof lookFor>>();
let taken: { network: string; plan: Plan } | null = null;

async function open(): Promise<Opened> {
  const { inputs } = toInputs(data.inputs, key);
  const found = await openInputs(inputs, {}, isExport, (bytes) => meter.add(bytes));
  const { files } = found;
  return {
    files,
    problems: found.problems.filter((problem) => problem.of === 'entry'),
    damaged: found.problems.filter((problem) => problem.of === 'input'),
    outsideBytes: found.inputs.reduce((sum, { bytes }, i) => sum + (data.inputs[i]?.kind === 'path' ? bytes : 0), 0),
    look: lookAt(files),
  };
}

async function networks(): Promise<readonly Network[]> {
  const module = (await import(born.networks)) as { networks: readonly Network[] };
  return module.networks;
}

async function isExport(files: readonly ExportFile[]): Promise<boolean> {
  const look = lookAt(files);
  for (const { reader } of await networks()) if (((await reader?.recognise(look))?.fit ?? 0) >= maybe) return true;
  return false;
}

function planFor(network: Network, look: Look): ReturnType<typeof lookFor> {
  let found = looked.get(network.id);
  if (found === undefined) looked.set(network.id, (found = lookFor(network, look)));
  return found;
}

async function lookFor({ id, name, reader }: Network, look: Look): Promise<{ fit: Fit; plan: Plan } | null> {
  const recognition = (await reader?.recognise(look)) ?? null;
  if (reader === null || recognition === null) return null;
  const plan = await reader.plan(look, recognition);
  const { layout, language, fit } = recognition;
  return { fit: { network: id, name, fit, layout, language, account: plan.account }, plan };
}

function listOf({ files, problems }: Opened): PackedFiles {
  function* all(): Generator<FoundFile> {
    for (const { path, bytes } of files) yield { path, bytes, damage: null };
    for (const { file, bytes, reason } of problems) yield { path: file, bytes, damage: reason };
  }
  return packFiles(all(), files.length + problems.length);
}

async function inspect(export_: Opened): Promise<Inspected> {
  const { files, problems, damaged, outsideBytes, look } = export_;
  const fits: Fit[] = [];
  for (const candidate of await networks()) {
    const found = await planFor(candidate, look);
    if (found !== null) fits.push(found.fit);
  }
  fits.sort((a, b) => b.fit - a.fit);
  return {
    fits,
    files: listOf(export_),
    problems: [
      ...[...damaged, ...problems].map(({ of, file, reason }) => ({ of, file, reason })),
      ...(fits.length === 0 ? await unreadable(files) : []),
    ],
    outsideBytes,
  };
}

/**
 * Where nobody knows the files: those that cannot be read from their first byte on, and JSON that is cut off or broken. They may be what they should be, and
 * nothing can tell.
 */
async function unreadable(files: readonly ExportFile[]): Promise<Inspected['problems'][number][]> {
  const found: Inspected['problems'][number][] = [];
  for (const file of files.filter(({ bytes }) => bytes > 0).slice(0, mostTried)) {
    try {
      if (/\.jso?n?$/i.test(file.path) && file.bytes <= mostWalked) await walkJson(afterAssignment(file.open()), structureOnly);
      else for await (const _ of file.open()) break;
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      found.push({ of: 'entry', file: file.path, reason: error.reason });
    }
  }
  return found;
}

const structureOnly = { enter: () => false, value: () => undefined, refused: () => undefined };

/** An export nobody recognises can still be kept under the network the person names: every file as it is. */
async function takeUp(id: string, { look }: Opened): Promise<Fit> {
  const network = (await networks()).find((candidate) => candidate.id === id);
  if (network === undefined) throw new Refusal('unknown-network', { network: id });
  const account = { handle: null, networkId: null, name: null };
  const { fit, plan } = (await planFor(network, look)) ?? {
    fit: { network: id, name: network.name, fit: 0, layout: 'unknown', language: null, account },
    plan: { account, steps: [] },
  };
  taken = { network: id, plan };
  return fit;
}

function hashOfKept(input: StoredInput | undefined): string {
  if (input?.kind !== 'kept') return '';
  const original = openOriginal(input.file, key);
  const [first] = original.files();
  original.close();
  return original.count === 1 ? (first?.sha256 ?? '') : '';
}

async function answer(message: ToReading): Promise<void> {
  if (message.type === 'cancel') {
    stop.abort();
    return;
  }
  if (message.type === 'open') {
    data = message;
    key = Buffer.from(message.key);
    return;
  }
  const export_ = await (opened ??= open());
  switch (message.type) {
    case 'inspect': {
      const inspected = await inspect(export_);
      tell({ type: 'inspected', inspected }, buffersOf(inspected.files));
      return;
    }
    case 'list': {
      const files = listOf(export_);
      tell({ type: 'listed', files }, buffersOf(files));
      return;
    }
    case 'plan': {
      const fit = await takeUp(message.network, export_);
      const warnings = (taken?.plan.warnings ?? []).map(({ code, file, detail }) => ({ code, file, detail: detail ?? null }));
      const containers = export_.damaged.map(({ file, reason }) => ({ code: 'damaged-input' as const, file, detail: reason }));
      tell({ type: 'planned', fit, warnings: [...containers, ...warnings], apartFrom: taken?.plan.apartFrom ?? [] });
      return;
    }
    case 'hash': {
      const outside = await keepOriginals(
        data.inputs,
        data.inputs.map(() => null),
        key,
        meter,
        stop.signal,
      );
      tell({ type: 'hashed', sha256: outside.map((kept, i) => kept?.sha256 ?? hashOfKept(data.inputs[i])) });
      return;
    }
    case 'read': {
      if (taken === null) throw new Error('nothing was taken up');
      const media = new MediaFiles(export_.files);
      const outlet = new Outlet(taken.network, message.writer, message.done, media, stop.signal);
      await readAll(export_.files, taken.plan, message.positions, outlet, media, meter);
      tell({ type: 'ended', cancelled: stop.signal.aborted });
    }
  }
}

leaveWhenAsked();
parentPort?.on('message', (message: ToReading) => {
  answer(message).catch((error: unknown) => {
    if (error instanceof Refusal) tell({ type: 'refused', code: error.code, detail: error.detail });
    else
      setImmediate(() => {
        throw error;
      });
  });
});

// While nobody asks anything yet; who asks is told of what goes wrong.
networks().catch(() => undefined);
