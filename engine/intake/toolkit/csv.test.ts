import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachRow } from './csv.ts';
import { DamagedFile, type ExportFile } from './reader.ts';

interface Read {
  readonly rows: readonly (readonly string[])[];
  readonly warned: boolean;
  /** What it ended with. */
  readonly reason: string | null;
}

async function read(text: string, damage: DamagedFile | null = null, piece = 1 << 16): Promise<Read> {
  const bytes = Buffer.from(text);
  const file: ExportFile = {
    path: 'a.csv',
    bytes: bytes.length,
    input: 0,
    async *open() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
      if (damage !== null) throw damage;
    },
  };
  const rows: (readonly string[])[] = [];
  let warned = false;
  const out = { record() {}, refuse() {}, warn: () => void (warned = true), breathe: () => Promise.resolve() };
  const reason = await eachRow(file, out, ',', (cells) => void rows.push(cells)).then(
    () => null,
    (error: unknown) => {
      if (error instanceof DamagedFile) return error.reason;
      throw error;
    },
  );
  return { rows, warned, reason };
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

it('cut anywhere, a table gives every whole row before the cut, and no half one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ') }), { minLength: 2, maxLength: 4 }), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      async (table, share, piece) => {
        const lines = table.map((cells) => `${cells.map(quoted).join(',')}\n`);
        const text = lines.join('');
        const cut = text.slice(0, Math.floor(text.length * share));
        let complete = 0;
        for (let at = 0; complete < lines.length && at + (lines[complete]?.length ?? 0) <= cut.length; complete++)
          at += lines[complete]?.length ?? 0;
        const got = await read(cut, new DamagedFile('cut-off'), piece);
        expect(got.reason).toBe('cut-off');
        expect(got.rows).toEqual(table.slice(0, complete));
        expect(await read(text, null, piece)).toEqual({ rows: table, warned: false, reason: null });
      },
    ),
  );
});

it('a quotation mark that is never closed takes no row before it along', async () => {
  const before = Array.from({ length: 100 }, (_, i) => [`${i}`, 'x']);
  const text = `${before.map((cells) => cells.join(',')).join('\n')}\n`;
  expect(await read(`${text}"open,y\n1,2\n`)).toEqual({ rows: before, warned: false, reason: 'bad-structure' });
  // So long that it cannot be a row.
  expect(await read(`${text}"${'open,y\n'.repeat(200_000)}`)).toEqual({ rows: before, warned: false, reason: 'bad-structure' });
});

it('ten thousand columns are a row, and a line without an end is told', async () => {
  const wide = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
  expect(await read(`${wide.join(',')}\n1,2`)).toEqual({ rows: [wide, ['1', '2']], warned: true, reason: null });
});
