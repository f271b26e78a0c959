import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, readSafely, writeSafely } from './csv.ts';
import { hostileTexts } from './made-source.ts';

const piece = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '\r\n',
  "'",
  '"',
  ';',
  ',',
  '|',
  ' ',
  '\u00a0',
  '\u200b',
  '＝',
  '＋',
  '－',
  '＠',
  '−',
  'a',
  '1',
  'é',
  '🙂',
  'SUM(1)',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...hostileTexts),
);
/** What a cell must not begin with, after anything a spreadsheet passes over. */
const formula = /^["\p{Z}\p{C}]*[=+\-@＝＋－＠]/u;

describe('a CSV cell', () => {
  it('is the exact text again once it is read safely', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(readSafely(writeSafely(given))).toBe(given);
      }),
      { numRuns: 2000 },
    );
  });
  it('never begins a formula, wherever a spreadsheet splits', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const cell of writeSafely(given).split(/[;\t\r\n|]/)) expect(cell).not.toMatch(formula);
        expect(writeSafely(given)).not.toMatch(/^[\t\r]/);
      }),
      { numRuns: 2000 },
    );
  });
  it('stays as it is where nothing is dangerous', () => {
    for (const plain of ['', 'Marie', 'a-b', 'x@y', '1 + 1', "l'été", 'https://example.org/?a=b'])
      expect(writeSafely(plain)).toBe(plain);
  });
  it('takes no longer for a text made only of what is passed over', () => {
    const blanks = `${'\n "'.repeat(300_000)}=`;
    expect(readSafely(writeSafely(blanks))).toBe(blanks);
  });
});

describe('CSV rows', () => {
  it('come back exactly through another reader', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 10 }), (rows) => {
        const written = csvRows(rows);
        expect(written.endsWith('\r\n')).toBe(true);
        const read = parse(written, { record_delimiter: '\r\n', skip_empty_lines: false }).map((row) => row.map(readSafely));
        // Half a surrogate pair is no UTF-8.
        expect(read).toEqual(rows.map((row) => row.map((cell) => cell.toWellFormed())));
      }),
    );
  });
});
