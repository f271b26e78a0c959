/**
 * Long posts. `tweets.js` holds a cut copy (`… https://t.co/…`), `note-tweet.js` the whole text under an id of its own, and nothing names the one in the
 * other: they are joined by their time and by what the cut copy begins with. A note that finds no post is a post of its own.
 */
import { asId, DamagedFile, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { eachRow } from './rows.ts';
import { fieldsOf, listOf, rest, textOf, unwrap, type Fields } from './shape.ts';
import { shownText, unescape } from './text.ts';

export interface Note {
  /** File and row: which of all notes it is. */
  readonly place: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly mentions: readonly string[];
  readonly links: readonly string[];
  /** As it came. */
  readonly row: Fields;
}

export interface Notes {
  readonly size: number;
  /** The note of which the post is a cut copy, or null. `begins` is the post's text with its escapes undone. */
  of(id: string, at: string | null, begins: string): Note | null;
  /** Places of notes that a post has taken the text of. */
  readonly taken: Set<string>;
}

/** Notes are held while posts are read: at most this many bytes of files. What is beyond is read as posts of its own. */
const heldBytes = 64 << 20;

/** A cut copy has 280 characters and the names it answers to; what is longer is none. */
const longestCut = 4000;

/** How many seconds a post and its note may lie apart. */
const apart = 2;

export async function loadNotes(files: readonly ExportFile[]): Promise<Notes> {
  const bySecond = new Map<number, { note: Note; plain: string }[]>();
  const byPost = new Map<string, Note>();
  let size = 0;
  let held = 0;
  for (const file of files) {
    held += file.bytes;
    if (held > heldBytes) break;
    await whileReadable(
      eachRow(file, silent, 'post', (row, locator) => {
        const fields = unwrap(row, ['noteTweet'], false);
        if (typeof fields === 'string') return;
        const note = noteOf(file, fields, locator);
        if (note === null) return;
        size++;
        const post = asId(fields['tweetId']);
        if (post !== null) byPost.set(post, note);
        const at = secondOf(instant(fields['createdAt']));
        if (at === null) return;
        const entry = { note, plain: unescape(given(fields).text) };
        const others = bySecond.get(at);
        if (others === undefined) bySecond.set(at, [entry]);
        else others.push(entry);
      }),
    );
  }
  return {
    size,
    taken: new Set(),
    of(id, at, begins) {
      const named = byPost.get(id);
      if (named !== undefined) return named;
      const second = secondOf(at);
      if (second === null) return null;
      if (begins.length > longestCut) return null;
      const start = uncut(begins);
      if (start.length < 4) return null;
      for (let away = 0; away <= apart; away++)
        for (const at of away === 0 ? [second] : [second - away, second + away])
          for (const { note, plain } of bySecond.get(at) ?? [])
            if (plain.startsWith(start) || plain.startsWith(withoutNames(start))) return note;
      return null;
    },
  };
}

/** The note itself, where no post has taken it. */
export function readNotes(file: ExportFile, out: Out, taken: ReadonlySet<string>, deleted: boolean): Promise<number> {
  return eachRow(file, out, 'post', (row, locator) => {
    const fields = unwrap(row, ['noteTweet'], false);
    if (typeof fields === 'string') return out.refuse('post', locator, fields);
    if (taken.has(placeOf(file, locator))) return;
    const id = asId(fields['noteTweetId']);
    const note = noteOf(file, fields, locator);
    if (id === null && note === null) return out.refuse('post', locator, 'no-identity');
    const given = textOf(fields['createdAt']);
    const at = instant(given);
    out.record({
      kind: 'post',
      key: `note:${id ?? `${given}:${note?.text}`}`,
      locator,
      at,
      atAsGiven: given,
      form: 'post',
      networkId: id,
      text: note?.text ?? null,
      tags: [...(note?.tags ?? [])],
      mentions: [...(note?.mentions ?? [])],
      links: [...(note?.links ?? [])],
      deleted,
      raw: rest(fields, consumed),
    });
  });
}
const consumed = new Set(['noteTweetId', 'createdAt']);

const silent: Out = { record() {}, refuse() {}, warn() {}, breathe: () => Promise.resolve() };

async function whileReadable(reading: Promise<unknown>): Promise<void> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
  }
}

function placeOf(file: ExportFile, locator: string): string {
  return `${file.input}:${file.path}#${locator}`;
}

/** Text and entities under any of the names that they have had. */
function given(fields: Fields): { text: string; entities: Fields } {
  const core = fieldsOf(fields['core']);
  const results = fieldsOf(fields['noteTweetResults']);
  const contents = fieldsOf(fields['noteTweetContents']);
  const text = textOf(core['text']) ?? textOf(results['text']) ?? textOf(contents['text']) ?? textOf(fields['text']) ?? '';
  return { text, entities: textOf(core['text']) === null ? fieldsOf(results['entitySet'] ?? contents['entitySet']) : core };
}

function noteOf(file: ExportFile, fields: Fields, locator: string): Note | null {
  const { text, entities } = given(fields);
  if (text === '') return null;
  const urls = listOf(entities['urls'])
    .map(fieldsOf)
    .flatMap((url) => {
      const short = textOf(url['shortUrl']) ?? textOf(url['url']);
      const long = textOf(url['expandedUrl']) ?? textOf(url['expanded_url']) ?? textOf(url['expanded']);
      return long === null ? [] : [{ short, long }];
    });
  return {
    place: placeOf(file, locator),
    text: shownText(
      text,
      urls.flatMap(({ short, long }) => (short === null ? [] : [{ url: short, shown: long, at: -1 }])),
    ),
    tags: names(entities['hashtags'], 'text', 'tag'),
    mentions: names(entities['mentions'] ?? entities['userMentions'], 'screenName', 'screen_name'),
    links: urls.map(({ long }) => long),
    row: fields,
  };
}

function names(list: unknown, ...keys: readonly string[]): string[] {
  return listOf(list)
    .map(fieldsOf)
    .flatMap((one) => {
      const name = keys.map((key) => textOf(one[key])).find((text) => text !== null);
      return name === undefined || name === null ? [] : [name];
    });
}

function secondOf(at: string | null): number | null {
  if (at === null) return null;
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}

const shortLink = 'https://t.co/';

/** Without the links to itself and the dots with which a cut copy ends. */
function uncut(text: string): string {
  let start = withoutLinks(text);
  if (start.endsWith('…')) start = start.slice(0, -1);
  else if (start.endsWith('...')) start = start.slice(0, -3);
  return withoutLinks(start);
}

function withoutLinks(text: string): string {
  let start = text.trimEnd();
  for (;;) {
    const at = start.lastIndexOf(shortLink);
    if (at < 0 || !/^\w+$/.test(start.slice(at + shortLink.length))) return start;
    start = start.slice(0, at).trimEnd();
  }
}

/** Without the names that a reply begins with, which the note does not repeat. */
function withoutNames(text: string): string {
  return text.replace(/^(?:@\w+\s+)+/, '');
}
