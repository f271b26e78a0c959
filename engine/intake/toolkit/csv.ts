/** Reads the rows of a CSV file as they stream; what stands before a damage is delivered. */
import { parse, type Parser } from 'csv-parse';
import { DamagedFile, type ExportFile, type Out } from './reader.ts';
import { withoutBom } from './text.ts';

/** Largest line, in bytes. */
const lineBytes = 1 << 20;

/** Hands out every row that holds something, numbered from 1. Throws `DamagedFile` after everything before the damage. */
export async function eachRow(
  file: ExportFile,
  out: Out,
  delimiter: string,
  onRow: (cells: readonly string[], row: number) => void,
): Promise<void> {
  // Taken as they are made, not out of the stream: one that fails gives none of what it still holds.
  const made: string[][] = [];
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: lineBytes,
    skip_empty_lines: true,
    on_record: (cells: string[]) => {
      made.push(cells);
      return null;
    },
  });
  parser.on('error', () => {}).resume();
  let row = 0;
  const handOut = async (): Promise<void> => {
    for (const cells of made.splice(0)) {
      onRow(cells, ++row);
      if (row % 500 === 0) await out.breathe();
    }
  };

  let damage: DamagedFile | null = null;
  let inLine = false;
  let goesOn = true;
  try {
    for await (const chunk of withoutBom(file.open())) {
      inLine = chunk.at(-1) !== 0x0a;
      await took(parser, chunk);
      await handOut();
    }
  } catch (error) {
    await handOut();
    damage = asDamage(error);
    goesOn = damage === error;
  }
  if (goesOn) {
    const unclosed = await took(parser, null).then(() => null, asDamage);
    // Only the end makes a row of what no line end closed: before a damage that is half a row.
    if (damage !== null && inLine && unclosed === null) made.pop();
    damage ??= unclosed;
    await handOut();
  }
  await out.breathe();
  if (damage !== null) throw damage;
  // Whoever writes tables ends the last line too.
  if (row > 0 && inLine) out.warn('no-line-end');
}

/** `null`: it ends. Throws what the parser says of it. */
function took(parser: Parser, chunk: Buffer | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    if (chunk === null) parser.once('error', reject).once('end', resolve).end();
    else parser.write(chunk, done);
  });
}

/** Anything else stays thrown. */
function asDamage(error: unknown): DamagedFile {
  if (error instanceof DamagedFile) return error;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
    return new DamagedFile('bad-structure', 'not a table', { cause: error });
  throw error;
}
