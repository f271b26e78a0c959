/**
 * The archive as a plain SQLite file: a table per kind of record, the lists of people, and a table `readme` that says what each table and column is.
 * No extension is needed to read it, and no index but the ones that are there.
 */
import Database from 'better-sqlite3-multiple-ciphers';
import type { PersonRow } from '../../shared/contract/schemas.ts';
import type { AnyRecord, RecordKind, RecordOf } from '../../shared/records.ts';

type Cell = string | number | null;
interface Column<R> {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'real';
  readonly about: string;
  readonly of: (record: R) => unknown;
}
interface Table<R> {
  readonly about: string;
  readonly columns: readonly Column<R>[];
}

const text = <R>(name: string, about: string, of: (record: R) => unknown): Column<R> => ({ name, type: 'text', about, of });
const integer = <R>(name: string, about: string, of: (record: R) => unknown): Column<R> => ({ name, type: 'integer', about, of });
const real = <R>(name: string, about: string, of: (record: R) => unknown): Column<R> => ({ name, type: 'real', about, of });

/** What every record has; the first columns of every table of records. */
const begin: readonly Column<AnyRecord>[] = [
  text('id', 'Identity of the record: the same thing read twice has the same. 32 hexadecimal digits.', (r) => r.id),
  text('network', 'The network it belongs to.', (r) => r.network),
  text('account', 'Whose archive this is.', (r) => r.account),
  text(
    'at',
    'When, in UTC, ISO 8601 (2024-04-04T09:04:00Z). Empty where the export gives no time, or a local time without a zone.',
    (r) => r.at,
  ),
  text('at_as_given', 'The time exactly as the export gives it.', (r) => r.atAsGiven),
];
/** The last ones. */
const end: readonly Column<AnyRecord>[] = [
  text('source_file', 'The file of the export it was read from.', (r) => r.source.file),
  text('source_locator', 'Where in that file: JSON pointer, line N, row N.', (r) => r.source.locator),
  text('raw', 'Fields this table has no column for, as they came. JSON.', (r) => JSON.stringify(r.raw)),
];
const on = [
  text<RecordOf<'comment'> | RecordOf<'reaction'>>('on_url', 'Address of the thing it is about.', (r) => r.on.url),
  text<RecordOf<'comment'> | RecordOf<'reaction'>>('on_network_id', "The network's own id of that thing.", (r) => r.on.networkId),
  text<RecordOf<'comment'> | RecordOf<'reaction'>>('on_author', 'Who made that thing.', (r) => r.on.author),
];

