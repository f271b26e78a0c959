/**
 * Names that every file system takes, made from names that none might: the same name always becomes the same one, no two become one, and none needs
 * escaping in a BagIt manifest or a shell.
 */
import { hash } from 'node:crypto';

const longestSegment = 100;
const longestPath = 180;
/** Device names of Windows, reserved with any extension. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?=\.|$)/iu;

const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 8);

/** Cuts a text to at most `bytes` bytes of UTF-8, never inside a character. */
function cut(text: string, bytes: number): string {
  let length = 0;
  let kept = '';
  for (const char of text) {
    length += Buffer.byteLength(char);
    if (length > bytes) break;
    kept += char;
  }
  return kept;
}

function extensionOf(name: string): string {
  return /\.[A-Za-z0-9]{1,10}$/.exec(name.slice(1))?.[0] ?? '';
}

/** `name~3f2a81c0.jpg`: the stem, at most `bytes` long altogether, told apart by the hash of what it was made from. */
function tagged(name: string, from: string, bytes = longestSegment): string {
  const extension = extensionOf(name);
  const stem = name.slice(0, name.length - extension.length);
  return `${cut(stem, bytes - extension.length - 9)}~${digest(from)}${extension}`;
}

/**
 * One part of a path, safe on Windows, macOS and Linux: no separators, controls, invisible or reserved characters, no device names, no dots or spaces
 * at the ends, composed (NFC), at most 100 bytes.
 */
export function safeSegment(name: string): string {
  let safe = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*%\ufffd]/gu, '_')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/^ +|[ .]+$/gu, (ends) => '_'.repeat(ends.length));
  if (safe === '') safe = '_';
  if (reserved.test(safe)) safe = `_${safe}`;
  return Buffer.byteLength(safe) > longestSegment ? tagged(safe, name) : safe;
}

/** Two names that some file system takes for one. */
function fold(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Gives every path a safe one under a folder of its own. Asked in the same order it says the same; asked twice for one path it gives
 * two names. */
export class SafeNames {
  readonly #root: string;
  /** Folder as it came → safe folder. */
  readonly #folders = new Map<string, string>([['', '']]);
  readonly #taken = new Set<string>();

  /** `root`: where the names will stand, without a trailing `/`; it counts towards the length of a path. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The safe path (with the root) of a file. `/` separates; a Windows path's `\` becomes part of a name. */
  file(path: string): string {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? '_';
    const folder = this.#folder(parts);
    let safe = join(folder, safeSegment(name));
    if (Buffer.byteLength(safe) + this.#root.length > longestPath) safe = join('long', tagged(safeSegment(name), path, 60));
    return join(this.#root, this.#free(safe, path));
  }

  #folder(parts: readonly string[]): string {
    const key = parts.join('/');
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const name = parts.at(-1) ?? '_';
    const safe = this.#free(join(this.#folder(parts.slice(0, -1)), safeSegment(name)), `${key}/`);
    this.#folders.set(key, safe);
    return safe;
  }

  #free(path: string, from: string): string {
    let free = path;
    for (let round = 0; this.#taken.has(fold(free)); round++) {
      const at = path.lastIndexOf('/') + 1;
      free = path.slice(0, at) + tagged(path.slice(at), `${from}\0${round === 0 ? '' : round}`);
    }
    this.#taken.add(fold(free));
    return free;
  }
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
