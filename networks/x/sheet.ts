/**
 * `tweets.csv` of an export until 2018: the same posts as the scripts beside it, in a spreadsheet. Only those that no script held are emitted.
 * Columns: tweet_id, in_reply_to_status_id, in_reply_to_user_id, timestamp, source, text, retweeted_status_id, …, expanded_urls.
 */
import { eachRow, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { addressOf } from './posts.ts';
import { rest, textOf, type Fields } from './shape.ts';
import { unescape } from './text.ts';

const consumed = new Set(['tweet_id', 'in_reply_to_status_id', 'timestamp', 'text', 'expanded_urls']);

export async function readSheet(file: ExportFile, out: Out, seen: ReadonlySet<string>): Promise<void> {
  let columns: readonly string[] | null = null;
  await eachRow(file, out, ',', (cells, row) => {
    if (columns === null) columns = cells;
    else addRow(out, named(cells, columns), row - 1, seen);
  });
}

/** A cell behind the last column has its number for a name. */
const named = (cells: readonly string[], columns: readonly string[]): Fields =>
  Object.fromEntries(cells.map((cell, i) => [columns[i] ?? `column ${i + 1}`, cell]));

function addRow(out: Out, fields: Fields, row: number, seen: ReadonlySet<string>): void {
  const id = textOf(fields['tweet_id']);
  if (id === null) return out.refuse('post', `row ${row}`, 'no-identity');
  if (seen.has(id)) return;
  const given = textOf(fields['timestamp']);
  const text = textOf(fields['text']);
  const replyTo = textOf(fields['in_reply_to_status_id']);
  const repost = textOf(fields['retweeted_status_id']) !== null;
  const reply = replyTo !== null || textOf(fields['in_reply_to_user_id']) !== null;
  out.record({
    kind: 'post',
    key: id,
    locator: `row ${row}`,
    at: instant(given),
    atAsGiven: given,
    form: repost ? 'repost' : reply ? 'reply' : 'post',
    networkId: id,
    text: text === null ? null : unescape(text),
    url: addressOf(id),
    inReplyTo: replyTo,
    links: (textOf(fields['expanded_urls']) ?? '').split(',').filter((link) => /^https?:\/\//.test(link)),
    raw: rest(fields, consumed),
  });
}
