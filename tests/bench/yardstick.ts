/**
 * What to measure an import against: the least that reads the same archive into a searchable database. One thread, whole files, `JSON.parse`, one transaction a
 * file, prepared statements, a full-text index; nothing encrypted, nothing kept, nothing accounted for. `node tests/bench/yardstick.ts FOLDER DATABASE`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';

type Row = readonly [kind: string, id: string, at: number | null, text: string, raw: string];
interface Script {
  tweet?: { id_str: string; created_at: string; full_text: string };
  like?: { tweetId: string; fullText: string };
  dmConversation?: { messages: { messageCreate: { id: string; createdAt: string; text: string } }[] };
  follower?: { accountId: string };
  following?: { accountId: string };
}

function rowsOf(entry: Script): Row[] {
  const { tweet, like, dmConversation, follower, following } = entry;
  if (tweet) return [['post', tweet.id_str, Date.parse(tweet.created_at), tweet.full_text, JSON.stringify(tweet)]];
  if (like) return [['like', like.tweetId, null, like.fullText, JSON.stringify(like)]];
  if (follower) return [['follower', follower.accountId, null, '', '']];
  if (following) return [['following', following.accountId, null, '', '']];
  return (dmConversation?.messages ?? []).map(({ messageCreate: m }) => [
    'message',
    m.id,
    Date.parse(m.createdAt),
    m.text,
    JSON.stringify(m),
  ]);
}

const [folder = '', file = ''] = process.argv.slice(2);
const data = join(folder, 'data');
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = NORMAL');
db.exec(`create table record (id integer primary key, kind text, key text, at integer, text text, raw text, unique (kind, key));
         create virtual table words using fts5 (text, content = 'record', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');`);
const insert = db.prepare('insert into record (kind, key, at, text, raw) values (?, ?, ?, ?, ?) on conflict do nothing');
const index = db.prepare('insert into words (rowid, text) values (?, ?)');

const begun = performance.now();
let records = 0;
for (const name of readdirSync(data).filter((one) => /^(?:tweets|like|direct-messages|follower|following)/.test(one))) {
  const text = readFileSync(join(data, name), 'utf8');
  const entries = JSON.parse(text.slice(text.indexOf('['))) as Script[];
  db.transaction(() => {
    for (const row of entries.flatMap(rowsOf)) {
      const { changes, lastInsertRowid } = insert.run(...row);
      if (changes === 0) continue;
      records++;
      index.run(lastInsertRowid, row[3]);
    }
  })();
}
const seconds = (performance.now() - begun) / 1000;
console.log(
  JSON.stringify({
    records,
    seconds,
    recordsPerSecond: Math.round(records / seconds),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
