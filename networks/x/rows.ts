/** Walks the rows of one `data/*.js` file: what follows the first `=` is JSON, and nothing is ever run. */
import type { RecordKind } from '../../shared/records.ts';
import {
  afterAssignment,
  pointer,
  walkJson,
  withoutBom,
  type ExportFile,
  type JsonVisitor,
  type Out,
} from '../../engine/intake/toolkit/index.ts';

export type OnRow = (row: unknown, locator: string) => void;

/** Where the JSON of a script begins. */
export function jsonOf(file: ExportFile): AsyncIterable<Buffer> {
  return afterAssignment(withoutBom(file.open()));
}

/** The part of a visitor that is the same for every file: refusals as `kind`, bytes that are no text, room to breathe. */
export function inCommon(out: Out, kind: RecordKind): Pick<JsonVisitor, 'refused' | 'invalidText' | 'breathe'> {
  return {
    refused: (path, reason) => out.refuse(kind, pointer(path), reason),
    invalidText: () => out.warn('invalid-utf8'),
    breathe: () => out.breathe(),
  };
}

/** Hands out every row of the array at the root (or the root itself where it is no array); answers how many there were. */
export async function eachRow(file: ExportFile, out: Out, kind: RecordKind, onRow: OnRow): Promise<number> {
  let rows = 0;
  const common = inCommon(out, kind);
  await walkJson(jsonOf(file), {
    ...common,
    enter: (path, type) => (path.length === 0 && type === 'array' ? 'items' : false),
    value(path, value) {
      rows++;
      onRow(value, path.length === 0 ? '' : `/${path[0]}`);
    },
    refused(path, reason) {
      rows++;
      common.refused(path, reason);
    },
  });
  return rows;
}
