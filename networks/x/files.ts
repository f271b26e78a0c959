/**
 * Which file of an export is what. A script is known by how it begins (`window.YTD.tweets.part0 =`), so that it may have been renamed, moved, or handed in
 * alone; its name counts only where its beginning cannot be read.
 */
import type { KeptReason } from '../../shared/account-of-import.ts';
import type { ExportFile, Look } from '../../engine/intake/toolkit/index.ts';

/** Since 2018, until 2018, or the export's own index of itself. */
type Generation = 'ytd' | 'grailbird' | 'index';

export interface Script {
  readonly file: ExportFile;
  readonly generation: Generation;
  /** What it is about, with hyphens and under today's name: `tweets`, `direct-messages-group`, `note-tweet`. */
  readonly topic: string;
  /** From 0. */
  readonly part: number;
  /** Known by its beginning; else only by its name. */
  readonly sure: boolean;
  /** `tweet.js`, as it was called until 2021, and not `tweets.js`. */
  readonly formerly: boolean;
  /** The folder in which `data` stands, with its input: tells exports apart that were put together. */
  readonly root: string;
}

export interface Sorted {
  /** Scripts in the order in which they are read: by topic, then by part. */
  readonly scripts: readonly Script[];
  /** Pictures and videos. */
  readonly media: readonly ExportFile[];
  /** The spreadsheet of an export until 2018. */
  readonly sheets: readonly ExportFile[];
  readonly kept: Map<ExportFile, KeptReason>;
}

/** Names that X has given up, and what they are called today. */
const renamed = new Map([
  ['tweet', 'tweets'],
  ['deleted-tweet', 'deleted-tweets'],
  ['community-tweets', 'community-tweet'],
  ['note-tweets', 'note-tweet'],
  ['likes', 'like'],
  ['bookmarks', 'bookmark'],
  ['followers', 'follower'],
  ['blocks', 'block'],
  ['mutes', 'mute'],
  ['direct-message', 'direct-messages'],
  ['direct-message-group', 'direct-messages-group'],
  ['direct-messages-headers', 'direct-message-headers'],
  ['direct-messages-group-headers', 'direct-message-group-headers'],
]);

/** Files that every export has had: enough to try those whose beginning is damaged. */
const telling = new Set(['tweets', 'like', 'follower', 'following', 'account', 'profile', 'direct-messages', 'manifest']);

const systemFile = /(?:^|\/)(?:__macosx\/|\.ds_store$|thumbs\.db$|desktop\.ini$|\._[^/]*$)/;
const viewer = /(?:^|\/)(?:your archive\.html|readme\.(?:txt|md)|assets\/.*)$/;
/** What an export until 2018 brought to be looked at with; its data lie in `data/js`. */
const oldViewer = /(?:^|\/)(?:index\.html|(?:css|img|lib|js)\/.*)$/;
const oldData = /(?:^|\/)data\/js\//;
const mediaFolder = /(?:^|\/)[a-z0-9_]+_media\/.*[^/]$/;

