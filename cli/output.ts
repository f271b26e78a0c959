/** Results on stdout. Text of an export may hold escape sequences: on a terminal they would act, so they never get there. */

/** Controls, line and paragraph separators, and what turns the direction of writing. */
const acting = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;
const actingInJson = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** On one line, and nothing in it but what can be seen. */
export function plain(text: string): string {
  return text.replace(acting, ' ');
}

/** JSON of the same value, in which nothing acts on a terminal and no reader of lines sees a line end. `JSON.rawJSON` objects come out digit for digit. */
export function json(value: unknown, indent = 0): string {
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, indent).replace(actingInJson, escaped);
}

/** One JSON document. */
export function printJson(value: unknown): void {
  process.stdout.write(`${json(value, 2)}\n`);
}

export function print(text: string): void {
  process.stdout.write(`${text.split('\n').map(plain).join('\n')}\n`);
}

/** As `print`, with what was looked for in bold on a terminal. */
export function printMarked(parts: readonly { text: string; hit: boolean }[]): void {
  const bold = (text: string): string => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[22m` : text);
  process.stdout.write(`${parts.map(({ text, hit }) => (hit ? bold(plain(text)) : plain(text))).join('')}\n`);
}

/** A file's worth of text as fast as stdout takes it, in blocks of 64 KiB: exact in a file or a pipe, harmless on a terminal. */
export async function printAll(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length > 1 << 16) {
      await write(block);
      block = '';
    }
  }
  await write(block);
}

async function write(block: string): Promise<void> {
  const text = process.stdout.isTTY ? block.split(/\r?\n/).map(plain).join('\n') : block;
  if (text !== '' && !process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}

/** Columns that stand below each other. */
export function table(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(plain));
  const widths = (clean[0] ?? []).map((_, column) =>
    clean.reduce((width, row) => Math.max(width, Math.min(60, row[column]?.length ?? 0)), 0),
  );
  return clean
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
