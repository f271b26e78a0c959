/** The bytes of a medium, read from the engine part by part. What they are, the engine says by their first bytes; nothing else becomes a picture here. */
import type { MediaPart, MediaType, WhyNothing } from '../../shared/contract/media.ts';
import { client } from '../client.ts';

type Part = Extract<MediaPart, { is: 'part' }>;
export type MediumBytes =
  | {
      readonly is: 'bytes';
      readonly blob: Blob;
      readonly type: MediaType;
      readonly size: Part['size'];
      /** The file ends before its end. */
      readonly damaged: boolean;
    }
  | { readonly is: 'nothing'; readonly why: WhyNothing };

interface Wanted {
  readonly archive: string;
  readonly id: string;
  readonly purpose: 'show' | 'save';
  readonly signal?: AbortSignal;
  /** Told of every part that came; `share` from 0 to 1. */
  readonly onPart?: (share: number) => void;
}

export async function bytesOf({ archive, id, purpose, signal, onPart }: Wanted): Promise<MediumBytes> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; ;) {
    const part = await client.media.read({ archive, id, from, purpose }, signal === undefined ? {} : { signal });
    if (part.is === 'nothing') return part;
    const bytes = decoded(part.content);
    parts.push(bytes);
    from += bytes.length;
    onPart?.(part.bytes === 0 ? 1 : Math.min(1, from / part.bytes));
    if (part.done || bytes.length === 0)
      return {
        is: 'bytes',
        blob: new Blob(parts, { type: part.type }),
        type: part.type,
        size: part.size,
        damaged: part.damage !== null,
      };
  }
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** How many are read side by side: as many as it takes to keep the engine busy. */
const atOnce = 3;

/** A few at a time. Who has given up meanwhile is passed over. */
const lane = {
  running: 0,
  waiting: [] as (() => void)[],
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (lane.running >= atOnce) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      // The place is handed on, or given back.
      const next = lane.waiting.shift();
      if (next === undefined) lane.running -= 1;
      else next();
    }
  },
};

export type Thumb =
  | { readonly is: 'picture'; readonly blob: Blob; readonly damaged: boolean }
  /** A picture that nothing can be drawn of. */
  | { readonly is: 'damaged' }
  | { readonly is: 'nothing'; readonly why: WhyNothing }
  /** Not a picture. */
  | { readonly is: 'other' };

/** In pixels: enough for a tile on a fine screen. */
const thumbPixels = 400;

/** A small picture of a picture. It is drawn here, in the page that may do nothing else, and never in the engine. */
export function thumbOf(archive: string, id: string, signal: AbortSignal): Promise<Thumb> {
  return lane.run(signal, async (): Promise<Thumb> => {
    const got = await bytesOf({ archive, id, purpose: 'show', signal });
    if (got.is === 'nothing') return got;
    if (!got.type.startsWith('image/') || got.size === null) return { is: 'other' };
    try {
      return { is: 'picture', blob: await smaller(got.blob, got.size), damaged: got.damaged };
    } catch {
      return { is: 'damaged' };
    }
  });
}

/** Whether a picture is there to its end. A page draws one that ends early as far as it goes, and does not say so. */
export async function isWhole(picture: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(picture)).close();
    return true;
  } catch {
    return false;
  }
}

async function smaller(blob: Blob, { width, height }: { readonly width: number; readonly height: number }): Promise<Blob> {
  // The shorter side fills the tile; what is small already stays as it is.
  const scale = Math.min(1, thumbPixels / Math.min(width, height));
  const drawn = await createImageBitmap(blob);
  try {
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.min(thumbPixels * 4, Math.round(drawn.width * scale))),
      Math.max(1, Math.min(thumbPixels * 4, Math.round(drawn.height * scale))),
    );
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.imageSmoothingQuality = 'high';
    context.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
  } finally {
    drawn.close();
  }
}
