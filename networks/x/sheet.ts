/**
 * `tweets.csv` of an export until 2018: the same posts as the scripts beside it, in a spreadsheet. Only those that no script held are emitted.
 * Columns: tweet_id, in_reply_to_status_id, in_reply_to_user_id, timestamp, source, text, retweeted_status_id, …, expanded_urls.
 */
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { DamagedFile, withoutBom, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { addressOf } from './posts.ts';
import { rest, textOf, type Fields } from './shape.ts';
import { unescape } from './text.ts';

const consumed = new Set(['tweet_id', 'in_reply_to_status_id', 'timestamp', 'text', 'expanded_urls']);

/** Largest line, in bytes. */
const lineBytes = 1 << 20;

export async function readSheet(file: ExportFile, out: Out, seen: ReadonlySet<string>): Promise<number> {
  const rows = Readable.from(withoutBom(file.open())).pipe(
    parse({ columns: true, relax_column_count: true, relax_quotes: true, max_record_size: lineBytes, skip_empty_lines: true }),
  );
  let row = 0;
  try {
    for await (const fields of rows as AsyncIterable<Fields>) {
      addRow(out, fields, ++row, seen);
      if (row % 500 === 0) await out.breathe();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new DamagedFile('bad-structure', 'not a spreadsheet', { cause: error });
    throw error;
  }
  await out.breathe();
  return row;
}

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
