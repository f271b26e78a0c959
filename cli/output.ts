/** Results on stdout. */

/** One JSON document. `JSON.rawJSON` objects come out digit for digit. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Lines as fast as stdout takes them, in blocks of 64 KiB. */
export async function printAll(lines: Iterable<string>): Promise<void> {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length > 1 << 16) {
      await write(block);
      block = '';
    }
  }
  await write(block);
}

async function write(block: string): Promise<void> {
  if (block !== '' && !process.stdout.write(block)) await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}

/** Columns that stand below each other; control characters of foreign text never reach the terminal. */
export function table(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(plain));
  const widths = (clean[0] ?? []).map((_, column) => Math.min(60, Math.max(...clean.map((row) => row[column]?.length ?? 0))));
  return clean
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Text of an export may hold escape sequences: on a terminal they would act. */
export function plain(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}
