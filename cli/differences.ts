/** Who came and what is gone, as lines and as a table. */
import { byteOrderMark, csvRows } from '../engine/copies/csv.ts';
import type { AnyRecord } from '../shared/records.ts';
import type { Member } from './commands/compare.ts';
import { plain } from './output.ts';

interface Shown {
  readonly list: string | null;
  readonly handle: string | null;
  readonly name: string | null;
  readonly networkId: string | null;
  readonly url: string | null;
  readonly text: string | null;
}

/** Of a text in a line. */
const longestText = 200;
const nothing: Shown = { list: null, handle: null, name: null, networkId: null, url: null, text: null };

/** What of a record fits into a line. */
function shown(record: AnyRecord): Shown {
  switch (record.kind) {
    case 'profile':
      return {
        ...nothing,
        handle: record.handle,
        name: record.name,
        networkId: record.networkId,
        url: record.url,
        text: record.bio,
      };
    case 'relation':
      return { ...nothing, ...record.person, list: record.relation };
    case 'post':
      return { ...nothing, list: record.form, networkId: record.networkId, url: record.url, text: record.text };
    case 'comment':
      return { ...nothing, networkId: record.networkId, url: record.on.url, text: record.text };
    case 'reaction':
      return { ...nothing, list: record.reaction, handle: record.on.author, url: record.on.url, text: record.on.text };
    case 'conversation':
      return { ...nothing, networkId: record.networkId, text: record.title };
    case 'message':
      return {
        ...nothing,
        list: record.form,
        handle: record.from.handle,
        name: record.from.name,
        networkId: record.networkId,
        text: record.text,
      };
    case 'media':
      return { ...nothing, list: record.state, url: record.url, text: record.path };
    case 'event':
      return { ...nothing, list: record.topic, text: record.title };
  }
}

/** One line each, whatever their texts hold. */
export function* differenceLines(members: Iterable<Member>): Generator<string> {
  for (const { change, record } of members) {
    const { list, handle, name, networkId, url, text } = shown(record);
    const words = (text ?? url)?.slice(0, longestText) ?? null;
    const who = record.kind === 'relation' ? [handle ?? networkId, name, list] : [record.kind, list, handle, words];
    const parts = [change === 'came' ? '+' : '−', ...who, record.at].filter((part) => part !== null && part !== '');
    yield `${plain(parts.join('  '))}\n`;
  }
}

export function* differenceCsv(members: Iterable<Member>): Generator<string> {
  const head = ['change', 'certain', 'kind', 'list', 'handle', 'name', 'networkId', 'url', 'at', 'text', 'id'];
  yield byteOrderMark + csvRows([head]);
  for (const { change, certain, record } of members) {
    const { list, handle, name, networkId, url, text } = shown(record);
    const { kind, at, id } = record;
    yield csvRows([[change, certain ? 'yes' : 'no', kind, list, handle, name, networkId, url, at, text, id]]);
  }
}