/** The path as it is compared: forward slashes, lower case. */
export function plainPath(file: ExportFile): string {
  return file.path.replaceAll('\\', '/').toLowerCase();
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** An export has about a hundred scripts. Where there are many more, something else was handed in too, and only `data` folders are looked into. */
const manyScripts = 2000;
const inData = /(?:^|\/)data\/(?:js\/(?:tweets\/)?)?[^/]+$/;

const known = new WeakMap<readonly ExportFile[], Promise<Sorted>>();

/** Where no beginning can be read: is this the name of a file that every export has had? */
export function isTelling({ topic }: Script): boolean {
  return telling.has(topic);
}

/** Sorts the files, reading the beginning of each script; once for the same list of files. */
export function sortFiles(look: Look): Promise<Sorted> {
  let sorted = known.get(look.files);
  if (sorted === undefined) {
    sorted = sort(look);
    known.set(look.files, sorted);
  }
  return sorted;
}

async function sort(look: Look): Promise<Sorted> {
  const scripts: Script[] = [];
  const media: ExportFile[] = [];
  const sheets: ExportFile[] = [];
  const kept = new Map<ExportFile, KeptReason>();
  const others: [ExportFile, string][] = [];
  const many = look.files.filter((file) => /\.js$/i.test(file.path)).length > manyScripts;
  for (const file of look.files) {
    const path = plainPath(file);
    if (systemFile.test(path)) kept.set(file, 'system-file');
    else if (mediaFolder.test(path)) media.push(file);
    else if (file.bytes === 0 && path.endsWith('.js')) kept.set(file, 'empty');
    else if (path.endsWith('.js') && !/(?:^|\/)assets\//.test(path) && (!many || inData.test(path))) {
      const script = await scriptOf(look, file, path);
      if (script === null) others.push([file, path]);
      else scripts.push(script);
    } else others.push([file, path]);
  }
  const grailbird = scripts.some(({ generation }) => generation === 'grailbird');
  let sheetsLooked = 0;
  for (const [file, path] of others) {
    if (path.endsWith('.csv') && sheetsLooked++ < mostSheets && (await isSheet(look, file))) sheets.push(file);
    else if (viewer.test(path) || (grailbird && oldViewer.test(path) && !oldData.test(path))) kept.set(file, 'not-data');
  }
  scripts.sort(
    (a, b) => order(a.topic) - order(b.topic) || compare(a.topic, b.topic) || compare(a.root, b.root) || a.part - b.part,
  );
  return { scripts, media, sheets, kept };
}

/** Tables that are looked into for the spreadsheet. */
const mostSheets = 50;

/** The spreadsheet, by its columns: people have kept it alone, under any name. */
async function isSheet(look: Look, file: ExportFile): Promise<boolean> {
  const [header] = (await look.head(file, 1024)).split(/[\r\n]/, 1);
  const columns = (header ?? '').replaceAll('"', '').split(',');
  return ['tweet_id', 'timestamp', 'text'].every((column) => columns.includes(column));
}

const envelope = /^\s*(?:window\.)?YTD\.(\w+)\.part(\d+)\s*=/;
const grailbird = /^\s*Grailbird\.data\.(\w+)\s*=/;
const details = /^\s*(?:var\s+)?(user_details|payload_details|tweet_index)\s*=/;
const config = /^\s*(?:window\.)?__THAR_CONFIG\s*=/;

/** What a script is by its beginning; null where it is none of X's. */
async function scriptOf(look: Look, file: ExportFile, path: string): Promise<Script | null> {
  const head = await look.head(file, 512);
  const sure = { file, root: rootOf(file, path), sure: true, part: 0, formerly: false };
  const ytd = envelope.exec(head);
  if (ytd !== null) {
    const name = (ytd[1] ?? '').toLowerCase();
    return { ...sure, generation: 'ytd', topic: topicOf(name), part: Number(ytd[2]), formerly: name === 'tweet' };
  }
  const old = grailbird.exec(head);
  if (old !== null) return { ...sure, generation: 'grailbird', topic: 'grailbird', part: monthOf(old[1] ?? '') };
  const detail = details.exec(head)?.[1];
  if (detail !== undefined)
    return { ...sure, generation: detail === 'tweet_index' ? 'index' : 'grailbird', topic: topicOf(detail) };
  if (config.test(head)) return { ...sure, generation: 'index', topic: 'manifest' };
  // Damaged, or bare JSON: the name has to do.
  const begins = head.trimStart()[0];
  if (begins !== undefined && begins !== '[' && begins !== '{') return null;
  const name = /^(.+?)(?:-part(\d+))?(?: ?\(\d+\))?\.js$/.exec(baseName(path));
  const topic = topicOf(name?.[1] ?? '');
  if (begins === undefined ? !(telling.has(topic) || /(?:^|\/)data\/[^/]+$/.test(path)) : !telling.has(topic)) return null;
  return { ...sure, sure: false, generation: topic === 'manifest' ? 'index' : 'ytd', topic, part: Number(name?.[2] ?? 0) };
}

function topicOf(name: string): string {
  const topic = name.toLowerCase().replaceAll('_', '-');
  return renamed.get(topic) ?? topic;
}

/** `tweets_2016_05` → 201605: months in their order. */
function monthOf(name: string): number {
  const digits = name.replaceAll(/\D/g, '');
  return digits === '' ? 0 : Number(digits.slice(0, 8));
}

/** The folder in which the data lie: `data/` (or `data/js/`) is part of an export, what stands before it is not. */
function rootOf(file: ExportFile, path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return `${file.input}:${folder.replace(/(?:^|\/)data\/(?:js\/(?:tweets\/)?)?$/, '/').replace(/^\/$/, '')}`;
}

/** Whose it is comes first, what is long comes later, what needs the rest comes last. */
const sequence = ['manifest', 'tweet-index', 'account', 'profile', 'user-details', 'follower', 'following', 'block', 'mute'];
const late = [
  'tweets',
  'grailbird',
  'community-tweet',
  'deleted-tweets',
  'note-tweet',
  'deleted-note-tweet',
  'like',
  'direct-messages',
  'direct-messages-group',
];
function order(topic: string): number {
  const early = sequence.indexOf(topic);
  if (early >= 0) return early;
  const at = late.indexOf(topic);
  return at >= 0 ? 200 + at : 100;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