const tables: { readonly [K in RecordKind]: Table<RecordOf<K>> } = {
  profile: {
    about: 'The account itself.',
    columns: [
      text('handle', 'Name in the address of the account, without @.', (r) => r.handle),
      text('name', 'Name as shown.', (r) => r.name),
      text('network_id', "The network's own id of the account.", (r) => r.networkId),
      text('bio', 'What the account says of itself.', (r) => r.bio),
      text('url', 'Address given in the account.', (r) => r.url),
      text('email', 'E-mail address of the account.', (r) => r.email),
      text('phone', 'Telephone number of the account.', (r) => r.phone),
      text('created_at', 'When the account was made, UTC.', (r) => r.createdAt),
    ],
  },
  relation: {
    about: 'One row for each person in each list: followers, following, blocked and so on.',
    columns: [
      text('relation', 'The list: follower, following, friend, blocked, muted, contact…', (r) => r.relation),
      text('person_network_id', "The network's own id of the person.", (r) => r.person.networkId),
      text('person_handle', 'Handle of the person, without @.', (r) => r.person.handle),
      text('person_name', 'Name of the person as shown.', (r) => r.person.name),
      text('person_url', 'Address of the person.', (r) => r.person.url),
    ],
  },
  post: {
    about: 'One row for each thing the person published.',
    columns: [
      text('form', 'post, reply, repost, quote, story, video, live, poll…', (r) => r.form),
      text('network_id', "The network's own id of the post.", (r) => r.networkId),
      text('text', 'The words of the post.', (r) => r.text),
      text('url', 'Where it stood on the network.', (r) => r.url),
      text('title', 'Its title, where it had one.', (r) => r.title),
      text('in_reply_to', 'Network id or address of what it answers.', (r) => r.inReplyTo),
      text('tags', 'JSON list of its tags.', (r) => r.tags),
      text('mentions', 'JSON list of the people it names.', (r) => r.mentions),
      text('links', 'JSON list of the addresses in it.', (r) => r.links),
      text('media', 'JSON list of ids in the table media.', (r) => r.media),
      text('visibility', 'public, unlisted, followers, direct or private.', (r) => r.visibility),
      integer('deleted', '1: it was deleted before the export was made.', (r) => r.deleted),
      integer('likes', 'How often it was liked.', (r) => r.counts.likes),
      integer('reposts', 'How often it was passed on.', (r) => r.counts.reposts),
      integer('replies', 'How often it was answered.', (r) => r.counts.replies),
      integer('views', 'How often it was seen.', (r) => r.counts.views),
    ],
  },
  comment: {
    about: 'One row for each comment the person wrote.',
    columns: [
      text('network_id', "The network's own id of the comment.", (r) => r.networkId),
      text('text', 'The words of the comment.', (r) => r.text),
      ...on,
      text('on_title', 'Title of the thing it is about.', (r) => r.on.title),
    ],
  },
  reaction: {
    about: 'One row for each like, saved thing, favourite or vote the person gave.',
    columns: [
      text('reaction', "like, save, favourite, repost, vote, or the network's own word.", (r) => r.reaction),
      ...on,
      text('on_text', 'The words of the thing it is about.', (r) => r.on.text),
    ],
  },
  conversation: {
    about: 'One row for each thread of messages.',
    columns: [
      text('network_id', "The network's own id of the thread.", (r) => r.networkId),
      text('title', 'Its title, where it had one.', (r) => r.title),
      integer('is_group', '1: several people; 0: two; empty: the export does not say.', (r) => r.group),
      text('participants', 'JSON list of { networkId, handle, name }.', (r) => r.participants),
    ],
  },
  message: {
    about: 'One row for each message of a conversation.',
    columns: [
      text('conversation', 'Id in the table conversation.', (r) => r.conversation),
      text('network_id', "The network's own id of the message.", (r) => r.networkId),
      text('from_network_id', "The network's own id of the sender.", (r) => r.from.networkId),
      text('from_handle', 'Handle of the sender, without @.', (r) => r.from.handle),
      text('from_name', 'Name of the sender as shown.', (r) => r.from.name),
      text('direction', 'sent or received; empty where the export does not tell.', (r) => r.direction),
      text('form', 'text, call, sticker, share, system…', (r) => r.form),
      text('text', 'The words of the message.', (r) => r.text),
      text('media', 'JSON list of ids in the table media.', (r) => r.media),
      text('reactions', 'JSON list of { by, emoji }.', (r) => r.reactions),
    ],
  },
  media: {
    about: 'One row for each picture, video, sound or file, also where only a link to it is known.',
    columns: [
      text('path', 'Its path in the original export.', (r) => r.path),
      text('url', 'Where it stood on the network.', (r) => r.url),
      text('alt', 'What the person wrote for those who cannot see it.', (r) => r.alt),
      text('mime', 'What kind of file it is.', (r) => r.mime),
      integer('bytes', 'Its size in bytes.', (r) => r.bytes),
      text('sha256', 'SHA-256 of its content.', (r) => r.sha256),
      text('taken_at', 'When it was taken, UTC.', (r) => r.takenAt),
      real('latitude', 'Where it was taken, degrees north.', (r) => r.place?.lat),
      real('longitude', 'Where it was taken, degrees east.', (r) => r.place?.lon),
      text('of_record', 'Id of the post, message… it belongs to.', (r) => r.of),
      text('expires_at', 'Until when its link works, UTC, where that is known.', (r) => r.expiresAt),
      text(
        'state',
        'here: the file is in this copy; missing: the export names it and does not hold it; link: only an address.',
        (r) => r.state,
      ),
      text('copy_path', 'The file in this copy, from the folder data; empty where it is not here.', () => null),
      integer('copy_whole', '1: that file is whole; 0: the export is damaged there, and this is what could be read.', () => null),
    ],
  },
  event: {
    about: 'Anything else with a date of its own: logins, searches, purchases, settings…',
    columns: [
      text('topic', 'login, search, view, ad, device, location, purchase, setting…', (r) => r.topic),
      text('title', 'One line that tells what it was.', (r) => r.title),
      text('data', 'As the export gives it. JSON.', (r) => JSON.stringify(r.data ?? null)),
    ],
  },
};

const person: Table<PersonRow> = {
  about: 'Everybody in any list, one row for each person.',
  columns: [
    text('id', 'Identity of the person in this copy.', (p) => p.id),
    text('handle', 'Handle, without @.', (p) => p.handle),
    text('name', 'Name as shown.', (p) => p.name),
    text('network_id', "The network's own id.", (p) => p.networkId),
    text('url', 'Address of the person.', (p) => p.url),
    text('relations', 'JSON list of the lists they stand in; mutual: follower and following.', (p) => p.relations),
    text('since', 'First date in any list, UTC.', (p) => p.since),
  ],
};
const about: Table<never> = {
  about: 'What this file is, in keys and values.',
  columns: [text('key', 'What is told.', () => null), text('value', 'What it is.', () => null)],
};

