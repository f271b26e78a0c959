/**
 * CSV that a spreadsheet shows and never runs: RFC 4180, UTF-8 with a byte order mark, CRLF, every cell quoted.
 *
 * A spreadsheet takes a cell for a formula by its first character, after blanks and quotes; and where it splits at semicolons or tabs (as many do
 * outside the English-speaking world) a cell may begin in the middle of ours. So wherever a cell could begin and something dangerous or an apostrophe
 * follows, one apostrophe is put before it. `readSafely` takes it away again: the text is exact both ways.
 */
import { stringify } from 'csv-stringify/sync';

export const byteOrderMark = '\ufeff';

const any = /['=+\-@＝＋－＠﹢﹣−﹦﹫⁺⁻₊₋⁼₌\t\r]/u;
const starts = new Set("'=+-@＝＋－＠﹢﹣−﹦﹫⁺⁻₊₋⁼₌");
const skipped = /["\p{Z}\p{C}`´’‘“”«»„]/u;
const separators = new Set(';,\t\r\n|');

/** The text with an apostrophe wherever a spreadsheet could find the beginning of a formula. One pass, whatever the text. */
export function writeSafely(text: string): string {
  if (!any.test(text)) return text;
  const cuts: number[] = [];
  let dangerous = false;
  for (let i = text.length - 1; i >= 0; i--) {
    const char = text.charAt(i);
    if (starts.has(char)) dangerous = true;
    else if (!skipped.test(char)) dangerous = false;
    // A tab or a carriage return at the very beginning is taken for one by some readers.
    const first = i === 0 && (char === '\t' || char === '\r');
    if ((dangerous || first) && (i === 0 || separators.has(text.charAt(i - 1)))) cuts.push(i);
  }
  let safe = '';
  let from = 0;
  for (const at of cuts.reverse()) {
    safe += `${text.slice(from, at)}'`;
    from = at;
  }
  return safe + text.slice(from);
}

/** What `writeSafely` was given. */
export function readSafely(cell: string): string {
  return cell.replace(/(?<=^|[;,\t\r\n|])'/g, '');
}

/** Rows, each ended by CRLF. Null is an empty cell. */
export function csvRows(rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : writeSafely(String(cell)))));
  return stringify(cells, { quoted: true, quoted_empty: false, record_delimiter: '\r\n' });
}
