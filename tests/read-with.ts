/** Drives one reader over files in memory, without the engine: what it recognises, plans, finds, refuses and warns of. */
import { TextDecoder } from 'node:util';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { DamageReason, RefusalReason, WarningCode } from '../shared/account-of-import.ts';
import type { RecordKind } from '../shared/records.ts';
import {
  DamagedFile,
  withoutBom,
  type Draft,
  type ExportFile,
  type ExportReader,
  type Look,
  type Plan,
  type Recognition,
} from '../engine/intake/toolkit/index.ts';

export interface Given {
  readonly path: string;
  readonly content: Buffer;
  /** Which of the inputs it came from; 0 where left out. */
  readonly input?: number;
}

export interface Reading {
  /** Null where the reader does not know these files; everything else is then empty. */
  readonly recognition: Recognition | null;
  readonly plan: Plan | null;
  readonly drafts: { file: string; draft: Draft }[];
  readonly refused: { file: string; kind: RecordKind; locator: string; reason: RefusalReason }[];
  /** Of the plan (`file` as planned) and of the reading. */
  readonly warnings: { file: string | null; code: WarningCode; detail: string | null }[];
  readonly damaged: { file: string; reason: DamageReason }[];
}

/** What `reader` makes of `given`, in the order in which it emits. `chunk`: bytes a piece in which files are handed out. */
export async function readWith(
  reader: ExportReader,
  given: readonly Given[],
  options: { chunk?: number } = {},
): Promise<Reading> {
  const files = given.map((one) => exportFile(one, options.chunk ?? 1 << 16));
  const look = lookAt(files);
  const reading: Reading & { recognition: Recognition | null; plan: Plan | null } = {
    recognition: await reader.recognise(look),
    plan: null,
    drafts: [],
    refused: [],
    warnings: [],
    damaged: [],
  };
  if (reading.recognition === null) return reading;
  const plan = await reader.plan(look, reading.recognition);
  for (const { code, file, detail } of plan.warnings ?? []) reading.warnings.push({ file, code, detail: detail ?? null });
  for (const step of plan.steps) {
    const file = step.file.path;
    try {
      await step.read({
        record: (draft) => reading.drafts.push({ file, draft }),
        refuse: (kind, locator, reason) => reading.refused.push({ file, kind, locator, reason }),
        warn: (code, detail) => reading.warnings.push({ file, code, detail: detail ?? null }),
        breathe: () => Promise.resolve(),
      });
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      reading.damaged.push({ file, reason: error.reason });
    }
  }
  return { ...reading, plan };
}

/** One of each thing, as the archive would keep it: the first by network, kind and key. */
export function distinct(drafts: Reading['drafts']): Draft[] {
  const kept = new Map<string, Draft>();
  for (const { draft } of drafts) {
    const key = `${draft.network ?? ''}\0${draft.kind}\0${draft.key}`;
    if (!kept.has(key)) kept.set(key, draft);
  }
  return [...kept.values()];
}

/** The files of a zip; folders left out. */
export async function unzip(bytes: Buffer, input = 0): Promise<Given[]> {
  const zip: ZipFile = await fromBufferPromise(bytes, { decodeStrings: true });
  const given: Given[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    given.push({ path: entry.fileName, content: await contentOf(zip, entry), input });
  }
  return given;
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  return Buffer.concat(await stream.toArray());
}

function exportFile({ path, content, input }: Given, chunk: number): ExportFile {
  return {
    path,
    bytes: content.length,
    input: input ?? 0,
    async *open() {
      for (let i = 0; i < content.length; i += chunk) yield content.subarray(i, i + chunk);
    },
  };
}

function lookAt(files: readonly ExportFile[]): Look {
  return {
    files,
    head: async (file, bytes = 4096) => {
      const start: Buffer[] = [];
      let length = 0;
      for await (const chunk of file.open()) {
        start.push(chunk);
        length += chunk.length;
        if (length >= bytes) break;
      }
      return text(Buffer.concat(start).subarray(0, bytes));
    },
    whole: async (file, limit = 8 << 20) => (file.bytes > limit ? null : text(Buffer.concat(await gather(file)))),
  };
}

async function text(bytes: Buffer): Promise<string> {
  async function* once() {
    yield bytes;
  }
  const parts: Buffer[] = [];
  for await (const part of withoutBom(once())) parts.push(part);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts));
}

async function gather(file: ExportFile): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for await (const part of file.open()) parts.push(part);
  return parts;
}