/** What SQLite can hold: numbers and text as they are, yes and no as 1 and 0, anything else as JSON. */
function cell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return JSON.stringify(value);
}

const ddl = (name: string, columns: readonly Column<never>[]): string =>
  `create table ${name} (${columns.map((c) => `${c.name} ${c.type}${c.name === 'id' ? ' primary key' : ''}`).join(', ')})`;

type AnyTable = Table<never>;
const recordTable = (kind: RecordKind): AnyTable => {
  const { about: words, columns } = tables[kind] as AnyTable;
  return { about: words, columns: [...(begin as readonly Column<never>[]), ...columns, ...(end as readonly Column<never>[])] };
};

/** Writes the file; nothing is on the disk for sure before `close`. */
export class PlainDatabase {
  readonly #db: Database.Database;
  readonly #inserts = new Map<string, { run: (cells: Cell[]) => void; columns: readonly Column<never>[] }>();

  /** Begins a new file. `facts` go into the table `about`. */
  constructor(file: string, facts: Readonly<Record<string, string>>) {
    this.#db = new Database(file);
    // It is written once and thrown away where that fails.
    this.#db.pragma('journal_mode = off');
    this.#db.pragma('synchronous = off');
    this.#db.pragma('cache_size = -16000');
    this.#db.exec('create table readme (table_name text, column_name text, type text, description text)');
    const readme = this.#db.prepare('insert into readme values (?, ?, ?, ?)');
    readme.run(
      'readme',
      null,
      null,
      'Says what each table and each column of this file is. A row without a column is about the table.',
    );
    const all: [string, AnyTable][] = [
      ['about', about],
      ['person', person],
      ...(Object.keys(tables) as RecordKind[]).map((kind): [string, AnyTable] => [kind, recordTable(kind)]),
    ];
    for (const [name, table] of all) {
      this.#db.exec(ddl(name, table.columns));
      readme.run(name, null, null, table.about);
      for (const column of table.columns) readme.run(name, column.name, column.type, column.about);
      const insert = this.#db.prepare(`insert into ${name} values (${table.columns.map(() => '?').join(', ')})`);
      this.#inserts.set(name, { run: (cells) => void insert.run(cells), columns: table.columns });
    }
    const fact = this.#db.prepare('insert into about values (?, ?)');
    for (const [key, value] of Object.entries(facts)) fact.run(key, value);
    this.#db.exec('begin');
  }

  record(record: AnyRecord): void {
    this.#insert(record.kind, record);
  }

  person(row: PersonRow): void {
    this.#insert('person', row);
  }

  /** Says where in the copy a medium's file is, and its size and hash there. */
  placeMedium(id: string, file: { place: string; whole: boolean; bytes: number; sha256: string }): void {
    this.#place ??= this.#db.prepare('update media set copy_path = ?, copy_whole = ?, bytes = ?, sha256 = ? where id = ?');
    this.#place.run(file.place, file.whole ? 1 : 0, file.bytes, file.sha256, id);
  }
  #place: Database.Statement | null = null;

  /** The whole file of the same content that is in the copy already; null where there is none. */
  placeOfContent(sha256: string): { place: string; bytes: number } | null {
    if (this.#content === null) {
      this.#db.exec('create index media_content on media (sha256)');
      this.#content = this.#db.prepare(
        'select copy_path as place, bytes from media where sha256 = ? and copy_path is not null and copy_whole = 1 limit 1',
      );
    }
    return this.#content.get(sha256) ?? null;
  }
  #content: Database.Statement<[string], { place: string; bytes: number }> | null = null;

  /** The media that have a file: its place, path in the export, record, MIME type, bytes, SHA-256, and whether it is whole. */
  placedMedia(): IterableIterator<(string | number | null)[]> {
    const sql =
      'select copy_path, path, id, mime, bytes, sha256, copy_whole from media where copy_path is not null order by rowid';
    return this.#db.prepare(sql).raw().iterate() as IterableIterator<(string | number | null)[]>;
  }

  /** Adds the indexes a reader needs and makes the rows readable through another connection. */
  index(): void {
    this.#db.exec(`
      create index message_of on message (conversation, at);
      create index post_at on post (at);
      create index relation_list on relation (relation);
      create index media_of on media (of_record);
      commit`);
  }

  close(): void {
    if (this.#db.inTransaction) this.#db.exec('rollback');
    this.#db.close();
  }

  #insert(table: string, record: AnyRecord | PersonRow): void {
    const insert = this.#inserts.get(table);
    if (insert === undefined) throw new Error(`no table ${table}`);
    insert.run(insert.columns.map((column) => cell(column.of(record as never))));
  }
}
