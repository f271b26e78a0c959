import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asId, pointer, walkJson, type JsonLimits } from './json.ts';
import { DamagedFile } from './reader.ts';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

/** Walks into the first `depth` levels and gathers everything as pointer → value. */
async function gather(
  text: string | Buffer,
  options: { size?: number; depth?: number; items?: boolean; limits?: Partial<JsonLimits> } = {},
) {
  const values: [string, unknown][] = [];
  const refused: [string, string][] = [];
  let invalid = 0;
  let damage: string | null = null;
  try {
    await walkJson(
      inChunks(Buffer.from(text), options.size ?? 1 << 16),
      {
        enter: (path, type) =>
          path.length < (options.depth ?? 1) &&
          (options.items === true && type === 'array' && path.length === (options.depth ?? 1) - 1 ? 'items' : true),
        value: (path, value) => values.push([pointer(path), value]),
        refused: (path, reason) => refused.push([pointer(path), reason]),
        invalidText: () => invalid++,
      },
      options.limits,
    );
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    damage = error.reason;
  }
  return { values, refused, damage, invalid };
}

/** The same by the plain way: what `gather` must give for whole documents. */
function plainly(value: unknown, depth: number, at = ''): [string, unknown][] {
  if (depth === 0 || value === null || typeof value !== 'object') return [[at, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    plainly(inner, depth - 1, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

describe('walking a JSON document as it streams', () => {
  test('gives the same values as parsing it whole, for any document, any cut into chunks and any depth of walking', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        async (value, size, depth, pretty) => {
          const text = JSON.stringify(value, null, pretty ? 2 : 0);
          const seen = await gather(text, { size, depth });
          expect(seen.damage).toBeNull();
          expect(seen.refused).toEqual([]);
          // As text: integers beyond 2^53 come as objects that are written digit for digit.
          expect(JSON.stringify(seen.values)).toBe(JSON.stringify(plainly(JSON.parse(text), depth)));
        },
      ),
    );
  });

  test('gives the same values where all members of an array are asked for at once, however the document is set', async () => {
    const member = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant('\n  }'), fc.bigInt().map(String)), { minKeys: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(member),
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom('', ' ', '  ', '\t', '    '),
        fc.boolean(),
        async (list, size, indent, crlf) => {
          const text = JSON.stringify({ a: [{ deep: list }], list }, null, indent);
          const seen = await gather(crlf ? text.replaceAll('\n', '\r\n') : text, { size, depth: 2, items: true });
          expect(seen.damage).toBeNull();
          expect(seen.refused).toEqual([]);
          expect(JSON.stringify(seen.values)).toBe(JSON.stringify(plainly(JSON.parse(text), 2)));
        },
      ),
    );
  });

  test('of members set line by line, a broken one is refused alone, one that nests too deep alone, and big integers stay exact', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const rows = [
      '{\n    "a": 1\n  }',
      '{\n    "a": nope\n  }',
      '{\n    "a": 1600000000000000042\n  }',
      `{\n    "a": ${deep}\n  }`,
      '{\n    "a": "\\n  }"\n  }',
    ];
    const seen = await gather(`[\n  ${rows.join(',\n  ')}\n]`, { items: true });
    expect(seen.values.map(([at]) => at)).toEqual(['/0', '/2', '/4']);
    expect(JSON.stringify(seen.values[1]?.[1])).toBe('{"a":1600000000000000042}');
    expect(seen.refused).toEqual([['/1', 'not-json'], ['/3', 'too-deep']]); // prettier-ignore
    expect(seen.damage).toBeNull();
  });

  test('a value that overflows the stack of whoever takes it is refused, and its neighbours are not', async () => {
    const deep = `{\n    "a": ${'['.repeat(100_000) + ']'.repeat(100_000)}\n  }`;
    const written: string[] = [];
    const refused: string[] = [];
    await walkJson(inChunks(Buffer.from(`[\n  {},\n  ${deep},\n  {}\n]`), 1 << 20), {
      enter: (path) => (path.length === 0 ? 'items' : false),
      value: (_path, value) => void written.push(JSON.stringify(value)),
      refused: (path, reason) => void refused.push(`${pointer(path)} ${reason}`),
    });
    expect(written).toEqual(['{}', '{}']);
    expect(refused).toEqual(['/1 too-deep']);
  });

  test('delivers, of a document cut anywhere, exactly the values that stand complete before the cut, and says so', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ id: String(i), text: `"${i}" \\ [é] {`, nested: [i, { x: null }] }));
    const bytes = Buffer.from(JSON.stringify(rows));
    for (let cut = 1; cut < bytes.length; cut++) {
      const { values, damage } = await gather(bytes.subarray(0, cut), { size: 17 });
      expect(damage).toBe('cut-off');
      expect(values.map(([, value]) => value)).toEqual(rows.slice(0, values.length));
      const complete = bytes.subarray(0, cut).toString('latin1').split('}]}').length - 1;
      expect(values.length).toBe(complete);
    }
  });

  test('keeps integers beyond 2^53 digit for digit, wherever a chunk ends', async () => {
    const text =
      '[{"id":1600000000000000042},[9007199254740993],12345678901234567890,1.5,"1600000000000000042",-90071992547409930]';
    for (let size = 1; size < 40; size++) {
      const { values } = await gather(text, { size });
      expect(`[${values.map(([, value]) => JSON.stringify(value)).join(',')}]`).toBe(text);
    }
    expect(asId(JSON.rawJSON('1600000000000000042'))).toBe('1600000000000000042');
    expect(asId(12)).toBe('12');
    expect(asId('')).toBeNull();
    expect(asId({})).toBeNull();
  });

  test('refuses one value that is not JSON and goes on behind it', async () => {
    const { values, refused, damage } = await gather('[{"a":1},{"a":nope},{"a":3},tru,5]');
    expect(values).toEqual([['/0', { a: 1 }], ['/2', { a: 3 }], ['/4', 5]]); // prettier-ignore
    expect(refused).toEqual([['/1', 'not-json'], ['/3', 'not-json']]); // prettier-ignore
    expect(damage).toBeNull();
  });

  test('refuses what nests too deep or is too large, in place, without a deep stack or a large buffer', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(await gather(`[1,${deep},2]`)).toMatchObject({ values: [['/0', 1], ['/2', 2]], refused: [['/1', 'too-deep']] }); // prettier-ignore
    expect((await gather(deep, { depth: 1e9 })).refused.map(([, reason]) => reason)).toEqual(['too-deep']);
    const large = JSON.stringify('x'.repeat(5000));
    const seen = await gather(`[1,${large},2]`, { size: 100, limits: { valueBytes: 1000 } });
    expect(seen).toMatchObject({ values: [['/0', 1], ['/2', 2]], refused: [['/1', 'too-large']] }); // prettier-ignore
  });

  test.each([
    ['{"a" 1}', 'bad-structure'],
    ['[1 2]', 'bad-structure'],
    ['[1]]', 'bad-structure'],
    ['<html>', 'bad-structure'],
    ['{"a":1', 'cut-off'],
    ['', 'cut-off'],
    ['[1,2', 'cut-off'],
  ])('tells %s as damaged (%s)', async (text, reason) => {
    expect((await gather(text)).damage).toBe(reason);
  });

  test('reads byte order marks, UTF-16, a trailing semicolon and CRLF, and says when bytes are no text', async () => {
    const text = '{"é":\r\n["日本", "🙂"]}';
    const expected = [['/é/0', '日本'], ['/é/1', '🙂']]; // prettier-ignore
    const be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    for (const bytes of [
      Buffer.from(`\ufeff${text};\n`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text, 'utf16le'),
      be,
    ]) {
      for (const size of [1, 2, 3, 1000]) expect((await gather(bytes, { size, depth: 2 })).values).toEqual(expected);
    }
    const broken = await gather(Buffer.concat([Buffer.from('["a'), Buffer.from([0xff]), Buffer.from('b","c"]')]));
    expect(broken).toMatchObject({ values: [['/0', 'a\ufffdb'], ['/1', 'c']], invalid: 1 }); // prettier-ignore
  });

  test('never crashes or hangs on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 20 }), async (bytes, size) => {
        await gather(Buffer.from(bytes), { size, depth: 3 });
      }),
    );
  });
});

