/**
 * Reads a JSON document as it streams, and hands out the values at the places a visitor chooses, without ever holding the whole of it.
 *
 * The bytes are scanned only for structure (strings, brackets, commas); values are parsed by `JSON.parse`, a run of neighbours at a time, which is
 * what makes it as fast as parsing whole files. A document cut in the middle has delivered every complete value before `DamagedFile` is thrown; one that is broken in
 * the middle of a long list of objects goes on with the next of them that begins as the first did.
 * Integers beyond 2^53 come as `JSON.rawJSON` objects, so that they are written again digit for digit (`asId` gives their digits).
 */
import { isUtf8 } from 'node:buffer';
import type { RefusalReason } from '../../../shared/account-of-import.ts';
import { assertNever } from '../../../shared/errors.ts';
import { DamagedFile } from './reader.ts';
import { withoutBom } from './text.ts';

export type JsonPath = readonly (string | number)[];

export interface JsonVisitor {
  /**
   * Called at every object and array that is reached by walking: true to walk into it, false to be given it whole. `items`, of an array: all its members
   * are wanted whole, without asking at each; the fast way for long lists. `path` is reused: copy what you keep.
   */
  enter(path: JsonPath, type: 'object' | 'array'): boolean | 'items';
  /** A value that was not walked into. `path` is reused. */
  value(path: JsonPath, value: unknown): void;
  /** A container that was walked into has ended. */
  leave?(path: JsonPath, type: 'object' | 'array'): void;
  /** A value that cannot be had; the walk goes on behind it. */
  refused(path: JsonPath, reason: RefusalReason): void;
  /** Bytes that are no UTF-8 were replaced in a value near this path; at most once a file. */
  invalidText?(path: JsonPath): void;
  /** Between batches: a place to wait. */
  breathe?(): Promise<void>;
}

export interface JsonLimits {
  /** Largest value that is handed out whole, in bytes. */
  readonly valueBytes: number;
  /** Deepest nesting inside a value that is handed out whole, and of the walk itself. */
  readonly depth: number;
}
const defaults: JsonLimits = { valueBytes: 64 << 20, depth: 256 };

