/** Rows of the CSV lists → people, bookmarks, blocked servers and filters. No list says when. */
import { hash } from 'node:crypto';
import type { RelationName } from '../../shared/records.ts';
import type { ExportFile, Out } from '../../engine/intake/toolkit/index.ts';
import { addReaction, addPerson } from './references.ts';
import { eachRow } from './csv.ts';
import type { ListName } from './lists.ts';
import { handleOf } from './people.ts';
import { addressOf, keep } from './shape.ts';

const relations: ReadonlyMap<ListName, RelationName> = new Map([
  ['following', 'following'],
  ['follower', 'follower'],
  ['blocked', 'blocked'],
  ['muted', 'muted'],
]);

const header = /^(?:account address|#domain|title)$/i;

/** `server`: the person's own, which old exports leave out of the names of its people. */
export async function readList(file: ExportFile, out: Out, name: ListName, server: string | null): Promise<void> {
  let columns: readonly string[] | null = null;
  await eachRow(file, out, (cells, row) => {
    if (row === 1 && header.test(cells[0] ?? '')) columns = cells;
    else addRow(out, name, cells, `row ${row}`, columns ?? [], server);
  });
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
  const handle = handleOf(given, server);
  if (handle === null) return out.refuse('relation', locator, given === '' ? 'empty-item' : 'wrong-shape');
  const raw = relation === 'list' ? { list: cells[0] ?? '', ...named(cells, columns, 2) } : others;
  addPerson(out, {
    relation,
    within: relation === 'list' ? (cells[0] ?? '') : null,
    handle,
    uri: null,
    locator,
    raw: handle === given ? raw : { ...raw, address: given },
  });
}

/** The cells from `from` on under the names of their columns, or `column N` where there is none. */
function named(cells: readonly string[], columns: readonly string[], from: number): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (let i = from; i < cells.length; i++) keep(raw, columns[i] ?? `column ${i + 1}`, cells[i]);
  return raw;
}
