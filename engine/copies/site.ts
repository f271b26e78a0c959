/**
 * The page of an open copy: `index.html`, which says without any script what is here, and with one shows and searches all of it from `file://`. A page
 * there may not fetch anything, so the data lie in small classic scripts, each one call of `adieu(name, value)`, loaded when they are looked at.
 *
 * Everything is read in order from the plain database, and numbered in one row of numbers: people, posts, conversations, messages, other.
 */
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { parseExact } from '../intake/toolkit/json.ts';
import type { Bag } from './bag.ts';
import { indexHtml } from './index-html.ts';
import type { Pace } from './pace.ts';
import type { CopySource } from './source.ts';
import { WordIndex } from './word-index.ts';
import { words, type Language } from './words.ts';

const asset = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');

export const sections = ['people', 'posts', 'conversations', 'messages', 'other'] as const;
type Section = (typeof sections)[number];

const rowsInPart = 400;
const charsInPart = 300_000;
const charsOfData = 4000;
const facetsInSection = 60;

/** JSON that is JavaScript too, whatever stands in it. */
function script(name: string, value: unknown): string {
  const json = JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `adieu(${JSON.stringify(name)},${json});\n`;
}

type Row = Readonly<Record<string, unknown>>;
type Texts = readonly (string | null | undefined)[];

/** A list of rows of one section that a person may want alone: followers, videos, searches. */
interface Facet {
  readonly key: string;
  count: number;
  last: number;
  readonly rows: string[];
}

/** Numbers rows, cuts them into parts, and keeps the word index and the facets. */
class RowWriter {
  readonly parts: Record<Section, number[]> = { people: [], posts: [], conversations: [], messages: [], other: [] };
  readonly starts: Record<Section, number> = { people: 0, posts: 0, conversations: 0, messages: 0, other: 0 };
  readonly facets = new Map<Section, Map<string, Facet>>();
  next = 0;
  readonly #bag: Bag;
  readonly #index: WordIndex;
  readonly #pace: Pace;
  #section: Section = 'people';
  #rows: string[] = [];
  #chars = 0;

  constructor(bag: Bag, index: WordIndex, pace: Pace) {
    this.#bag = bag;
    this.#index = index;
    this.#pace = pace;
  }

  begin(section: Section): void {
    this.#section = section;
    this.starts[section] = this.next;
  }

