/** The reader of Instagram's exports, JSON and HTML, of every generation since 2020. What is known of the formats, and from where, stands in `README.md`. */
import {
  findings,
  inOrder,
  stepsAlike,
  type AccountName,
  type ExportFile,
  type ExportReader,
  type Look,
  type Out,
  type Plan,
  type Step,
} from '../../engine/intake/toolkit/index.ts';
import type { KeptReason } from '../../shared/account-of-import.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Context } from './context.ts';
import { groupsOf } from './groups.ts';
import { accountInHtml, readHtml } from './html.ts';
import { readJson } from './json.ts';
import { mediaFiles, mimeOf, type MediaFiles } from './media.ts';
import { isOfThreads, isSystemFile, placeOf, slashed, threadOf, type Place } from './places.ts';
import { accountIn } from './profile.ts';
import { recogniseInstagram } from './recognise.ts';
import { sectionOf } from './sections.ts';

export const reader: ExportReader = { recognise: recogniseInstagram, plan };

interface Sorted {
  readonly json: ExportFile[];
  readonly html: ExportFile[];
  readonly media: ExportFile[];
  readonly kept: Map<ExportFile, KeptReason>;
}

async function plan(look: Look): Promise<Plan> {
  const { json, html, media, kept } = sortFiles(look.files);
  const account = await accountOf(look, [...json, ...html]);
  const groups = await groupsOf(look, [...json, ...html]);
  for (const file of groups.repeated) kept.set(file, 'repeats');
  const files = mediaFiles(media);
  const found = findings();
  const pages = [...json, ...html].filter((file) => !kept.has(file)).sort((a, b) => Number(isSecond(a)) - Number(isSecond(b)));
  const firsts = firstParts(pages);
  const reading = (file: ExportFile, read: typeof readJson) =>
    found.source((out) =>
      read(
        file,
        firsts.has(file) || threadOf(placeOf(file)) === null,
        contextOf(file, out, account, files, groups.isOlder(file)),
      ),
    );

  const steps: Step[] = [];
  for (const file of pages)
    steps.push(
      placeOf(file).ending === 'json'
        ? { file, by: 'instagram/json', read: reading(file, readJson) }
        : { file, by: 'instagram/html', read: reading(file, readHtml) },
    );
  const readMedium = async (file: ExportFile, out: Out): Promise<void> => {
    await found.complete(out);
    if (!files.spokenOf.has(file)) leftOver(file, out);
    await out.breathe();
  };
  const warnings = warningsOf(pages, account);
  if (groups.several) warnings.push({ code: 'two-exports', file: null });
  const all = inOrder(steps, stepsAlike(media, 'instagram/media', readMedium));
  return { account, steps: all, kept, warnings, apartFrom: apartFrom(pages) };
}

/** `posts.json` says once more, in labels, what stands in `posts_1.json` and `archived_posts.json`, and now and then a little more. */
const isSecond = (file: ExportFile): boolean => /(?:^|\/)(?:media|content)\/posts\.(?:json|html?)$/.test(placeOf(file).path);

/** What a page says only with a local time, JSON says with an instant: where nothing else tells two of it apart, they are not known to be the same. */
const needsMoment = (file: ExportFile): boolean => {
  const { make, what } = sectionOf(null, placeOf(file));
  return threadOf(placeOf(file)) !== null || make === 'comment' || make === 'event' || what !== undefined;
};

function apartFrom(files: readonly ExportFile[]): string[] {
  const needing = files.filter(needsMoment).map((file) => placeOf(file).ending === 'json');
  return [...(needing.includes(true) ? ['instagram/html'] : []), ...(needing.includes(false) ? ['instagram/json'] : [])];
}

function contextOf(file: ExportFile, out: Out, account: AccountName, media: MediaFiles, older: boolean): Context {
  return { out, place: placeOf(file), account, media, older, told: new Set(), missing: 0, moments: new Map() };
}

/** A file nothing speaks of. */
function leftOver(file: ExportFile, out: Out): void {
  const { path } = placeOf(file);
  out.record({
    kind: 'media',
    key: path,
    locator: '',
    path: file.path,
    mime: mimeOf(path),
    bytes: file.bytes,
    of: null,
    state: 'here',
  });
}

/** What the pages themselves are made with. */
const isLogo = /(?:^|\/)files\/(?:instagram-logo|fb_logo)[^/]*$/i;

/** Files without a telling ending lie there too. */
const liesAmongMedia = /^(?:media|public-media|stories|photos|videos|direct)\/|(?:^|\/)messages\//;

