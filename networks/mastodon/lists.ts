/** Which of the CSV lists ("Preferences, Import and export") a file is: by its header, or by its name and its first rows together where it has none. */
import { handleOf, handleOnPage } from './people.ts';
import { addressOf } from './shape.ts';

export type ListName = 'following' | 'follower' | 'blocked' | 'muted' | 'list' | 'bookmarks' | 'domains' | 'filters';

const names: readonly [RegExp, ListName][] = [
  [/(?:^|_)(?:following(?:_accounts)?|follows?)$/, 'following'],
  [/(?:^|_)followers?(?:_accounts)?$/, 'follower'],
  [/(?:^|_)(?:blocked_accounts|blocks|blocking)$/, 'blocked'],
  [/(?:^|_)(?:muted_accounts|mutes|muting)$/, 'muted'],
  [/(?:^|_)lists$/, 'list'],
  [/(?:^|_)bookmarks$/, 'bookmarks'],
  [/(?:^|_)(?:blocked_domains|domain_blocks|domain_blocking)$/, 'domains'],
  [/(?:^|_)filters$/, 'filters'],
];

/** What a file of this name is said to be: dates, copies (` (1)`) and anything before the name do not count. */
function nameIn(path: string): ListName | null {
  const base = (path.split(/[/\\]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .replace(/ \(\d+\)$/, '')
    .replace(/(?:[-_ ]\d+)+$/, '')
    .replaceAll(/[-\s.]+/g, '_');
  return names.find(([pattern]) => pattern.test(base))?.[1] ?? null;
}

/** Is this how one of the lists is called? */
export const hasListName = (path: string): boolean => nameIn(path) !== null;

/** How a list is laid out: spreadsheets save it in their own ways. */
export interface Layout {
  readonly delimiter: ',' | ';' | '\t';
  /** How many rows stand before the first of the list's own: the names of its columns, and what some spreadsheets write before them. */
  readonly above: 0 | 1 | 2;
  /** Do the last of those rows name the columns? */
  readonly named: boolean;
}

export interface Told extends Layout {
  readonly name: ListName;
  /** Known by its header; else only by name and content. */
  readonly sure: boolean;
}

/** Rows that are looked at. */
const mostRows = 20;

export async function listIn(path: string, head: () => Promise<string>, alsoUnnamed: boolean): Promise<Told | null> {
  const named = nameIn(path);
  if (named === null && !alsoUnnamed) return null;
  const rows = (await head())
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, mostRows);
  // `sep=;`, which Excel writes and reads.
  const said = /^"?sep=([,;\t])"?$/i.exec(rows[0] ?? '')?.[1];
  const before = said === undefined ? 0 : 1;
  const header = rows[before] ?? '';
  for (const delimiter of delimiters) {
    if (said !== undefined && delimiter !== said) continue;
    const told = toldBy(cellsOf(header, delimiter), named);
    if (told !== null) return { name: told, sure: true, delimiter, above: before === 0 ? 1 : 2, named: true };
  }
  if (named === null) return null;
  // The last of them may have been cut.
  const whole = rows.length - before > 1 && rows.length === mostRows ? rows.slice(before, -1) : rows.slice(before);
  for (const delimiter of delimiters) {
    if (said !== undefined ? delimiter !== said : delimiter !== ',' && !whole.some((row) => row.includes(delimiter))) continue;
    const cells = whole.map((row) => cellsOf(row, delimiter));
    const titled = cells.length > 1 && isHeader(cells[0] ?? [], named);
    if (areOf(titled ? cells.slice(1) : cells, named, path))
      return {
        name: named,
        sure: false,
        delimiter,
        above: titled ? (before === 0 ? 1 : 2) : before === 0 ? 0 : 1,
        named: titled,
      };
  }
  return null;
}

const delimiters = [',', ';', '\t'] as const;

/** The cells of one line; texts in quotes may hold what parts them. */
function cellsOf(row: string, delimiter: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const c of row) {
    if (c === '"') quoted = !quoted;
    else if (c === delimiter && !quoted) cells.push('');
    else cells.push((cells.pop() ?? '') + c);
  }
  return cells.map((cell) => cell.trim());
}

/** What a header says; one that says only "Account address" leaves it to the name of the file. */
function toldBy(header: readonly string[], named: ListName | null): ListName | null {
  const names = header.map((cell) => cell.toLowerCase());
  const [first] = names;
  if (first === 'title' && names[1] === 'context' && names[2] === 'keywords') return 'filters';
  if (first === '#domain') return 'domains';
  if (!names.includes('account address')) return null;
  if (names.includes('hide notifications')) return 'muted';
  if (names.includes('show boosts')) return 'following';
  return named;
}

/** Does the first row name the columns, in words of some language? */
function isHeader(cells: readonly string[], name: ListName): boolean {
  const [first = '', second] = cells;
  switch (name) {
    case 'bookmarks':
      return cells.length === 1 && addressOf(first) === null;
    case 'domains':
      return !domain.test(first);
    case 'list':
      return second !== undefined && !second.includes('@');
    case 'filters':
      return false;
    default:
      if (cells.some((cell) => cell.includes('@'))) return false;
      return second === undefined ? /\s/.test(first) : !/^(?:true|false|)$/i.test(second);
  }
}

/** Are the first and most other rows what a list of this name holds? One that somebody wrote into by hand is the list all the same. */
function areOf(rows: readonly (readonly string[])[], name: ListName, path: string): boolean {
  const fitting = rows.filter((row) => fits(row, name)).length;
  if (rows[0] === undefined || !fits(rows[0], name) || fitting * 2 < rows.length) return false;
  // Words alone are people only where the name leaves no doubt: until version 3, those of the person's own server had no other name.
  const sure = rows.filter((row) => fits(row, name) && /[@.]/.test(row.join(''))).length;
  return sure * 2 >= rows.length || (fitting === rows.length && (sure > 0 || /_accounts/i.test(path)));
}

const domain = /^(?:\*\.)?[^\s@/,:]+\.[^\s@/,:]+$/u;

function fits(cells: readonly string[], name: ListName): boolean {
  const [first = '', second = ''] = cells;
  switch (name) {
    case 'bookmarks':
      return addressOf(first) !== null;
    case 'domains':
      return domain.test(first);
    case 'list':
      return second.includes('@') && handleOf(second, null) !== null;
    case 'filters':
      return false;
    default:
      return handleOf(first, null) !== null || (addressOf(first) !== null && handleOnPage(first) !== null);
  }
}