describe('a list that is broken in the middle', () => {
  const member = (n: number) => ({ Date: '2023-01-01 00:00:00', UserName: `user.${n}`, more: [{ Date: n }] });
  const document = {
    first: Array.from({ length: 40 }, (_, n) => member(n)),
    second: Array.from({ length: 5 }, (_, n) => member(100 + n)),
  };

  test.each([
    ['in one line', JSON.stringify(document)],
    ['line by line', JSON.stringify(document, null, 2)],
  ])('%s gives all others, none of them as another list’s, and says that it is broken', async (_, text) => {
    const whole = new Map(
      (await gather(text, { depth: 2, items: true })).values.map(([at, value]) => [JSON.stringify(value), at]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom(1, 2, 8, 32, 128),
        fc.constantFrom(1, 50, 4096),
        async (at, bit, size) => {
          const bytes = Buffer.from(text);
          bytes[at] = (bytes[at] ?? 0) ^ bit;
          const got = await gather(bytes, { depth: 2, items: true, size });
          // What is as it was stands in the list it stood in.
          for (const [where, value] of got.values) {
            const before = whole.get(JSON.stringify(value));
            if (before !== undefined) expect(where.startsWith(before.startsWith('/first/') ? '/second/' : '/first/')).toBe(false);
          }
          expect(got).toEqual(await gather(bytes, { depth: 2, items: true }));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('a lost quote costs its member and no other', async () => {
    const text = JSON.stringify(document.first);
    const broken = text.replace('"user.7"', '"user.7');
    for (const size of [1, 64, 1 << 16]) {
      const { values, refused, damage } = await gather(broken, { items: true, size });
      expect(values).toHaveLength(39);
      expect([refused.length, damage]).toEqual([1, 'bad-structure']);
    }
  });

  test('the end of a list is its end: what follows is not taken for its own', async () => {
    const text = JSON.stringify(document);
    const broken = text.replace('"user.39"', '"user.39');
    const { values, damage } = await gather(broken, { depth: 2, items: true });
    expect(values.filter(([at]) => at.startsWith('/first/'))).toHaveLength(39);
    expect(values.filter(([at, value]) => at.startsWith('/first/') && JSON.stringify(value).includes('user.10'))).toHaveLength(1);
    expect(damage).toBe('cut-off');
  });
});
