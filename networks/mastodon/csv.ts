/** Reads the rows of a CSV file as they stream; what stands before a damage is delivered. */
import { parse } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import { DamagedFile, withoutBom, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';

/** Largest line, in bytes. */
const lineBytes = 1 << 20;

/** Hands out every row that holds something, numbered from 1. Throws `DamagedFile` after everything before the damage. */
export async function eachRow(
  file: ExportFile,
  out: Out,
  delimiter: string,
  onRow: (cells: readonly string[], row: number) => void,
): Promise<void> {
  const source = new Source(file);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: lineBytes,
    skip_empty_lines: true,
  });
  const rows = pipeline(Readable.from(source.bytes()), parser, () => {});
  let row = 0;
  // The last row before a damage may have been cut in the middle: it is known only when the next one comes, or the end.
  let held: readonly string[] | null = null;
  try {
    for await (const cells of rows as AsyncIterable<readonly string[]>) {
      if (held !== null) onRow(held, ++row);
      held = cells;
      if (row % 500 === 0) await out.breathe();
    }
  } catch (error) {
    if (source.damage !== null) throw source.damage;
    if (held !== null) onRow(held, ++row);
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new DamagedFile('bad-structure', 'not a table', { cause: error });
    throw error;
  }
  if (held !== null && (source.damage === null || source.endedInLine)) onRow(held, ++row);
  await out.breathe();
  if (source.damage !== null) throw source.damage;
  // Every server ends the last line too.
  if (held !== null && !source.endedInLine) out.warn('no-line-end');
}

/** The bytes of a file as if they ended where they are damaged. */
class Source {
  damage: DamagedFile | null = null;
  /** The last byte that was had ended a line. */
  endedInLine = false;
  readonly #file: ExportFile;

  constructor(file: ExportFile) {
    this.#file = file;
  }

  async *bytes(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of withoutBom(this.#file.open())) {
        this.endedInLine = chunk.at(-1) === 0x0a;
        yield chunk;
      }
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      this.damage = error;
    }
  }
}