/** RFC 6901. */
export function pointer(path: JsonPath): string {
  let out = '';
  for (const part of path)
    out += '/' + (typeof part === 'number' ? String(part) : part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return out;
}

/** An id as text, digit for digit, whether it came as a string or as a number of any size; null for anything else and for "". */
export function asId(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (JSON.isRawJSON(value)) return value.rawJSON;
  return null;
}

/** `JSON.parse` that keeps integers beyond 2^53 exact. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined && /^-?\d+$/.test(context.source)
      ? JSON.rawJSON(context.source)
      : value,
  );
}

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const quote = 0x22;
const backslash = 0x5c;
const isSpace = (c: number): boolean => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;

/** What a byte means inside a value that is taken whole: 1 quote, 2 opens, 3 closes, 4 digit, 0 anything else. */
const meaning = new Uint8Array(256);
meaning[quote] = 1;
meaning[0x5b] = meaning[0x7b] = 2;
meaning[0x5d] = meaning[0x7d] = 3;
for (let c = 0x30; c <= 0x39; c++) meaning[c] = 4;

/** Values of one array are parsed together up to about this many bytes. */
const runBytes = 128 << 10;
const keyBytes = 64 << 10;
/** Bytes of members that are taken line by line, at once. */
const leastLines = 4 << 10;
const mostLines = 512 << 10;
/** Failures in a row after which an array is walked byte by byte to its end. */
const patience = 3;
const bigDigits = 16;
const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 0x30 && c <= 0x39;

/**
 * Whether sixteen digits stand where JSON may have a number; in a string too, and then exactness costs only time. Of so many in a row one stands at every sixteenth byte, so only those
 * are looked at.
 */
function hasBigNumber(b: Buffer): boolean {
  for (let i = bigDigits - 1; i < b.length; i += bigDigits) {
    if (!isDigit(b[i])) continue;
    let start = i;
    while (isDigit(b[start - 1])) start--;
    let end = i + 1;
    while (isDigit(b[end])) end++;
    i = end - 1;
    if (end - start < bigDigits) continue;
    const before = b[start - 1] === 0x2d ? b[start - 2] : b[start - 1];
    if (before === undefined || before === 0x3a || before === 0x2c || before === 0x5b || isSpace(before)) return true;
  }
  return false;
}

/** The last line of a member that ends before `to`: a line feed, its indentation, its bracket; empty where it is not set line by line. */
function endingOf(b: Buffer, from: number, to: number): Buffer {
  let start = to - 1;
  while (start > from && (b[start - 1] === 0x20 || b[start - 1] === 0x09)) start--;
  return start > from && b[start - 1] === 0x0a ? b.subarray(start - 1, to) : Buffer.alloc(0);
}

/** How far back a piece is looked at for a beginning that its border cuts: a long name and the white space around it. */
const carryBytes = 256;
/** Members of one list that swallow all behind them, as a lost quote does. */
const mostSwallowed = 16;

/** The first name in an object, with its quotes; null where there is none. */
function firstNameOf(b: Buffer, from: number, to: number): Buffer | null {
  if (b[from] !== 0x7b) return null;
  let start = from + 1;
  while (start < to && isSpace(b[start] ?? 0)) start++;
  const end = b.indexOf(quote, start + 1);
  if (b[start] !== quote || end < 0 || end >= to || end - start > carryBytes / 2) return null;
  return Buffer.from(b.subarray(start, end + 1));
}

/** What is known of the bytes between members that were passed over. */
interface Passed {
  /** Lists that were opened and not closed. */
  depth: number;
  /** The last byte that is no white space. */
  before: number;
}

/**
 * Where the next member of the list begins between `from` and `until`: it begins with this name, and is no value of another's name nor the first of a list. -1
 * where there is none yet, -2 where the list itself has ended: what comes behind is another one's, and looks the same.
 */
function nextMember(b: Buffer, from: number, until: number, name: Buffer, passed: Passed): number {
  for (let i = from; i < until; i++) {
    const c = b[i] ?? 0;
    if (isSpace(c)) continue;
    if (c === 0x5b) passed.depth++;
    else if (c === 0x5d && --passed.depth < 0) return -2;
    else if (c === 0x7b && passed.depth === 0 && passed.before !== 0x3a && passed.before !== 0x5b) {
      let at = i + 1;
      while (isSpace(b[at] ?? 0)) at++;
      let behind = at + name.length;
      while (isSpace(b[behind] ?? 0)) behind++;
      if (b[behind] === 0x3a && name.equals(b.subarray(at, at + name.length))) return i;
    }
    passed.before = c;
  }
  return -1;
}

export async function walkJson(
  bytes: AsyncIterable<Buffer>,
  visitor: JsonVisitor,
  limits: Partial<JsonLimits> = {},
): Promise<void> {
  const walker = new Walker(visitor, { ...defaults, ...limits });
  let damage: unknown = null;
  try {
    for await (const chunk of withoutBom(bytes)) {
      walker.feed(chunk);
      if (visitor.breathe) await visitor.breathe();
    }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    damage = error;
  }
  walker.finish(damage !== null);
  if (visitor.breathe) await visitor.breathe();
  if (damage !== null) throw damage;
}

class Walker {
  readonly #visitor: JsonVisitor;
  readonly #limits: JsonLimits;
  readonly #levels: ('object' | 'array')[] = [];
  /** How deep the array lies whose members are all wanted whole; -1 where there is none. Nothing is walked below it. */
  #items = -1;
  /** How a member of that array ends where it is set line by line, e.g. `\n  }`; empty where it is not, null before one was seen. */
  #ending: Buffer | null = null;
  /** How many bytes of such members are tried at once: doubled with every success. */
  #window = leastLines;
  #failures = 0;
  /** One part a level: the index or key of the value that is next or under way. */
  readonly #path: (string | number)[] = [];
  #expect: Expect = 'value';
  #broken = false;
  /** The name every member of that array begins with; null where that is not known. */
  #name: Buffer | null = null;
  /** Between members, behind something broken: bytes not yet looked at, in which the next may begin. */
  #lost: Buffer | null = null;
  #passed: Passed = { depth: 0, before: 0 };
  #mended = false;
  #toldInvalid = false;

  // A key that is being read.
  #inKey = false;
  #key: Buffer[] = [];
  #keyLength = 0;

  // The value that is being taken, and the run of complete neighbours before it.
  #taking: 'no' | 'nested' | 'string' | 'scalar' = 'no';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #digits = 0;
  #tooDeep = false;
  #tooLarge = false;
  /** Bytes of the value under way that lie in earlier chunks. */
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  /** Where the value under way begins in this chunk. */
  #start = 0;
  /** Complete values: [from, to) in this chunk, in turn. */
  #run: number[] = [];
  /** Index or key of the first value of the run. */
  #runFirst: string | number = 0;
  #runBig = false;
  #big = false;

  constructor(visitor: JsonVisitor, limits: JsonLimits) {
    this.#visitor = visitor;
    this.#limits = limits;
  }

  feed(piece: Buffer): void {
    if (this.#broken) return;
    const b = this.#lost === null ? piece : Buffer.concat([this.#lost, piece]);
    const n = b.length;
    this.#start = 0;
    let i = this.#lost === null ? 0 : this.#goOn(b, 0, false);
    while (i < n) {
      if (this.#taking !== 'no') {
        i = this.#scan(b, i);
        if (this.#isComplete()) this.#completed(b, i);
        continue;
      }
      if (this.#inKey) {
        i = this.#scanKey(b, i);
        if (this.#broken) break;
        continue;
      }
      const c = b[i] ?? 0;
      if (isSpace(c)) {
        i++;
        continue;
      }
      i = this.#structure(b, c, i);
      if (this.#broken) break;
    }
    this.#flush(b);
    if (this.#inKey) this.#holdKey(b.subarray(this.#start));
    if (this.#taking !== 'no' && !this.#tooLarge) {
      const rest = b.subarray(this.#start);
      this.#pieces.push(rest);
      this.#pieceBytes += rest.length;
      if (this.#pieceBytes > this.#limits.valueBytes) this.#dropLarge();
    }
  }

  /** The bytes have ended; `damaged` where the file said why itself. */
  finish(damaged: boolean): void {
    for (let n = 0; n < mostSwallowed && this.#goesOn(); n++);
    if (this.#broken || this.#mended) {
      if (!damaged) throw new DamagedFile('bad-structure', 'the text is not well-formed JSON');
      return;
    }
    // A number or word at the very end of the document is complete only now; one cut off in a container is not.
    if (this.#taking === 'scalar' && this.#levels.length === 0 && !damaged) {
      this.#taking = 'no';
      this.#start = 0;
      this.#completed(Buffer.alloc(0), 0);
    }
    if (this.#expect !== 'nothing' && !damaged) throw new DamagedFile('cut-off', 'the text ends in the middle');
  }

  #isComplete(): boolean {
    return this.#taking === 'no';
  }

  #structure(b: Buffer, c: number, i: number): number {
    switch (this.#expect) {
      case 'value-or-end':
        if (c === 0x5d) return this.#end(b, i, 'array');
        return this.#beginValue(b, c, i);
      case 'value':
        return this.#beginValue(b, c, i);
      case 'key-or-end':
        if (c === 0x7d) return this.#end(b, i, 'object');
        if (c !== quote) return this.#break(b, i);
        return this.#beginKey(i);
      case 'key':
        if (c !== quote) return this.#break(b, i);
        return this.#beginKey(i);
      case 'colon':
        if (c !== 0x3a) return this.#break(b, i);
        this.#expect = 'value';
        return i + 1;
      case 'comma-or-end': {
        const type = this.#levels.at(-1);
        if (c === 0x2c) {
          if (type === 'array') {
            const last = this.#path.length - 1;
            this.#path[last] = Number(this.#path[last]) + 1;
            this.#expect = 'value';
          } else this.#expect = 'key';
          return i + 1;
        }
        if (c === 0x5d && type === 'array') return this.#end(b, i, 'array');
        if (c === 0x7d && type === 'object') return this.#end(b, i, 'object');
        return this.#break(b, i);
      }
      case 'nothing':
        return c === 0x3b ? i + 1 : this.#break(b, i);
      default:
        return assertNever(this.#expect);
    }
  }

  #break(b: Buffer, i: number): number {
    this.#flush(b);
    if (this.#items === this.#levels.length && this.#name !== null) {
      this.#mended = true;
      this.#passed = { depth: 0, before: 0 };
      return this.#goOn(b, i, false);
    }
    this.#broken = true;
    return i;
  }

  /** Looks from `i` on for the next member of the list that was broken; answers where it begins, or the end of the piece. `last`: no more comes. */
  #goOn(b: Buffer, i: number, last: boolean): number {
    const until = last ? b.length : Math.max(i, b.length - carryBytes);
    const next = this.#name === null ? -2 : nextMember(b, i, until, this.#name, this.#passed);
    this.#lost = next === -1 ? Buffer.from(b.subarray(until)) : null;
    if (next === -2) this.#broken = true;
    if (next < 0) return b.length;
    const level = this.#path.length - 1;
    this.#path[level] = Number(this.#path[level]) + 1;
    this.#expect = 'value';
    return next;
  }

  /** No more bytes come: whether there is something to go on with behind what was broken. */
  #goesOn(): boolean {
    if (this.#broken) return false;
    if (this.#lost !== null) {
      const rest = this.#lost;
      const next = this.#goOn(rest, 0, true);
      this.#lost = null;
      if (next >= rest.length) this.#broken = true;
      else this.feed(rest.subarray(next));
      return next < rest.length;
    }
    return this.#spitOut();
  }

  /** A member that never ends has swallowed others: it is refused, and the walk goes on behind its beginning. False where there is nothing to go on with. */
  #spitOut(): boolean {
    if (this.#taking !== 'nested' || this.#tooLarge || this.#name === null || this.#items !== this.#levels.length) return false;
    const whole = Buffer.concat(this.#pieces);
    const next = nextMember(whole, 1, whole.length, this.#name, { depth: 0, before: 0x7b });
    if (next < 0) return false;
    this.#forget();
    this.#taking = 'no';
    this.#tooDeep = false;
    this.#mended = true;
    this.#visitor.refused(this.#path, 'not-json');
    const level = this.#path.length - 1;
    this.#path[level] = Number(this.#path[level]) + 1;
    this.#expect = 'value';
    this.feed(whole.subarray(next));
    return true;
  }

  #beginKey(i: number): number {
    this.#inKey = true;
    this.#key = [];
    this.#keyLength = 0;
    this.#start = i;
    this.#escaped = false;
    return i + 1;
  }

  #holdKey(piece: Buffer): void {
    this.#key.push(piece);
    this.#keyLength += piece.length;
    if (this.#keyLength > keyBytes) this.#broken = true;
  }

  #scanKey(b: Buffer, from: number): number {
    for (let i = from; i < b.length; i++) {
      const c = b[i];
      if (this.#escaped) this.#escaped = false;
      else if (c === backslash) this.#escaped = true;
      else if (c === quote) {
        this.#key.push(b.subarray(this.#start, i + 1));
        this.#inKey = false;
        try {
          this.#path[this.#path.length - 1] = String(JSON.parse(Buffer.concat(this.#key).toString('utf8')));
        } catch {
          return this.#break(b, i);
        }
        this.#expect = 'colon';
        return i + 1;
      }
    }
    return b.length;
  }

  #beginValue(b: Buffer, c: number, i: number): number {
    if (c === 0x7b || c === 0x5b) {
      const type = c === 0x7b ? 'object' : 'array';
      const wish =
        this.#items === this.#levels.length
          ? false
          : this.#levels.length < this.#limits.depth && this.#visitor.enter(this.#path, type);
      if (wish !== false) {
        this.#flush(b);
        if (wish === 'items') {
          this.#items = this.#levels.length + 1;
          this.#name = null;
          this.#ending = null;
          this.#window = leastLines;
          this.#failures = 0;
        }
        this.#levels.push(type);
        this.#path.push(type === 'array' ? 0 : '');
        this.#expect = type === 'array' ? 'value-or-end' : 'key-or-end';
        return i + 1;
      }
      if (this.#items === this.#levels.length && c === 0x7b) {
        const behind = this.#takeLines(b, i);
        if (behind > i) return behind;
      }
      this.#taking = 'nested';
    } else if (c === quote) this.#taking = 'string';
    else if ((c >= 0x30 && c <= 0x39) || (c >= 0x61 && c <= 0x7a) || c === 0x2d || c === 0x4e || c === 0x49)
      this.#taking = 'scalar';
    else return this.#break(b, i);
    this.#start = i;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#digits = 0;
    this.#big = false;
    return i;
  }

  /**
   * Members that are set line by line end alike, and nothing in a string can look like it: JSON's strings hold no line feeds. So the last end in the chunk is
   * found without looking at every byte, and the parser proves it right. Answers where it ends, or `from` where this way does not work.
   */
  #takeLines(b: Buffer, from: number): number {
    this.#flush(b);
    if (this.#ending === null || this.#ending.length === 0) return from;
    let last = b.lastIndexOf(this.#ending, from + this.#window);
    if (last < from) last = b.indexOf(this.#ending, from);
    if (last < 0) return from;
    const to = last + this.#ending.length;
    const bytes = b.subarray(from, to);
    let values: unknown;
    try {
      const text = `[${bytes.toString('utf8')}]`;
      values = hasBigNumber(bytes) ? parseExact(text) : JSON.parse(text);
    } catch {
      values = null;
    }
    if (!Array.isArray(values)) {
      // A member that is not JSON; or the array has ended before, and what was found is the end of another one's member.
      if (this.#window === leastLines) {
        if (++this.#failures === patience) this.#ending = Buffer.alloc(0);
        return from;
      }
      this.#window = leastLines;
      return this.#takeLines(b, from);
    }
    this.#window = Math.min(mostLines, this.#window * 2);
    this.#failures = 0;
    this.#checkText(bytes);
    const level = this.#path.length - 1;
    const first = Number(this.#path[level]);
    for (let k = 0; k < values.length; k++) {
      this.#path[level] = first + k;
      this.#give(values[k]);
    }
    this.#expect = 'comma-or-end';
    return to;
  }

  /** What nests beyond all measure overflows the stack of whoever walks or writes it: it is refused, and nothing else is hurt. */
  #give(value: unknown): void {
    try {
      this.#visitor.value(this.#path, value);
    } catch (error) {
      if (!(error instanceof RangeError && /call stack/i.test(error.message))) throw error;
      this.#visitor.refused(this.#path, 'too-deep');
    }
  }

  /** Goes on inside the value under way; answers where it ends (then `#taking` is `no`), or the end of the chunk. */
  #scan(b: Buffer, from: number): number {
    const n = b.length;
    let i = from;
    if (this.#taking === 'scalar') {
      for (; i < n; i++) {
        const c = b[i] ?? 0;
        if (c === 0x2c || c === 0x5d || c === 0x7d || c === 0x3b || isSpace(c)) {
          this.#taking = 'no';
          return i;
        }
        if (++this.#digits >= 16) this.#big = true;
      }
      return n;
    }
    let depth = this.#depth;
    let inString = this.#inString;
    let digits = this.#digits;
    if (this.#escaped) {
      this.#escaped = false;
      i++;
    }
    while (i < n) {
      if (inString) {
        let c = b[i];
        while (c !== quote && c !== backslash && i < n) c = b[++i];
        if (i >= n) break;
        if (c === backslash) {
          i += 2;
          if (i > n) {
            this.#escaped = true;
            i = n;
          }
          continue;
        }
        inString = false;
        i++;
        if (depth === 0) {
          this.#taking = 'no';
          break;
        }
        continue;
      }
      const what = meaning[b[i] ?? 0];
      i++;
      if (what === 0) {
        digits = 0;
      } else if (what === 1) {
        inString = true;
        digits = 0;
      } else if (what === 4) {
        if (++digits >= 16) this.#big = true;
      } else if (what === 2) {
        digits = 0;
        if (++depth > this.#limits.depth) this.#tooDeep = true;
      } else {
        digits = 0;
        if (--depth === 0) {
          this.#taking = 'no';
          break;
        }
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#digits = digits;
    return i;
  }

  /** The value under way ends before `to`. */
  #completed(b: Buffer, to: number): void {
    if (this.#tooDeep || this.#tooLarge) {
      const reason = this.#tooLarge ? 'too-large' : 'too-deep';
      this.#flush(b);
      this.#expect = this.#levels.length === 0 ? 'nothing' : 'comma-or-end';
      this.#visitor.refused(this.#path, reason);
      this.#tooDeep = this.#tooLarge = false;
      this.#forget();
      return;
    }
    this.#expect = this.#levels.length === 0 ? 'nothing' : 'comma-or-end';
    if (this.#pieces.length > 0) {
      // It began in an earlier chunk: parsed on its own.
      const whole = Buffer.concat([...this.#pieces, b.subarray(0, to)]);
      this.#forget();
      if (this.#items === this.#levels.length) this.#name ??= firstNameOf(whole, 0, whole.length);
      this.#deliverOne(whole, this.#big);
      return;
    }
    if (this.#run.length === 0) this.#runFirst = this.#path.at(-1) ?? '';
    // The first member of a long list shows how the others end, and how they begin.
    if (this.#ending === null && this.#items === this.#levels.length) {
      this.#ending = endingOf(b, this.#start, to);
      this.#name ??= firstNameOf(b, this.#start, to);
    }
    this.#run.push(this.#start, to);
    this.#runBig ||= this.#big;
    if (this.#levels.at(-1) !== 'array' || to - (this.#run[0] ?? 0) >= runBytes) this.#flush(b);
  }

  #forget(): void {
    this.#pieces = [];
    this.#pieceBytes = 0;
  }

  #dropLarge(): void {
    this.#tooLarge = true;
    this.#forget();
  }

  #end(b: Buffer, i: number, type: 'object' | 'array'): number {
    this.#flush(b);
    if (this.#items === this.#levels.length) this.#items = -1;
    this.#levels.pop();
    this.#path.pop();
    this.#visitor.leave?.(this.#path, type);
    this.#expect = this.#levels.length === 0 ? 'nothing' : 'comma-or-end';
    return i + 1;
  }

  /** Hands out the complete values of this chunk. */
  #flush(b: Buffer): void {
    const run = this.#run;
    if (run.length === 0) return;
    const big = this.#runBig;
    this.#run = [];
    this.#runBig = false;
    const path = this.#path;
    const last = path.length - 1;
    const now = path[last];
    const first = this.#runFirst;
    const values = run.length > 2 ? this.#parseRun(b.subarray(run[0], run.at(-1)), run.length / 2, big) : null;
    for (let k = 0; k < run.length / 2; k++) {
      if (last >= 0) path[last] = typeof first === 'number' ? first + k : first;
      if (values === null) this.#deliverOne(b.subarray(run[2 * k], run[2 * k + 1]), big);
      else this.#give(values[k]);
    }
    if (now !== undefined) path[last] = now;
  }

  /** Neighbours in an array, parsed at once; null where one of them is not JSON. */
  #parseRun(bytes: Buffer, count: number, big: boolean): unknown[] | null {
    this.#checkText(bytes);
    try {
      const text = `[${bytes.toString('utf8')}]`;
      const parsed: unknown = big ? parseExact(text) : JSON.parse(text);
      return Array.isArray(parsed) && parsed.length === count ? parsed : null;
    } catch {
      return null;
    }
  }

  #deliverOne(bytes: Buffer, big: boolean): void {
    this.#checkText(bytes);
    let value: unknown;
    try {
      const text = bytes.toString('utf8');
      value = big ? parseExact(text) : JSON.parse(text);
    } catch {
      this.#visitor.refused(this.#path, 'not-json');
      return;
    }
    this.#give(value);
  }

  #checkText(bytes: Buffer): void {
    if (this.#toldInvalid || isUtf8(bytes)) return;
    this.#toldInvalid = true;
    this.#visitor.invalidText?.(this.#path);
  }
}
