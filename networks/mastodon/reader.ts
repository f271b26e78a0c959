/**
 * Reads the archive of Mastodon and of every server that gives the same: an ActivityStreams actor, its outbox and other collections, its media; and the CSV
 * lists of people beside it or alone.
 *
 * Formats: README.md of this folder. Invariants: every file of the export is in a step, in `kept`, or listed as not understood; a step emits the same records
 * in the same order whenever it is read; an outbox is never held whole.
 */
import {
  findings,
  inOrder,
  stepsAlike,
  type ExportFile,
  type ExportReader,
  type Plan,
  type Out,
  type Step,
} from '../../engine/intake/toolkit/index.ts';
import { eachItem } from './collection.ts';
import { addEvent } from './events.ts';
import { sortFiles, type Collection, type Sorted } from './files.ts';
import { readList } from './list-rows.ts';
import { addLoose, mediaFiles, type MediaFiles } from './media.ts';
import { ownerOf, readActor, type Owner } from './owner.ts';
import { readOutbox } from './outbox.ts';
import { readPerson, readReaction } from './references.ts';

export const reader: ExportReader = {
  async recognise(look) {
    const { actors, collections, lists } = await sortFiles(look);
    const archive = actors.length > 0 || collections.length > 0;
    if (archive)
      return { fit: fitOf({ actors, collections }), layout: lists.length > 0 ? 'archive-and-csv' : 'archive', language: null };
    if (lists.length === 0) return null;
    return { fit: lists.some(({ sure }) => sure) ? 0.95 : 0.5, layout: 'csv', language: null };
  },

  async plan(look) {
    const sorted = await sortFiles(look);
    const owner = ownerOf(sorted);
    const media = mediaFiles(sorted.media);
    for (const file of media.repeated) sorted.kept.set(file, 'repeats');
    const { handle, networkId, name } = owner;
    return {
      account: { handle, networkId, name },
      steps: stepsOf(sorted, owner, media),
      kept: sorted.kept,
      warnings: warningsOf(sorted, owner),
    };
  },
};

/** Both the person and what they did: certain. One of them alone is nearly so. */
function fitOf({ actors, collections }: Pick<Sorted, 'actors' | 'collections'>): number {
  if (collections.every(({ name }) => name === 'other')) return actors.length > 0 ? 0.95 : 0.4;
  return actors.length > 0 ? 0.98 : 0.95;
}

function warningsOf({ actors, collections }: Sorted, owner: Owner): NonNullable<Plan['warnings']> {
  const outboxes = collections.filter(({ name }) => name === 'outbox').length;
  return [
    ...(owner.networkId === null ? [{ code: 'account-unknown', file: null } as const] : []),
    ...(actors.length > 1 || outboxes > 1 ? [{ code: 'two-exports', file: null } as const] : []),
    ...(actors.length > 0 && outboxes === 0 ? [{ code: 'section-missing', file: 'outbox.json' } as const] : []),
  ];
}

function stepsOf({ actors, collections, lists, media: pictures }: Sorted, owner: Owner, media: MediaFiles): Iterable<Step> {
  const found = findings();
  const readMedium = async (file: ExportFile, out: Out): Promise<void> => {
    await found.complete(out);
    if (!media.spokenOf.has(file)) addLoose(out, media, file);
    await out.breathe();
  };
  const steps = [
    ...actors.map((actor) => ({
      file: actor.file,
      by: 'mastodon/actor',
      read: found.source((out) => readActor(actor, out, owner, media)),
    })),
    ...collections.map((collection) =>
      collection.name === 'outbox'
        ? {
            file: collection.file,
            by: 'mastodon/outbox',
            read: found.source((out) => readOutbox(collection.file, out, owner, media)),
          }
        : { file: collection.file, by: 'mastodon/collection', read: (out: Out) => readCollection(collection, out) },
    ),
    ...lists.map((list) => ({
      file: list.file,
      by: 'mastodon/csv',
      read: (out: Out) => readList(list, out, owner.server),
    })),
  ];
  return inOrder(
    steps,
    stepsAlike(
      pictures.filter((file) => !media.repeated.has(file)),
      'mastodon/media',
      readMedium,
    ),
  );
}

function readCollection({ file, name, called }: Collection, out: Out): Promise<void> {
  const other = (value: unknown, locator: string): void => addEvent(out, called, value, locator);
  switch (name) {
    case 'likes':
      return eachItem(file, out, 'reaction', (item, locator) => readReaction(out, 'like', item, locator), other);
    case 'bookmarks':
      return eachItem(file, out, 'reaction', (item, locator) => readReaction(out, 'save', item, locator), other);
    case 'followers':
      return eachItem(file, out, 'relation', (item, locator) => readPerson(out, 'follower', item, locator), other);
    case 'following':
      return eachItem(file, out, 'relation', (item, locator) => readPerson(out, 'following', item, locator), other);
    case 'blocks':
      return eachItem(file, out, 'relation', (item, locator) => readPerson(out, 'blocked', item, locator), other);
    case 'mutes':
      return eachItem(file, out, 'relation', (item, locator) => readPerson(out, 'muted', item, locator), other);
    default:
      out.warn('section-unknown', called);
      return eachItem(file, out, 'event', other, other);
  }
}