  /** Waits only where a part is full. */
  add(row: Row, facets: readonly string[], texts: Texts): Promise<void> | undefined {
    if (this.#rows.length === 0) this.parts[this.#section].push(this.next);
    const json = JSON.stringify(row);
    this.#rows.push(json);
    this.#chars += json.length;
    this.#index.add(this.next, texts);
    for (const key of facets) this.#count(key);
    this.next++;
    if (this.#rows.length % 64 === 0) this.#pace.step();
    return this.#rows.length >= rowsInPart || this.#chars >= charsInPart ? this.flush() : undefined;
  }

  async flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    const name = `rows/${this.#section}-${this.parts[this.#section].length - 1}`;
    const json = this.#rows
      .join(',\n')
      .replace(/[<\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
    this.#rows = [];
    this.#chars = 0;
    await this.#bag.put(`data/assets/${name}.js`, `adieu(${JSON.stringify(name)},[${json}]);\n`);
  }

  #count(key: string): void {
    let facets = this.facets.get(this.#section);
    if (facets === undefined) this.facets.set(this.#section, (facets = new Map()));
    let facet = facets.get(key);
    if (facet === undefined) {
      // A network's own words may be many; what has no list of its own is still in the whole.
      if (facets.size >= 10 * facetsInSection) return;
      facets.set(key, (facet = { key, count: 0, last: 0, rows: [] }));
    }
    facet.rows.push((this.next - facet.last).toString(36));
    facet.last = this.next;
    facet.count++;
  }
}

interface Medium {
  readonly copy_path: string | null;
  readonly url: string | null;
  readonly mime: string | null;
  readonly path: string | null;
  readonly state: string;
  readonly alt: string | null;
  readonly expires_at: string | null;
}

/** A medium as the page gets it. */
const shownMedium = (m: Medium): Row =>
  dense({
    p: m.copy_path,
    u: m.url,
    k: m.mime,
    n: m.path?.split('/').at(-1),
    s: m.state,
    a: m.alt,
    e: m.state === 'link' ? m.expires_at : null,
  });

type DbRow = Readonly<Record<string, string | number | null>>;

/** Leaves out what is not there. */
function dense(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const str = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
const list = (value: string | number | null | undefined): unknown[] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed : [];
};
const strings = (values: unknown[]): string[] => values.filter((value) => typeof value === 'string');

/** The text in an event's data, for searching. */
function textIn(data: unknown, into: string[] = [], depth = 0): string[] {
  if (into.length > 200 || depth > 20) return into;
  if (typeof data === 'string') into.push(data.slice(0, 2000));
  else if (typeof data === 'object' && data !== null) for (const value of Object.values(data)) textIn(value, into, depth + 1);
  return into;
}

export interface SiteOptions {
  /** The finished plain database. */
  readonly database: string;
  /** A file that may be made and is thrown away afterwards. */
  readonly indexFile: string;
  readonly language: Language;
  readonly imports: readonly AccountOfImport[];
  readonly now: Date;
  readonly counts: ReturnType<CopySource['counts']>;
  /** Folders under `data/` that hold anything, e.g. `media/`. */
  readonly folders: ReadonlySet<string>;
}

export async function writeSite(bag: Bag, archive: CopySource['archive'], options: SiteOptions, pace: Pace): Promise<void> {
  const db = new Database(options.database, { readonly: true });
  // No sorting of texts leaves its traces in the system's temporary folder.
  db.pragma('temp_store = memory');
  const index = new WordIndex(options.indexFile);
  try {
    const rows = new RowWriter(bag, index, pace);
    await writeRows(db, rows);
    const facets: Partial<Record<Section, { key: string; count: number; file: string }[]>> = {};
    for (const section of sections) {
      const largest = [...(rows.facets.get(section)?.values() ?? [])]
        .toSorted((a, b) => b.count - a.count)
        .slice(0, facetsInSection);
      const named: { key: string; count: number; file: string }[] = [];
      for (const [n, facet] of largest.entries()) {
        const file = `lists/${section}-${n}`;
        await bag.put(`data/assets/${file}.js`, script(file, facet.rows.join(' ')));
        named.push({ key: facet.key, count: facet.count, file });
      }
      if (named.length > 0) facets[section] = named;
    }
    const wordParts = await writeWords(bag, index, pace);
    const { first, last } = span(db);
    const about = {
      network: archive.networkName,
      account: archive.account ?? archive.name,
      made: options.now.toISOString(),
      language: options.language,
      first,
      last,
      total: rows.next,
      starts: rows.starts,
      parts: rows.parts,
      facets,
      words: wordParts,
      texts: words,
    };
    await bag.put('data/assets/about.js', script('about', about));
    await bag.put('data/assets/viewer.js', asset('viewer.js'));
    await bag.put('data/assets/viewer.css', asset('viewer.css'));
    await bag.put('data/index.html', indexHtml({ archive, first, last, ...options }));
  } finally {
    index.close();
    db.close();
  }
}

function span(db: Database.Database): { first: string | null; last: string | null } {
  const both = ['post', 'message', 'comment', 'reaction']
    .map((table) => `select min(at) as a, max(at) as b from ${table}`)
    .join(' union all ');
  const row = db
    .prepare<[], { first: string | null; last: string | null }>(`select min(a) as first, max(b) as last from (${both})`)
    .get();
  return row ?? { first: null, last: null };
}

async function writeRows(db: Database.Database, rows: RowWriter): Promise<void> {
  const medium = db.prepare<[string], Medium>(
    'select copy_path, url, mime, path, state, alt, expires_at from media where id = ?',
  );
  const mediaOf = (value: string | number | null | undefined): Row[] =>
    strings(list(value)).flatMap((id) => {
      const found = medium.get(id);
      return found === undefined ? [] : [shownMedium(found)];
    });
  const each = async (sql: string, write: (row: DbRow) => Promise<void> | undefined, ...bind: unknown[]): Promise<void> => {
    for (const row of db.prepare<unknown[], DbRow>(sql).iterate(...bind)) {
      const wait = write(row);
      if (wait) await wait;
    }
  };

  rows.begin('people');
  await each('select * from person order by rowid', (p) => {
    const relations = strings(list(p.relations));
    return rows.add(dense({ h: p.handle, n: p.name, i: p.network_id, u: p.url, r: relations, s: p.since }), relations, [
      str(p.handle),
      str(p.name),
      str(p.network_id),
    ]);
  });
  await rows.flush();

  rows.begin('posts');
  await each('select * from post order by at desc, rowid desc', (p) =>
    rows.add(
      dense({
        t: p.at,
        g: p.at_as_given,
        f: p.form,
        x: p.text,
        l: p.title,
        u: p.url,
        re: p.in_reply_to,
        m: mediaOf(p.media),
        c: [p.likes, p.reposts, p.replies, p.views].some((n) => n !== null) ? [p.likes, p.reposts, p.replies, p.views] : null,
        d: p.deleted === 1 ? 1 : null,
        v: p.visibility,
      }),
      [str(p.form) ?? ''],
      [str(p.text), str(p.title), ...strings(list(p.tags)), ...strings(list(p.mentions))],
    ),
  );
  await rows.flush();

  // Newest first; a thread the export holds no message of comes last, messages of an unnamed thread are a thread all the same.
  db.exec(`create temp table thread as
    select m.conversation as id, count(*) as n, min(m.at) as first, max(m.at) as last from message m group by m.conversation
    union all select c.id, 0, null, null from conversation c where not exists (select 1 from message m where m.conversation = c.id)`);
  const threads =
    'select t.*, c.title, c.is_group, c.participants from temp.thread t left join conversation c on c.id = t.id order by t.last desc, t.id';
  rows.begin('conversations');
  const firstMessage = rows.next + (db.prepare<[], { n: number }>('select count(*) as n from temp.thread').get()?.n ?? 0);
  let start = firstMessage;
  await each(threads, (t) => {
    const participants = list(t.participants)
      .map(nameOf)
      .filter((name) => name !== null);
    const row = dense({ l: t.title, w: participants, a: start, n: t.n, b: t.first, e: t.last, g: t.is_group === 1 ? 1 : null });
    start += Number(t.n);
    return rows.add(row, [], [str(t.title), ...participants]);
  });
  await rows.flush();

  rows.begin('messages');
  let thread = rows.starts.conversations;
  const message = db.prepare<[string], DbRow>('select * from message where conversation = ? order by at, rowid');
  for (const { id } of db.prepare<[], { id: string }>(threads).iterate()) {
    for (const m of message.iterate(id)) {
      const from = str(m.from_name) ?? (m.from_handle === null ? str(m.from_network_id) : `@${m.from_handle}`);
      const row = dense({
        t: m.at,
        g: m.at_as_given,
        w: from,
        d: m.direction,
        f: m.form === 'text' ? null : m.form,
        x: m.text,
        m: mediaOf(m.media),
        rx: list(m.reactions).map(reactionOf),
        c: thread,
      });
      const wait = rows.add(row, [], [str(m.text), str(m.from_name), str(m.from_handle)]);
      if (wait) await wait;
    }
    thread++;
  }
  await rows.flush();

  rows.begin('other');
  await each('select * from profile order by rowid', (p) =>
    rows.add(
      dense({
        k: 'profile',
        t: p.created_at ?? p.at,
        l: p.name,
        w: p.handle,
        x: p.bio,
        u: p.url,
        j: shown(dense({ email: p.email, phone: p.phone })),
      }),
      ['profile'],
      [str(p.name), str(p.handle), str(p.bio), str(p.email)],
    ),
  );
  await each('select * from comment order by at desc, rowid desc', (c) =>
    rows.add(
      dense({ k: 'comment', t: c.at, g: c.at_as_given, x: c.text, u: c.on_url, w: c.on_author, l: c.on_title }),
      ['comment'],
      [str(c.text), str(c.on_author), str(c.on_title)],
    ),
  );
  await each('select * from reaction order by at desc, rowid desc', (r) =>
    rows.add(
      dense({ k: 'reaction', f: r.reaction, t: r.at, g: r.at_as_given, x: r.on_text, u: r.on_url, w: r.on_author }),
      ['reaction', `reaction:${r.reaction}`],
      [str(r.on_text), str(r.on_author), str(r.on_url)],
    ),
  );
  await each('select * from media order by rowid', (m) =>
    rows.add(
      dense({
        k: 'media',
        t: m.taken_at ?? m.at,
        g: m.at_as_given,
        m: [shownMedium(m as unknown as Medium)],
      }),
      ['media'],
      [str(m.path), str(m.alt)],
    ),
  );
  await each('select * from event order by at desc, rowid desc', (e) => {
    const data = parseExact(str(e.data) ?? 'null');
    return rows.add(
      dense({ k: 'event', f: e.topic, t: e.at, g: e.at_as_given, l: e.title, j: shown(data) }),
      ['event', `event:${e.topic}`],
      [str(e.title), str(e.topic), ...textIn(data)],
    );
  });
  await rows.flush();
}

/** Data as text, so that no name in it means anything to the page (`__proto__`); null where there are none. */
function shown(data: unknown): string | null {
  if (data === null || (typeof data === 'object' && Object.keys(data).length === 0)) return null;
  const json = JSON.stringify(data, null, 1);
  return json.length > charsOfData ? `${json.slice(0, charsOfData)}…` : json;
}

function nameOf(participant: unknown): string | null {
  const { name, handle, networkId } = participant as { name?: string | null; handle?: string | null; networkId?: string | null };
  return name ?? (handle == null ? (networkId ?? null) : `@${handle}`);
}

function reactionOf(reaction: unknown): string {
  const { by, emoji } = reaction as { by?: string | null; emoji?: string | null };
  return [emoji, by].filter((part) => part !== null && part !== undefined).join(' ');
}

/** Words in parts of some 200 kB; returns the first word of each. */
async function writeWords(bag: Bag, index: WordIndex, pace: Pace): Promise<string[]> {
  const firsts: string[] = [];
  let terms: string[] = [];
  let rows: string[] = [];
  let chars = 0;
  const flush = async (): Promise<void> => {
    if (terms.length === 0) return;
    const name = `words/${firsts.length}`;
    firsts.push(terms[0] ?? '');
    const content = script(name, { w: terms, r: rows });
    terms = [];
    rows = [];
    chars = 0;
    await bag.put(`data/assets/${name}.js`, content);
  };
  for (const { word, rows: where } of index.words()) {
    terms.push(word);
    rows.push(where);
    chars += word.length + where.length;
    if (terms.length % 256 === 0) pace.step();
    if (chars >= 200_000) await flush();
  }
  await flush();
  return firsts;
}
