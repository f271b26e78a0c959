/**
 * Where a file stands in the export. People re-zip exports below another folder, on Windows with `\`, on a Mac with `__MACOSX`; parts are unpacked side by
 * side. What counts is the end of the path from the first folder that Instagram itself makes.
 */
import type { ExportFile } from '../../engine/intake/toolkit/index.ts';

export interface Place {
  /** The path from Instagram's own first folder on, `/` between the parts, in lower case. */
  readonly path: string;
  /** What stands before it, in lower case; '' mostly. */
  readonly root: string;
  /** The folder it lies in, '' at the top. */
  readonly folder: string;
  /** The file's name without ending and number: `followers` of `followers_2.json`; `’` and what unzippers make of it is `_`. */
  readonly stem: string;
  /** The number of the part; 1 where there is none. */
  readonly part: number;
  readonly ending: string;
}

const tops = new Set([
  'your_instagram_activity',
  'connections',
  'personal_information',
  'security_and_login_information',
  'logged_information',
  'ads_information',
  'preferences',
  'apps_and_websites_off_of_instagram',
  'followers_and_following',
  'content',
  'messages',
  'inbox',
  'message_requests',
  'likes',
  'comments',
  'saved',
  'account_information',
  'ads_and_topics',
  'recent_searches',
  'login_and_account_creation',
  'media',
  'public-media',
  'stories',
  'photos',
  'videos',
  'profile',
  'direct',
]);

export const slashed = (path: string): string => path.replaceAll('\\', '/');

/** The places that were asked for last: an export may hold a million files. */
const known = new Map<string, Place>();
const mostKnown = 2000;

export function placeOf({ path }: ExportFile): Place {
  let place = known.get(path);
  if (place === undefined) {
    if (known.size >= mostKnown) known.clear();
    known.set(path, (place = placed(path)));
  }
  return place;
}

function placed(given: string): Place {
  const parts = slashed(given)
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const base = parts.pop() ?? '';
  const top = parts.findIndex((part) => tops.has(part));
  // A name that is no folder of Instagram's: all of it stands before the file.
  const from = top < 0 ? parts.length : top;
  const folder = parts.slice(from).join('/');
  const dot = base.lastIndexOf('.');
  const name = dot > 0 ? base.slice(0, dot) : base;
  const number = /^(.+)_(\d{1,4})$/.exec(name);
  return {
    path: folder === '' ? base : `${folder}/${base}`,
    root: parts.slice(0, from).join('/'),
    folder,
    stem: (number?.[1] ?? name).replaceAll(/['’]/g, '_').replace('youve', 'you_ve'),
    part: Number(number?.[2] ?? 1),
    ending: dot > 0 ? base.slice(dot + 1) : '',
  };
}

export function isSystemFile(path: string): boolean {
  const parts = slashed(path).split('/');
  const base = parts.at(-1) ?? '';
  return parts.includes('__MACOSX') || base.startsWith('._') || /^(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(base);
}

/** Lists of Threads lie in a folder of that name, under the same names as Instagram's own. */
export const isOfThreads = ({ folder }: Place): boolean => /(?:^|\/)your_instagram_activity\/threads$/.test(folder);

/** Where conversations lie that are not in the inbox. */
const boxes = new Set(['message_requests', 'broadcast', 'archived', 'archived_threads', 'filtered_threads', 'ai_conversations']);

/** The folder of a conversation, `inbox/<name>_<id>`; null where the file is no part of one. */
export function threadOf({ root, folder, stem }: Place): { name: string; id: string | null } | null {
  if (stem !== 'message') return null;
  // One conversation handed in alone lies in a folder that is no one of Instagram's.
  const where = folder === '' ? root : folder;
  const [name = '', box] = where.split('/').toReversed();
  const id = /_(\d{5,})$/.exec(name)?.[1] ?? null;
  // Without a number, two of the same name in two boxes are two.
  return { name: id === null && box !== undefined && boxes.has(box) ? `${box}/${name}` : name, id };
}
