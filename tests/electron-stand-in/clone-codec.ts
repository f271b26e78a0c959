/**
 * Structured clones as text, for the way between Node and a page: what the structured clone algorithm keeps is kept (cycles, shared objects, Map, Set, Date,
 * bytes, own `__proto__` keys), what it refuses is refused by `structuredClone` before. One function with nothing around it, so that its source can be put
 * into a page as it is.
 */
export interface CloneCodec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

type Ref = ['v', null | boolean | number | string] | ['n', string] | ['u'] | ['b', string] | ['r', number];
type Thing =
  | { t: 'object'; e: [string, Ref][] }
  | { t: 'array'; length: number; e: [string, Ref][] }
  | { t: 'map'; e: [Ref, Ref][] }
  | { t: 'set'; e: Ref[] }
  | { t: 'date'; v: number | null }
  | { t: 'regexp'; source: string; flags: string }
  | { t: 'error'; name: string; message: string }
  | { t: 'bytes'; v: string }
  | { t: 'view'; name: string; bytes: Ref; offset: number; length: number };

export function cloneCodec(): CloneCodec {
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const fromBase64 = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
  const views: Record<string, (bytes: ArrayBuffer, offset: number, length: number) => unknown> = {
    DataView: (bytes, offset, length) => new DataView(bytes, offset, length),
    Uint8Array: (bytes, offset, length) => new Uint8Array(bytes, offset, length),
    Int8Array: (bytes, offset, length) => new Int8Array(bytes, offset, length),
    Uint8ClampedArray: (bytes, offset, length) => new Uint8ClampedArray(bytes, offset, length),
    Uint16Array: (bytes, offset, length) => new Uint16Array(bytes, offset, length / 2),
    Int16Array: (bytes, offset, length) => new Int16Array(bytes, offset, length / 2),
    Uint32Array: (bytes, offset, length) => new Uint32Array(bytes, offset, length / 4),
    Int32Array: (bytes, offset, length) => new Int32Array(bytes, offset, length / 4),
    Float32Array: (bytes, offset, length) => new Float32Array(bytes, offset, length / 4),
    Float64Array: (bytes, offset, length) => new Float64Array(bytes, offset, length / 8),
    BigInt64Array: (bytes, offset, length) => new BigInt64Array(bytes, offset, length / 8),
    BigUint64Array: (bytes, offset, length) => new BigUint64Array(bytes, offset, length / 8),
  };

  const encode = (value: unknown): string => {
    const things: Thing[] = [];
    const seen = new Map<object, number>();

    const refer = (each: unknown): Ref => {
      if (each === undefined) return ['u'];
      if (each === null || typeof each === 'boolean' || typeof each === 'string') return ['v', each];
      if (typeof each === 'number')
        return Number.isFinite(each) && !Object.is(each, -0) ? ['v', each] : ['n', Object.is(each, -0) ? '-0' : String(each)];
      if (typeof each === 'bigint') return ['b', String(each)];
      if (typeof each !== 'object') throw new Error(`a ${typeof each} cannot be cloned`);
      const known = seen.get(each);
      if (known !== undefined) return ['r', known];
      const index = things.length;
      seen.set(each, index);
      things.push({ t: 'object', e: [] });
      things[index] = describe(each);
      return ['r', index];
    };

    const properties = (each: object): [string, Ref][] => Object.entries(each).map(([key, inside]) => [key, refer(inside)]);

    const describe = (each: object): Thing => {
      if (Array.isArray(each)) return { t: 'array', length: each.length, e: properties(each) };
      if (each instanceof Map) return { t: 'map', e: [...each].map(([key, inside]) => [refer(key), refer(inside)]) };
      if (each instanceof Set) return { t: 'set', e: [...each].map(refer) };
      if (each instanceof Date) return { t: 'date', v: Number.isNaN(each.getTime()) ? null : each.getTime() };
      if (each instanceof RegExp) return { t: 'regexp', source: each.source, flags: each.flags };
      if (each instanceof Error) return { t: 'error', name: each.name, message: each.message };
      if (each instanceof ArrayBuffer) return { t: 'bytes', v: toBase64(new Uint8Array(each)) };
      if (ArrayBuffer.isView(each)) {
        const tag: unknown = Reflect.get(each, Symbol.toStringTag);
        const bytes = new Uint8Array(each.buffer, each.byteOffset, each.byteLength).slice().buffer;
        return {
          t: 'view',
          name: typeof tag === 'string' ? tag : 'Uint8Array',
          bytes: refer(bytes),
          offset: 0,
          length: each.byteLength,
        };
      }
      return { t: 'object', e: properties(each) };
    };

    return JSON.stringify({ root: refer(value), things });
  };

  const decode = (text: string): unknown => {
    const { root, things } = JSON.parse(text) as { root: Ref; things: Thing[] };
    const made = new Map<number, object>();

    const follow = (ref: Ref): unknown => {
      switch (ref[0]) {
        case 'u':
          return undefined;
        case 'v':
          return ref[1];
        case 'n':
          return Number(ref[1]);
        case 'b':
          return BigInt(ref[1]);
        default:
          return made.get(ref[1]) ?? make(ref[1]);
      }
    };

    const fill = (target: object, entries: readonly [string, Ref][]): void => {
      for (const [key, ref] of entries)
        Object.defineProperty(target, key, { value: follow(ref), writable: true, enumerable: true, configurable: true });
    };

    const make = (index: number): object => {
      const thing = things[index];
      if (!thing) throw new Error('a clone with a hole');
      const keep = <Made extends object>(each: Made): Made => {
        made.set(index, each);
        return each;
      };
      switch (thing.t) {
        case 'array': {
          const array = keep(new Array<unknown>(thing.length));
          fill(array, thing.e);
          return array;
        }
        case 'map': {
          const map = keep(new Map<unknown, unknown>());
          for (const [key, inside] of thing.e) map.set(follow(key), follow(inside));
          return map;
        }
        case 'set': {
          const set = keep(new Set<unknown>());
          for (const inside of thing.e) set.add(follow(inside));
          return set;
        }
        case 'date':
          return keep(new Date(thing.v ?? Number.NaN));
        case 'regexp':
          return keep(new RegExp(thing.source, thing.flags));
        case 'error': {
          const error = keep(new Error(thing.message));
          error.name = thing.name;
          return error;
        }
        case 'bytes':
          return keep(fromBase64(thing.v));
        case 'view': {
          const view = views[thing.name]?.(follow(thing.bytes) as ArrayBuffer, thing.offset, thing.length);
          if (typeof view !== 'object' || view === null) throw new Error(`no view ${thing.name}`);
          return keep(view);
        }
        default: {
          const object = keep({});
          fill(object, thing.e);
          return object;
        }
      }
    };

    return follow(root);
  };

  return { encode, decode };
}
