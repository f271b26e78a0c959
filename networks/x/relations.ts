/** Who followed, was followed, blocked and muted: only numbers, no names and no dates. */
import type { RefusalReason } from '../../shared/account-of-import.ts';
import type { RelationName } from '../../shared/records.ts';
import { asId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { eachRow } from './rows.ts';
import { rest, textOf, unwrap } from './shape.ts';

/** The file's topic → the list it is and the names under which its rows stand. */
export const relationFiles: ReadonlyMap<string, { relation: RelationName; wrappers: readonly string[] }> = new Map([
  ['follower', { relation: 'follower', wrappers: ['follower'] }],
  ['following', { relation: 'following', wrappers: ['following'] }],
  ['block', { relation: 'blocked', wrappers: ['blocking', 'block'] }],
  ['mute', { relation: 'muted', wrappers: ['muting', 'mute'] }],
]);

/** The only form an address of an account has in these files; any other is not passed on as a link. */
const userLink = /^https:\/\/(?:www\.)?(?:twitter|x)\.com\/intent\/user\?user_id=(\d{1,20})$/;
const digits = /^\d{1,20}$/;

const without = new Set(['accountId']);
const withoutLink = new Set(['accountId', 'userLink']);

export function readRelations(file: ExportFile, out: Out, topic: string): Promise<number> {
  const { relation, wrappers } = relationFiles.get(topic) ?? { relation: 'other', wrappers: [] };
  return eachRow(file, out, 'relation', (row, locator) => {
    const person = unwrap(row, wrappers, false);
    if (typeof person === 'string') return out.refuse('relation', locator, person);
    const link = textOf(person['userLink']);
    const linked = link === null ? null : userLink.exec(link);
    const networkId = identity(person['accountId'], linked?.[1] ?? null);
    if (!('id' in networkId)) return out.refuse('relation', locator, networkId.refused);
    out.record({
      kind: 'relation',
      key: `${relation}:${networkId.id}`,
      locator,
      relation,
      person: { networkId: networkId.id, handle: null, name: null, url: linked === null ? null : link },
      raw: rest(person, linked === null ? without : withoutLink),
    });
  });
}

function identity(given: unknown, linked: string | null): { id: string } | { refused: RefusalReason } {
  const id = asId(given)?.trim() ?? null;
  if (id === null || id === '') return linked === null ? { refused: 'no-identity' } : { id: linked };
  return digits.test(id) ? { id } : { refused: 'wrong-shape' };
}