function sortFiles(files: readonly ExportFile[]): Sorted {
  const sorted: Sorted = { json: [], html: [], media: [], kept: new Map() };
  const pages: ExportFile[] = [];
  for (const file of files) {
    const { ending, stem } = placeOf(file);
    if (isSystemFile(file.path)) sorted.kept.set(file, 'system-file');
    else if (file.bytes === 0) sorted.kept.set(file, 'empty');
    else if (ending === 'json') sorted.json.push(file);
    else if (/^html?$/.test(ending)) {
      if (stem === 'start_here' || stem === 'index') sorted.kept.set(file, 'not-data');
      else pages.push(file);
    } else if (/^(?:css|js|svg|ico)$/.test(ending) || isLogo.test(slashed(file.path))) sorted.kept.set(file, 'not-data');
    else if (mimeOf(file.path) !== null || liesAmongMedia.test(placeOf(file).path)) sorted.media.push(file);
  }
  // The same list in both formats: the one that says the more is read, they are not added up.
  const lists = new Set(sorted.json.map((file) => listName(placeOf(file))));
  for (const file of pages) {
    if (lists.has(listName(placeOf(file)))) sorted.kept.set(file, 'repeats');
    else sorted.html.push(file);
  }
  return sorted;
}

/** Folders that had another name in other years. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['content', 'media'],
  ['account_information', 'personal_information'],
  ['story_sticker_interactions', 'story_interactions'],
]);

/** What a file holds, under the name it has in every year. */
function listName(place: Place): string {
  const talk = threadOf(place);
  if (talk !== null) return `talk/${talk.id ?? talk.name}`;
  const folder = place.folder.slice(place.folder.lastIndexOf('/') + 1);
  return `${renamed.get(folder) ?? folder}/${place.stem}`;
}

/** Of each conversation the part with the lowest number: the one that tells of the conversation itself. */
function firstParts(files: readonly ExportFile[]): ReadonlySet<ExportFile> {
  const firsts = new Map<string, ExportFile>();
  for (const file of files) {
    const place = placeOf(file);
    const thread = threadOf(place);
    if (thread === null) continue;
    const key = thread.id ?? thread.name;
    const before = firsts.get(key);
    if (before === undefined || place.part < placeOf(before).part) firsts.set(key, file);
  }
  return new Set(firsts.values());
}

/** Whose export it is: what its profile says, else the name of the folder it came in. Throws `two-accounts` where it is two people's. */
async function accountOf(look: Look, pages: readonly ExportFile[]): Promise<AccountName> {
  let account: AccountName = { handle: null, networkId: null, name: null };
  for (const file of pages) {
    const place = placeOf(file);
    if (isOfThreads(place) || !(place.stem === 'personal_information' || place.path === 'profile.json')) continue;
    const text = await look.whole(file);
    const found = text === null ? null : place.ending === 'json' ? accountIn(text) : accountInHtml(text);
    if (found === null) continue;
    if (found.handle !== null && account.handle !== null && found.handle.toLowerCase() !== account.handle.toLowerCase())
      throw new Refusal('two-accounts');
    account = { handle: account.handle ?? found.handle, networkId: null, name: account.name ?? found.name };
  }
  if (account.handle !== null) return account;
  const roots = look.files.map(
    (file) => /(?:^|\/)instagram-([a-z0-9._]{1,30})-\d{4}-\d\d-\d\d(?:-|$)/.exec(placeOf(file).root)?.[1],
  );
  const names = new Set(roots.filter((name) => name !== undefined));
  return names.size === 1 ? { ...account, handle: [...names][0] ?? null } : account;
}

/** A number beyond it is no number of a part. */
const mostParts = 200;
/** Lists that come in numbered parts. */
const numbered = /^(?:followers|following|message|posts|archived_posts|post_comments|reels_comments)$/;

function warningsOf(files: readonly ExportFile[], account: AccountName): NonNullable<Plan['warnings']>[number][] {
  const warnings: NonNullable<Plan['warnings']>[number][] = [];
  if (account.handle === null) warnings.push({ code: 'account-unknown', file: null });
  const places = files.map(placeOf).filter((place) => !isOfThreads(place));
  const has = (stem: string): boolean => places.some((place) => place.stem === stem || place.path === 'connections.json');
  if (!has('followers')) warnings.push({ code: 'section-missing', file: null, detail: 'follower' });
  if (!has('following')) warnings.push({ code: 'section-missing', file: null, detail: 'following' });
  const parts = new Map<string, { stem: string; ending: string; numbers: Set<number> }>();
  for (const { folder, stem, ending, part } of places) {
    if (!numbered.test(stem)) continue;
    const list = parts.get(`${folder}/${stem}`) ?? { stem, ending, numbers: new Set<number>() };
    list.numbers.add(part);
    parts.set(`${folder}/${stem}`, list);
  }
  for (const [path, { ending, numbers }] of parts)
    for (let part = 1; part < Math.min(Math.max(...numbers), mostParts); part++)
      if (!numbers.has(part)) warnings.push({ code: 'part-missing', file: `${path}_${part}.${ending}`.replace(/^\//, '') });
  return warnings;
}
