/**
 * What an item says, whichever dialect it is written in. One export holds both: `string_map_data` and `string_list_data` under a key, and `label_values` with
 * lists inside lists. Labels come in the language of the account, or in English all the same: what a thing is, its shape says first.
 */
import { fromIso, given, instant } from './dates.ts';
import { fieldsOf, isFields, membersOf, type Fields } from './shape.ts';
import { isOneOf, type Labels } from './labels.ts';
import { repair, said } from './text.ts';

export interface Entry {
  /** Put right, as the export names it; '' where it does not. */
  readonly label: string;
  /** The label of what it stands in. */
  readonly within: string;
  readonly value: string | null;
  readonly href: string | null;
  readonly timestamp: unknown;
}

export interface Gist {
  readonly title: string | null;
  readonly entries: readonly Entry[];
  readonly at: string | null;
  readonly atAsGiven: string | number | null;
}

export function gist(item: Fields): Gist {
  const title = said(item['title']);
  const entries: Entry[] = [];
  for (const [label, value] of Object.entries(fieldsOf(item['string_map_data'])))
    entries.push(entry(repair(label), '', fieldsOf(value)));
  for (const value of membersOf(item['string_list_data']))
    entries.push(entry('', '', typeof value === 'string' ? { value } : fieldsOf(value)));
  for (const value of membersOf(item['label_values'])) labelled(value, '', entries, 0);
  return { title, entries, ...whenOf(item, title, entries) };
}

function entry(label: string, within: string, fields: Fields): Entry {
  return {
    label,
    within,
    value: said(fields['value']),
    href: said(fields['href']),
    timestamp: fields['timestamp'] ?? fields['timestamp_value'],
  };
}

/** Lists inside lists: a city stands one level deeper than a name. */
function labelled(value: unknown, within: string, into: Entry[], depth: number): void {
  if (depth > 16 || !isFields(value)) return;
  const label = said(value['label']) ?? said(value['title']) ?? '';
  if ('value' in value || 'href' in value || 'timestamp_value' in value) into.push(entry(label, within, value));
  for (const list of [value['dict'], value['vec']])
    for (const one of membersOf(list)) labelled(one, label === '' ? within : label, into, depth + 1);
}

function whenOf(item: Fields, title: string | null, entries: readonly Entry[]): Pick<Gist, 'at' | 'atAsGiven'> {
  const own = [item['timestamp'], item['creation_timestamp'], ...entries.map(({ timestamp }) => timestamp)];
  for (const value of own) {
    const at = instant(value);
    if (at !== null) return { at, atAsGiven: given(value) };
  }
  const said = [title, ...entries.map(({ value }) => value), item['time']];
  for (const value of said) {
    const at = fromIso(value);
    if (at !== null) return { at, atAsGiven: given(value) };
  }
  return { at: null, atAsGiven: given(own.find((value) => value !== undefined && value !== null && value !== 0)) };
}

/** The value of the first label in the list, as labels are compared. */
export function labelValue(entries: readonly Entry[], labels: Labels): string | null {
  return entries.find(({ label, value }) => value !== null && isOneOf(labels, label))?.value ?? null;
}

/** The first address among them. */
export function addressOf(entries: readonly Entry[]): string | null {
  for (const { href, value } of entries) {
    if (href !== null) return href;
    if (value !== null && /^https?:\/\/\S+$/i.test(value)) return value;
  }
  return null;
}
