/**
 * Reads X's "archive of your data" of every generation: `data/*.js` since 2018 (`window.YTD.…`), the `Grailbird` archives before.
 *
 * Formats: README.md of this folder. Invariants: every file of the export is in a step or in `kept`; a step emits the same records in the same order whenever
 * it is read; nothing in a script is ever run.
 */
import { Refusal } from '../../shared/errors.ts';
import {
  findings,
  inOrder,
  stepsAlike,
  type Findings,
  type AccountName,
  type ExportFile,
  type ExportReader,
  type Look,
  type Out,
  type Plan,
  type Recognition,
  type Step,
} from '../../engine/intake/toolkit/index.ts';
import { expectedOf, warningsOf } from './checks.ts';
import { readArticles } from './articles.ts';
import { readEvents } from './events.ts';
import { isTelling, sortFiles, type Script, type Sorted } from './files.ts';
import { readGrok } from './grok.ts';
import { reactionFiles, readLikes } from './likes.ts';
import { readIndex, type Index } from './manifest.ts';
import { mediaFiles, mimeOf, type MediaFiles } from './media.ts';
import { readMessages } from './messages.ts';
import { loadNotes, readNotes, type Notes } from './notes.ts';
import { readPosts } from './posts.ts';
import { readAccount, readDetails, readOwner, readProfile, readProfileFields } from './profile.ts';
import { readContacts, readRelations, relationFiles } from './relations.ts';
import { eachRow } from './rows.ts';
import type { Fields } from './shape.ts';
import { readSheet } from './sheet.ts';

/** Files that say again, without the text, what another says. */
const headers: ReadonlyMap<string, string> = new Map([
  ['tweet-headers', 'tweets'],
  ['deleted-tweet-headers', 'deleted-tweets'],
  ['direct-message-headers', 'direct-messages'],
  ['direct-message-group-headers', 'direct-messages-group'],
]);

export const reader: ExportReader = {
  async recognise(look: Look): Promise<Recognition | null> {
    const { scripts, sheets } = await sortFiles(look);
    if (scripts.some(({ sure }) => sure)) return { fit: 0.98, layout: layoutOf(scripts), language: null };
    if (sheets.length > 0) return { fit: 0.9, layout: 'grailbird', language: null };
    const topics = new Set(scripts.filter(isTelling).map(({ topic }) => topic));
    if (topics.size === 0) return null;
    return { fit: topics.size > 1 ? 0.5 : 0.2, layout: layoutOf(scripts), language: null };
  },

  async plan(look: Look): Promise<Plan> {
    const sorted = await sortFiles(look);
    const indices = await indicesOf(look, sorted);
    const account = await accountOf(look, sorted, indices);
    return {
      account,
      steps: await stepsOf(look, sorted, indices, account),
      kept: sorted.kept,
      warnings: warningsOf(sorted, indices, account),
    };
  },
};

function layoutOf(scripts: readonly Script[]): string {
  const posts = scripts.find(({ topic }) => topic === 'tweets');
  if (posts !== undefined) return posts.formerly ? 'js-tweet' : 'js-tweets';
  return scripts.every(({ generation }) => generation === 'grailbird' || generation === 'index') &&
    scripts.some(({ topic }) => topic !== 'manifest')
    ? 'grailbird'
    : 'js-data';
}

async function indicesOf(look: Look, { scripts }: Sorted): Promise<Index[]> {
  const indices: Index[] = [];
  for (const script of scripts) {
    const index = script.generation === 'index' ? await readIndex(look, script) : null;
    if (index !== null) indices.push(index);
  }
  return indices;
}

/** Whose export it is. Throws `two-accounts` where it is two people's. */
async function accountOf(look: Look, { scripts }: Sorted, indices: readonly Index[]): Promise<AccountName> {
  const names: AccountName[] = [];
  for (const script of scripts)
    if (script.topic === 'account' || script.topic === 'user-details') {
      const owner = await readOwner(look, script);
      if (owner !== null) names.push(owner);
    }
  names.push(...indices.map(({ account }) => account));
  const ids = new Set(names.flatMap(({ networkId }) => networkId ?? []));
  const handles = new Set(
    names.flatMap(({ networkId, handle }) => (networkId === null && handle !== null ? [handle.toLowerCase()] : [])),
  );
  if (ids.size > 1 || (ids.size === 0 && handles.size > 1)) throw new Refusal('two-accounts');
  return {
    networkId: first(names, 'networkId'),
    handle: first(names, 'handle'),
    name: first(names, 'name'),
  };
}

function first(names: readonly AccountName[], field: keyof AccountName): string | null {
  return names.find((name) => name[field] !== null)?.[field] ?? null;
}

/** All that the reading of one export shares. */
interface Reading {
  readonly account: AccountName;
  readonly media: MediaFiles;
  readonly findings: Findings;
  readonly notes: () => Promise<Notes>;
  /** Ids of the posts that were read; only kept where a spreadsheet repeats them. */
  readonly seen: Set<string> | null;
  readonly profileOf: (script: Script) => Fields | null;
  readonly hasAccount: boolean;
}

