/** Walks a collection of ActivityStreams: one object with `orderedItems` (or `items`), here or in its `first` page; or the bare list. */
import type { RecordKind } from '../../shared/records.ts';
import { pointer, walkJson, type ExportFile, type JsonPath, type Out } from '../../engine/intake/toolkit/index.ts';

export type OnItem = (item: unknown, locator: string) => void;

/** What a collection says of itself. `totalItems` is not believed: in real archives it differs from the number of items. */
const envelope = new Set(['@context', 'id', 'type', 'totalItems', 'partOf']);
/** Addresses of pages that are not in the export. */
const pages = new Set(['first', 'last', 'next', 'prev']);

/** Hands out every item, and as `onOther` every part of the collection that nobody knows; refusals are of `kind`. */
export async function eachItem(file: ExportFile, out: Out, kind: RecordKind, onItem: OnItem, onOther: OnItem): Promise<void> {
  let isList = false;
  await walkJson(file.open(), {
    enter(path, type) {
      if (path.length === 0) isList = type === 'array';
      if (type === 'array') return (path.length === 0 || isItems(path)) && 'items';
      return path.length === 0 || isPage(path);
    },
    value(path, value) {
      const name = path.at(-1);
      if (isList || isItems(path.slice(0, -1))) onItem(value, pointer(path));
      // One item may stand there without a list around it.
      else if (isItems(path)) onItem(value, pointer(path));
      else if (typeof name === 'string' && (envelope.has(name) || (pages.has(name) && typeof value === 'string'))) return;
      else onOther(value, pointer(path));
    },
    refused: (path, reason) => out.refuse(kind, pointer(path), reason),
    invalidText: () => out.warn('invalid-utf8'),
    breathe: () => out.breathe(),
  });
}

const isPage = (path: JsonPath): boolean => path.length === 1 && path[0] === 'first';

function isItems(path: JsonPath): boolean {
  const name = path.at(-1);
  return (name === 'orderedItems' || name === 'items') && (path.length === 1 || (path.length === 2 && path[0] === 'first'));
}
