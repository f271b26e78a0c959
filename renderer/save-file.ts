/** Handing a file that the engine made to the person. In the desktop door they say where it goes; in the browser door it goes where their downloads go. */
import { Saved, type Bridge } from '../shared/bridge.ts';

export interface MadeFile {
  /** With its ending, e.g. `receipt.pdf`. What no system takes in a name is left out. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** False: the person thought better of it. */
export async function saveFile({ name, type, bytes }: MadeFile): Promise<boolean> {
  const plain = plainName(name);
  const { adieu } = window;
  if (adieu !== undefined) return saveThroughBridge(adieu, plain, bytes);
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = plain;
  link.click();
  // The browser has taken hold of it by the next task.
  setTimeout(() => URL.revokeObjectURL(address));
  return true;
}

/** A text as the file it is. */
export function textFile(name: string, type: string, text: string): MadeFile {
  return { name, type: `${type};charset=utf-8`, bytes: new TextEncoder().encode(text) };
}

/** Bytes that came as base64. */
export function base64File(name: string, type: string, base64: string): MadeFile {
  return { name, type, bytes: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) };
}

async function saveThroughBridge(bridge: Bridge, name: string, bytes: Uint8Array): Promise<boolean> {
  return Saved.parse(await bridge({ ask: 'save', name, bytes }));
}

/** One name, without what the systems keep for themselves. */
export function plainName(name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  const plain = stem
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120);
  return `${plain === '' ? 'adieu' : plain}${ending}`;
}
