/**
 * Which file of an export is what. Actors and collections are known by what stands in them (the ActivityStreams context and what it is put to), the CSV
 * lists by their header or, where they have none, by name and content together: files may have been renamed, moved, or handed in alone.
 */
import type { KeptReason } from '../../shared/account-of-import.ts';
import { DamagedFile, walkJson, type ExportFile, type Look } from '../../engine/intake/toolkit/index.ts';
import { textOf, withoutQuery, type Fields } from './shape.ts';
import { hasListName, listIn, type Told } from './lists.ts';

export interface Actor {
  readonly file: ExportFile;
  /** What stands before the damage, where it is damaged. */
  readonly fields: Fields;
  readonly damage: DamagedFile | null;
}

/** What the items of a collection are. `other`: nothing Adieu knows a kind for. */
export type CollectionName = 'outbox' | 'likes' | 'bookmarks' | 'followers' | 'following' | 'blocks' | 'mutes' | 'other';

export interface Collection {
  readonly file: ExportFile;
  readonly name: CollectionName;
  /** As the collection itself is called: `featured`. */
  readonly called: string;
  /** The address of whoever acts in it, as the first item says; null where none does. */
  readonly actor: string | null;
}

export interface CsvList extends Told {
  readonly file: ExportFile;
}

export interface Sorted {
  readonly actors: readonly Actor[];
  /** The outbox first: it gives some likes their date. */
  readonly collections: readonly Collection[];
  readonly lists: readonly CsvList[];
  readonly media: readonly ExportFile[];
  readonly kept: Map<ExportFile, KeptReason>;
}

/** An archive has four JSON files and ten lists. Where there are many more, something else was handed in too, and only files of the known names are looked into. */
const manyFiles = 500;
const knownName = /(?:^|[/\\])(?:actor|outbox|likes|bookmarks|followers|following|blocks|mutes)\.json$/i;
const systemFile = /(?:^|[/\\])(?:__macosx[/\\]|\.ds_store$|thumbs\.db$|desktop\.ini$|\._[^/\\]*$)/i;
const attachment = /(?:^|[/\\])media_attachments[/\\]./;
const picture = /(?:^|[/\\])(?:avatar|header)\.\w+$/i;
const headBytes = 32 << 10;
const actorBytes = 8 << 20;

const known = new WeakMap<readonly ExportFile[], Promise<Sorted>>();

/** Sorts the files, reading the beginning of each that may be one; once for the same list of files. */
export function sortFiles(look: Look): Promise<Sorted> {
  let sorted = known.get(look.files);
  if (sorted === undefined) known.set(look.files, (sorted = sort(look)));
  return sorted;
}

async function sort(look: Look): Promise<Sorted> {
  const actors: Actor[] = [];
  const collections: Collection[] = [];
  const lists: CsvList[] = [];
  const media: ExportFile[] = [];
  const pictures: ExportFile[] = [];
  const kept = new Map<ExportFile, KeptReason>();
  const many = look.files.filter(({ path }) => /\.(?:json|csv|txt)$/i.test(path)).length > manyFiles;
  for (const file of look.files) {
    if (systemFile.test(file.path)) kept.set(file, 'system-file');
    else if (attachment.test(file.path)) media.push(file);
    else if (picture.test(file.path)) pictures.push(file);
    else if (/\.json$/i.test(file.path) && (!many || knownName.test(file.path))) {
      const found = await inJson(look, file);
      if (found === null) continue;
      if ('fields' in found) actors.push(found);
      else collections.push(found);
    } else if (/\.(?:csv|txt)$/i.test(file.path) && file.bytes === 0) {
      if (hasListName(file.path)) kept.set(file, 'empty');
    } else if (/\.(?:csv|txt)$/i.test(file.path)) {
      const list = await listIn(file.path, () => look.head(file), !many);
      if (list !== null) lists.push({ file, ...list });
    }
  }
  if (actors.length > 0 || collections.length > 0) media.push(...pictures);
  const byPath = (a: { file: ExportFile }, b: { file: ExportFile }): number =>
    a.file.input - b.file.input || (a.file.path < b.file.path ? -1 : 1);
  collections.sort((a, b) => Number(b.name === 'outbox') - Number(a.name === 'outbox') || byPath(a, b));
  return { actors: actors.sort(byPath), collections, lists: lists.sort(byPath), media, kept };
}

const context = /"https?:\/\/(?:www\.)?w3\.org\/(?:ns|TR)\/activitystreams(?:#|"|\\")/;
const collectionType = /^(?:Ordered)?Collection(?:Page)?$/;
const actorFields = ['preferredUsername', 'inbox', 'outbox'];
const activityType = /"type"\s*:\s*"(?:Create|Announce)"/;
const actingUri = /"actor"\s*:\s*"(https?:\/\/[^"\s]+)"/;

async function inJson(look: Look, file: ExportFile): Promise<Actor | Collection | null> {
  const head = await look.head(file, headBytes);
  if (!context.test(head)) return null;
  const items = /"(?:orderedItems|items)"\s*:/.exec(head)?.index ?? -1;
  const envelope = items < 0 ? head : head.slice(0, items);
  const type = /"type"\s*:\s*"(\w+)"/.exec(envelope)?.[1];
  if (type === undefined ? items >= 0 : collectionType.test(type)) return collectionIn(file, head, envelope);
  if (!/"(?:preferredUsername|inbox|outbox)"\s*:/.test(head)) return null;
  if (file.bytes > actorBytes) return null;
  const { fields, damage } = await fieldsIn(file);
  return textOf(fields['id']) !== null && actorFields.some((name) => fields[name] !== undefined)
    ? { file, fields, damage }
    : null;
}

/** The fields of one object, as many as there are before a damage. */
async function fieldsIn(file: ExportFile): Promise<Pick<Actor, 'fields' | 'damage'>> {
  const found = new Map<string, unknown>();
  let damage: DamagedFile | null = null;
  try {
    await walkJson(file.open(), {
      enter: (path, type) => path.length === 0 && type === 'object',
      value: ([name], value) => {
        if (typeof name === 'string') found.set(name, value);
      },
      refused: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    damage = error;
  }
  return { fields: Object.fromEntries(found), damage };
}

const names: ReadonlyMap<string, CollectionName> = new Map([
  ['outbox', 'outbox'],
  ['likes', 'likes'],
  ['liked', 'likes'],
  ['favourites', 'likes'],
  ['bookmarks', 'bookmarks'],
  ['followers', 'followers'],
  ['following', 'following'],
  ['blocks', 'blocks'],
  ['blocked', 'blocks'],
  ['mutes', 'mutes'],
]);

/** A collection is what it calls itself (`"id": "likes.json"`, `https://server/users/name/likes`), else what its file is called; activities are an outbox. */
function collectionIn(file: ExportFile, head: string, envelope: string): Collection {
  const actor = actingUri.exec(head)?.[1] ?? null;
  const itself = lastPart(/"id"\s*:\s*"([^"]*)"/.exec(envelope)?.[1] ?? '');
  const called = itself === '' ? lastPart(file.path) : itself;
  if (activityType.test(head.slice(envelope.length))) return { file, name: 'outbox', called, actor };
  return { file, name: names.get(itself) ?? names.get(lastPart(file.path)) ?? 'other', called, actor };
}

function lastPart(path: string): string {
  const last = withoutQuery(path).split(/[/\\]/).at(-1) ?? '';
  return last.replace(/\.json$/i, '').toLowerCase();
}
