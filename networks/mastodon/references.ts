/** Records of what is only pointed at: a post that was liked or saved, a person in a list. */
import type { RelationName } from '../../shared/records.ts';
import type { Out } from '../../engine/intake/toolkit/index.ts';
import { handleIn, sameHandle } from './people.ts';
import { addressOf, isEmpty, isFields, rest, uriOf } from './shape.ts';

interface When {
  readonly at: string | null;
  readonly atAsGiven: string | null;
}

export function addReaction(
  out: Out,
  reaction: string,
  uri: string,
  locator: string,
  raw: Record<string, unknown> = {},
  when: When = { at: null, atAsGiven: null },
): void {
  out.record({
    kind: 'reaction',
    key: `${reaction}:${uri}`,
    locator,
    ...when,
    reaction,
    on: { url: addressOf(uri), networkId: uri, author: null, text: null },
    raw,
  });
}

interface PersonFound {
  readonly relation: RelationName;
  /** The list's own name, where a person stands in one of several. */
  readonly within: string | null;
  readonly handle: string | null;
  readonly uri: string | null;
  readonly locator: string;
  readonly raw: Record<string, unknown>;
}

/** A person is the same whether a list names their handle or the address that spells it out. */
export function addPerson(out: Out, { relation, within, handle, uri, locator, raw }: PersonFound): void {
  const key = handle === null ? (uri ?? '') : sameHandle(handle);
  out.record({
    kind: 'relation',
    key: within === null ? `${relation}:${key}` : `${relation}:${within}:${key}`,
    locator,
    relation,
    person: { networkId: uri, handle, name: null, url: addressOf(uri) },
    raw,
  });
}

const id = new Set(['id']);

/** An item of `likes.json` or `bookmarks.json`: the bare address of a post, or the post itself. */
export function readReaction(out: Out, reaction: string, item: unknown, locator: string): void {
  if (isEmpty(item)) return out.refuse('reaction', locator, 'empty-item');
  const uri = uriOf(item);
  if (uri === null) return out.refuse('reaction', locator, isFields(item) ? 'no-identity' : 'wrong-shape');
  addReaction(out, reaction, uri, locator, isFields(item) ? rest(item, id) : {});
}

/** An item of `followers.json` and its kin: the bare address of an actor, or the actor itself. */
export function readPerson(out: Out, relation: RelationName, item: unknown, locator: string): void {
  if (isEmpty(item)) return out.refuse('relation', locator, 'empty-item');
  const uri = uriOf(item);
  if (uri === null) return out.refuse('relation', locator, isFields(item) ? 'no-identity' : 'wrong-shape');
  addPerson(out, {
    relation,
    within: null,
    handle: handleIn(uri),
    uri,
    locator,
    raw: isFields(item) ? rest(item, id) : {},
  });
}
