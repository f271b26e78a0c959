/** Whose archive it is, and what its own profile says. */
import { Refusal } from '../../shared/errors.ts';
import type { AccountName, ExportFile, Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import type { Actor, Sorted } from './files.ts';
import { shownOf } from './html.ts';
import { addMedium, warnOf, type MediaFiles, type Tally } from './media.ts';
import { handleIn, serverOf } from './people.ts';
import { addressOf, firstAddress, isFields, listOf, odd, rest, textOf, type Fields } from './shape.ts';

export interface Owner extends AccountName {
  /** Where the person's own names belong; null where nothing says. */
  readonly server: string | null;
  /** The address that stands for all of the followers. */
  readonly followers: string | null;
}

/** Throws `two-accounts` where the export is two people's. */
export function ownerOf({ actors, collections }: Sorted): Owner {
  const ids = new Set(
    actors.length > 0
      ? actors.map(({ fields }) => textOf(fields['id']))
      : collections.flatMap(({ name, actor }) => (name === 'outbox' && actor !== null ? [actor] : [])),
  );
  if (ids.size > 1) throw new Refusal('two-accounts');
  const fields = actors[0]?.fields ?? {};
  const [networkId = null] = ids;
  const handle = handleBy(fields, networkId);
  return {
    networkId,
    handle,
    name: textOf(fields['name']),
    server: handle?.slice(handle.lastIndexOf('@') + 1) ?? serverOf(networkId),
    followers: textOf(fields['followers']),
  };
}

/** `user@server`: as the actor itself gives it, else its name and the server of its address. */
function handleBy(fields: Fields, id: string | null): string | null {
  const given = textOf(fields['webfinger'])?.replace(/^(?:acct:)?@?/, '');
  if (given !== undefined && /^[^@\s]+@[^@\s]+$/.test(given)) return given;
  const name = textOf(fields['preferredUsername']);
  const server = serverOf(id);
  if (name !== null && server !== null) return `${name}@${server}`;
  return id === null ? null : handleIn(id);
}

const consumed = new Set(['@context', 'id', 'name', 'summary', 'published', 'preferredUsername']);

/** `actor.json`: the profile, and its two pictures. */
export async function readActor({ file, fields, damage }: Actor, out: Out, owner: Owner, media: MediaFiles): Promise<void> {
  const key = owner.networkId ?? 'self';
  const summary = textOf(fields['summary']);
  const bio = summary === null ? null : textOf(shownOf(summary).text);
  const published = textOf(fields['published']);
  const page = addressOf(fields['url']);
  out.record({
    kind: 'profile',
    key,
    locator: '',
    handle: owner.handle,
    name: textOf(fields['name']),
    networkId: textOf(fields['id']),
    bio,
    url: page ?? firstAddress(fields['url']),
    createdAt: instant(published),
    atAsGiven: published,
    raw: {
      ...rest(fields, new Set([...consumed, ...(page === null ? [] : ['url'])])),
      // Where its links lead stands in its HTML only.
      ...(summary === bio ? {} : { summary }),
      ...odd(fields, consumed),
    },
  });
  addPictures(file, fields, out, key, media);
  await out.breathe();
  if (damage !== null) throw damage;
}

function addPictures(file: ExportFile, fields: Fields, out: Out, key: string, media: MediaFiles): void {
  const tally: Tally = { here: 0, links: 0, missing: 0 };
  const owner = { kind: 'profile', key, file } as const;
  for (const field of ['icon', 'image'])
    for (const picture of listOf(fields[field]))
      if (isFields(picture)) addMedium(out, media, tally, owner, picture, `/${field}`, { name: `${key}#${field}` });
  warnOf(out, tally);
}
