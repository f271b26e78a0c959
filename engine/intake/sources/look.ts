import { DamagedFile, type ExportFile, type Look } from '../toolkit/reader.ts';
import { withoutBom } from '../toolkit/text.ts';

const headBytes = 64 * 1024;
const wholeBytes = 8 << 20;
/** Beginnings kept at hand for the next reader that looks. */
const mostKept = 32 << 20;

interface Head {
  readonly bytes: Buffer;
  /** True where there is no more to be had. */
  readonly all: boolean;
  readonly damaged: boolean;
}

/**
 * A look at files before anything is imported. Never throws on damage: `head` gives what comes before it, `whole` null.
 * Beginnings are read once and kept, within bounds.
 */
export function lookAt(files: readonly ExportFile[]): Look {
  const kept = new Map<ExportFile, Head>();
  let keptBytes = 0;

  const start = async (file: ExportFile, bytes: number): Promise<Head> => {
    const known = kept.get(file);
    if (known !== undefined && (known.all || known.bytes.length >= bytes)) return known;
    const head = await read(file, bytes);
    // A copy, for a chunk is often far larger than its beginning.
    const small: Head = {
      ...head,
      bytes: Buffer.from(head.bytes.subarray(0, Math.max(bytes, headBytes))),
      all: head.all && head.bytes.length <= Math.max(bytes, headBytes),
    };
    keptBytes += small.bytes.length - (known?.bytes.length ?? 0);
    kept.delete(file);
    kept.set(file, small);
    for (const [oldest, { bytes: old }] of kept) {
      if (keptBytes <= mostKept) break;
      kept.delete(oldest);
      keptBytes -= old.length;
    }
    return small;
  };

  return {
    files,
    async head(file, bytes = headBytes) {
      const head = await start(file, bytes);
      return asText(head.bytes.subarray(0, bytes), !(head.all && head.bytes.length <= bytes));
    },
    async whole(file, limit = wholeBytes) {
      const known = kept.get(file);
      const head = known?.all ? known : await read(file, limit + 1);
      return head.damaged || head.bytes.length > limit ? null : asText(head.bytes, false);
    },
  };
}

async function read(file: ExportFile, bytes: number): Promise<Head> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of file.open()) {
      parts.push(part);
      length += part.length;
      if (length >= bytes) return { bytes: Buffer.concat(parts), all: false, damaged: false };
    }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return { bytes: Buffer.concat(parts), all: true, damaged: true };
  }
  return { bytes: Buffer.concat(parts), all: true, damaged: false };
}

/** @param cut true where the bytes may end in the middle of a character: its beginning is left out. */
async function asText(bytes: Buffer, cut: boolean): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of withoutBom(once(bytes))) text += decoder.decode(chunk, { stream: true });
  // UTF-16 comes with a replacement character for what is cut already.
  return cut ? text.replace(/\ufffd$/, '') : text + decoder.decode();
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
