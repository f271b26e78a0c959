/** Rows of the CSV lists → people, bookmarks, blocked servers and filters. No list says when. */
import { hash } from 'node:crypto';
import type { RelationName } from '../../shared/records.ts';
import { eachRow, type Out } from '../../engine/intake/toolkit/index.ts';
import { addReaction, addPerson } from './references.ts';
import type { CsvList } from './files.ts';
import type { ListName } from './lists.ts';
import { handleOf, handleOnPage } from './people.ts';
import { addressOf, keep } from './shape.ts';

const relations: ReadonlyMap<ListName, RelationName> = new Map([
  ['following', 'following'],
  ['follower', 'follower'],
  ['blocked', 'blocked'],
  ['muted', 'muted'],
]);

/** `server`: the person's own, which old exports leave out of the names of its people. */
export async function readList(list: CsvList, out: Out, server: string | null): Promise<void> {
  const { file, name, delimiter, above, named: titled } = list;
  let columns: readonly string[] = [];
  await eachRow(file, out, delimiter, (cells, row) => {
    if (row > above) addRow(out, name, inOrder(cells, columns, name), `row ${row}`, inOrder(columns, columns, name), server);
    else if (row === above && titled) columns = cells;
  });
}

/** The cells with the one that says who in front (in `lists.csv` behind the list's name), wherever it stands. */
function inOrder(cells: readonly string[], columns: readonly string[], name: ListName): readonly string[] {
  const who = columns.findIndex((column) => column.trim().toLowerCase() === 'account address');
  const place = name === 'list' ? 1 : 0;
  if (who <= place || !(relations.has(name) || name === 'list')) return cells;
  return [...cells.slice(0, place), cells[who] ?? '', ...cells.slice(place).filter((_, at) => at + place !== who)];
}

function addRow(
  out: Out,
  name: ListName,
  cells: readonly string[],
  locator: string,
  columns: readonly string[],
  server: string | null,
): void {
  const first = (cells[0] ?? '').trim();
  const others = named(cells, columns, 1);
  if (name === 'bookmarks') {
    if (addressOf(first) === null) return out.refuse('reaction', locator, first === '' ? 'empty-item' : 'wrong-shape');
    return addReaction(out, 'save', first, locator, others);
  }
  if (name === 'domains' || name === 'filters') {
    if (cells.every((cell) => cell.trim() === '')) return out.refuse('event', locator, 'empty-item');
    const domain = name === 'domains' ? first.toLowerCase() : null;
    return out.record({
      kind: 'event',
      key: domain === null ? `filter:${hash('sha256', JSON.stringify(cells), 'base64url')}` : `blocked-domain:${domain}`,
      locator,
      topic: domain === null ? 'filter' : 'blocked-domain',
      title: first === '' ? null : first,
      data: named(cells, columns, 0),
    });
  }
  const relation = relations.get(name) ?? 'list';
  // A list's rows are its name and one person of it.
  const given = relation === 'list' ? (cells[1] ?? '').trim() : first;
  const address = addressOf(given);
  const handle = address === null ? handleOf(given, server) : handleOnPage(address);
  if (handle === null) return out.refuse('relation', locator, given === '' ? 'empty-item' : 'wrong-shape');
  const raw = relation === 'list' ? { list: cells[0] ?? '', ...named(cells, columns, 2) } : others;
  addPerson(out, {
    relation,
    within: relation === 'list' ? (cells[0] ?? '') : null,
    handle,
    uri: address,
    locator,
    raw: handle === given || address !== null ? raw : { ...raw, address: given },
  });
}

/** The cells from `from` on under the names of their columns, or `column N` where there is none. */
function named(cells: readonly string[], columns: readonly string[], from: number): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (let i = from; i < cells.length; i++) keep(raw, columns[i] ?? `column ${i + 1}`, cells[i]);
  return raw;
}