async function stepsOf(look: Look, sorted: Sorted, indices: readonly Index[], account: AccountName): Promise<Iterable<Step>> {
  const { scripts, sheets, kept } = sorted;
  const topics = new Set(scripts.map(({ topic }) => topic));
  const media = mediaFiles(sorted.media);
  const noteFiles = scripts.filter(({ topic }) => topic === 'note-tweet').map(({ file }) => file);
  const profiles: { script: Script; fields: Fields | null }[] = [];
  for (const script of scripts)
    if (script.topic === 'profile') profiles.push({ script, fields: await readProfileFields(look, script) });
  let notes: Promise<Notes> | null = null;
  const reading: Reading = {
    account,
    media,
    findings: findings(),
    notes: () => (notes ??= loadNotes(noteFiles)),
    seen: sheets.length > 0 ? new Set() : null,
    profileOf: ({ root }) =>
      (profiles.length === 1 ? profiles[0] : profiles.find(({ script }) => script.root === root))?.fields ?? null,
    hasAccount: topics.has('account'),
  };

  const steps: Step[] = [];
  for (const script of scripts) {
    const full = headers.get(script.topic);
    if (full !== undefined && topics.has(full)) {
      kept.set(script.file, 'repeats');
      continue;
    }
    const { by, read } = readingOf(script, reading);
    const expected = expectedOf(script, indices);
    steps.push({
      file: script.file,
      by,
      async read(out) {
        const rows = await read(out);
        if (expected !== null && rows !== expected) out.warn('count-differs', `${rows} / ${expected}`);
      },
    });
  }
  for (const file of sheets)
    steps.push({
      file,
      by: 'x/sheet',
      async read(out) {
        await reading.findings.complete(out);
        await readSheet(file, out, reading.seen ?? new Set());
      },
    });
  const readMedium = mediaReading(reading);
  for (const file of media.repeated) kept.set(file, 'repeats');
  const once = media.repeated.size === 0 ? sorted.media : sorted.media.filter((file) => !media.repeated.has(file));
  return inOrder(steps, stepsAlike(once, 'x/media', readMedium));
}

/** How a script is read, and by what name. */
function readingOf(script: Script, reading: Reading): { by: string; read: (out: Out) => Promise<number> } {
  const { file, topic, generation } = script;
  const { account, media } = reading;
  if (generation === 'index') return { by: 'x/manifest', read: (out) => eachRow(file, out, 'event', () => {}).then(() => -1) };
  switch (topic) {
    case 'account':
      return { by: 'x/profile', read: (out) => readAccount(file, out, account, reading.profileOf(script)) };
    case 'profile':
      return {
        by: 'x/profile',
        read: reading.findings.source((out) => readProfile(file, out, account, !reading.hasAccount, media)),
      };
    case 'user-details':
      return { by: 'x/profile', read: (out) => readDetails(file, out) };
    case 'tweets':
    case 'grailbird':
    case 'community-tweet':
    case 'twitter-circle-tweet':
    case 'deleted-tweets':
    case 'tweet-headers':
    case 'deleted-tweet-headers':
      return { by: 'x/posts', read: reading.findings.source((out) => postsOf(script, reading, out)) };
    case 'note-tweet':
    case 'deleted-note-tweet':
      return { by: 'x/notes', read: (out) => notesOf(script, reading, out) };
    case 'direct-messages':
    case 'direct-messages-group':
    case 'direct-message-headers':
    case 'direct-message-group-headers': {
      const group = topic.includes('group');
      return {
        by: 'x/messages',
        read: reading.findings.source((out) => readMessages(file, out, { owner: account, group, media })),
      };
    }
    case 'grok-chat-item':
      return { by: 'x/messages', read: reading.findings.source((out) => readGrok(file, out, account, media)) };
    case 'article':
      return { by: 'x/posts', read: (out) => readArticles(file, out) };
    case 'contact':
      return { by: 'x/relations', read: (out) => readContacts(file, out) };
    default:
      if (relationFiles.has(topic)) return { by: 'x/relations', read: (out) => readRelations(file, out, topic) };
      if (reactionFiles.has(topic)) return { by: 'x/likes', read: (out) => readLikes(file, out, topic) };
      return { by: 'x/events', read: (out) => readEvents(file, out, topic) };
  }
}

async function postsOf({ file, topic }: Script, { media, notes, seen }: Reading, out: Out): Promise<number> {
  const context = { deleted: topic.startsWith('deleted-'), media, notes: await notes() };
  return readPosts(file, out, seen === null ? context : { ...context, seen: (id) => seen.add(id) });
}

async function notesOf({ file, topic }: Script, { findings, notes }: Reading, out: Out): Promise<number> {
  await findings.complete(out);
  return readNotes(file, out, (await notes()).taken, topic.startsWith('deleted-'));
}

/** Pictures and videos that lie in the export: a record where no post or message has given them one. */
function mediaReading({ media, findings }: Reading): (file: ExportFile, out: Out) => Promise<void> {
  return async (file, out) => {
    await findings.complete(out);
    if (!media.spokenOf.has(file))
      out.record({
        kind: 'media',
        key: media.keyOf(file),
        locator: '',
        path: file.path,
        mime: mimeOf(file.path),
        bytes: file.bytes,
        of: null,
        state: 'here',
      });
    await out.breathe();
  };
}
