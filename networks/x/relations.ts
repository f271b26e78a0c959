/** Who followed, was followed, blocked and muted: only numbers, no names and no dates. */
import type { RefusalReason } from '../../shared/account-of-import.ts';
import type { RelationName } from '../../shared/records.ts';
import { asId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { eachRow } from './rows.ts';
import { fieldsOf, isFields, listOf, rest, textOf, unwrap } from './shape.ts';

interface List {
  readonly relation: RelationName;
  /** The names under which its rows stand. */
  readonly wrappers: readonly string[];
  /** A second list of the same relation: its people are told apart from the first one's. */
  readonly second?: boolean;
}

/** The file's topic → the list it is. */
export const relationFiles: ReadonlyMap<string, List> = new Map<string, List>([
  ['follower', { relation: 'follower', wrappers: ['follower'] }],
  ['following', { relation: 'following', wrappers: ['following'] }],
  ['block', { relation: 'blocked', wrappers: ['blocking', 'block'] }],
  ['mute', { relation: 'muted', wrappers: ['muting', 'mute'] }],
  // Told by X's own description of its files, never seen filled: under which name the rows stand is not known.
  ['direct-message-mute', { relation: 'muted', wrappers: [], second: true }],
  ['twitter-circle-member', { relation: 'member', wrappers: [], second: true }],
  ['smartblock', { relation: 'blocked', wrappers: [], second: true }],
]);

/** The only form an address of an account has in these files; any other is not passed on as a link. */
const userLink = /^https:\/\/(?:www\.)?(?:twitter|x)\.com\/intent\/user\?user_id=(\d{1,20})$/;
const digits = /^\d{1,20}$/;

const without = new Set(['accountId']);
const withoutLink = new Set(['accountId', 'userLink']);

export function readRelations(file: ExportFile, out: Out, topic: string): Promise<number> {
  const { relation, wrappers, second = false }: List = relationFiles.get(topic) ?? { relation: 'other', wrappers: [] };
  return eachRow(file, out, 'relation', (row, locator) => {
    const person = unwrap(
      row,
      second ? Object.keys(fieldsOf(row)).filter((name) => isFields(fieldsOf(row)[name])) : wrappers,
      second,
    );
    if (typeof person === 'string') return out.refuse('relation', locator, person);
    const link = textOf(person['userLink']);
    const linked = link === null ? null : userLink.exec(link);
    const networkId = identity(person['accountId'], linked?.[1] ?? null);
    if (!('id' in networkId)) return out.refuse('relation', locator, networkId.refused);
    const given = second ? textOf(person['createdAt']) : null;
    out.record({
      kind: 'relation',
      key: `${second ? topic : relation}:${networkId.id}`,
      locator,
      ...(given === null ? {} : { at: instant(given), atAsGiven: given }),
      relation,
      person: { networkId: networkId.id, handle: null, name: null, url: linked === null ? null : link },
      raw: { ...rest(person, linked === null ? without : withoutLink), ...(second ? { list: topic } : {}) },
    });
  });
}

const ofContact = new Set(['id', 'accountId']);

/** `contact.js`: people of the address book that was once handed to X, by addresses and numbers. */
export function readContacts(file: ExportFile, out: Out): Promise<number> {
  return eachRow(file, out, 'relation', (row, locator) => {
    const contact = unwrap(row, ['contact'], true);
    if (typeof contact === 'string') return out.refuse('relation', locator, contact);
    const id = asId(contact['id']);
    const said = [...listOf(contact['emails']), ...listOf(contact['phoneNumbers'])].flatMap((one) => textOf(one) ?? []);
    if (id === null && said.length === 0) return out.refuse('relation', locator, 'no-identity');
    out.record({
      kind: 'relation',
      key: `contact:${id ?? said.join(' ')}`,
      locator,
      relation: 'contact',
      // The number is the address book's, no account's.
      person: { networkId: null, handle: null, name: textOf(contact['name']) ?? said[0] ?? null, url: null },
      raw: { ...rest(contact, ofContact), ...(id === null ? {} : { id }) },
    });
  });
}

function identity(given: unknown, linked: string | null): { id: string } | { refused: RefusalReason } {
  const id = asId(given)?.trim() ?? null;
  if (id === null || id === '') return linked === null ? { refused: 'no-identity' } : { id: linked };
  return digits.test(id) ? { id } : { refused: 'wrong-shape' };
}
