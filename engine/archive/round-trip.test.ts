import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnyRecord, recordKinds, relationNames, type RecordKind } from '../../shared/records.ts';
import { recordId, type Draft } from '../intake/toolkit/index.ts';
import { parseExact } from '../intake/toolkit/json.ts';
import { getRecord, openArchive } from './archive.ts';
import { archiveOf } from './archive-of.ts';
import { allRecords } from './browse.ts';
import { fields } from './fields.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 30 });
const maybe = fc.option(words);
const person = fc.record({ networkId: maybe, handle: maybe, name: maybe, url: maybe }, { requiredKeys: [] });
const sender = fc.record({ networkId: maybe, handle: maybe, name: maybe });
const on = (last: 'text' | 'title') =>
  fc.record({ url: maybe, networkId: maybe, author: maybe, [last]: maybe }, { requiredKeys: [] });
const list = fc.array(words, { maxLength: 3 });
const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const count = fc.option(fc.nat());
/** JSON without minus zero, which JSON itself does not write, and without integers that are not exact: they have a test of their own. */
const json = fc
  .jsonValue()
  .map((value): unknown =>
    JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
      typeof inner === 'number' && /^-?\d{16,}$/.test(String(inner)) ? 16 : inner,
    ),
  );

const shapes: Record<RecordKind, fc.Arbitrary<object>> = {
  profile: fc.record(
    { handle: maybe, name: maybe, networkId: maybe, bio: maybe, url: maybe, email: maybe, phone: maybe, createdAt: maybe },
    { requiredKeys: [] },
  ),
  relation: fc.record({ relation: fc.constantFrom(...relationNames), person }),
  post: fc.record(
    {
      form: words,
      networkId: maybe,
      text: maybe,
      url: maybe,
      title: maybe,
      inReplyTo: maybe,
      tags: list,
      mentions: list,
      links: list,
      media: fc.array(id, { maxLength: 2 }),
      visibility: fc.option(fc.constantFrom('public', 'unlisted', 'followers', 'direct', 'private')),
      deleted: fc.boolean(),
      counts: fc.record({ likes: count, reposts: count, replies: count, views: count }, { requiredKeys: [] }),
    },
    { requiredKeys: ['form'] },
  ),
  comment: fc.record({ networkId: maybe, text: maybe, on: on('title') }, { requiredKeys: [] }),
  reaction: fc.record({ reaction: words, on: on('text') }, { requiredKeys: ['reaction'] }),
  conversation: fc.record(
    { networkId: maybe, title: maybe, group: fc.option(fc.boolean()), participants: fc.array(sender, { maxLength: 3 }) },
    { requiredKeys: [] },
  ),
  message: fc.record(
    {
      conversation: id,
      networkId: maybe,
      from: fc.record({ networkId: maybe, handle: maybe, name: maybe }, { requiredKeys: [] }),
      direction: fc.option(fc.constantFrom('sent', 'received')),
      form: words,
      text: maybe,
      media: fc.array(id, { maxLength: 2 }),
      reactions: fc.array(fc.record({ by: maybe, emoji: maybe }), { maxLength: 2 }),
    },
    { requiredKeys: ['conversation', 'form'] },
  ),
  media: fc.record(
    {
      path: maybe,
      url: maybe,
      mime: maybe,
      bytes: count,
      sha256: maybe,
      takenAt: maybe,
      place: fc.option(fc.record({ lat: fc.integer(), lon: fc.integer() })),
      of: fc.option(id),
      state: fc.constantFrom('here', 'missing', 'link', 'fetched'),
    },
    { requiredKeys: ['state'] },
  ),
  event: fc.record({ topic: words, title: maybe, data: json }, { requiredKeys: ['topic'] }),
};

const given = fc.record(
  {
    key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    locator: words,
    at: fc.option(
      fc
        .date({ noInvalidDate: true, min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') })
        .map((date) => date.toISOString().replace('.000Z', 'Z')),
    ),
    atAsGiven: fc.option(fc.oneof(words, fc.integer())),
    raw: fc.dictionary(words, json),
    network: fc.constantFrom('tiny', 'threads'),
  },
  { requiredKeys: ['key', 'locator'] },
);

/** What `docs/records.md` says a draft becomes, put together by hand. */
function wanted(draft: Draft): AnyRecord {
  const { kind, key: natural, network = 'tiny', at = null, atAsGiven = null, locator, raw = {}, ...rest } = draft;
  const shape = fields[kind];
  const record: Record<string, unknown> = {
    kind,
    id: recordId(network, kind, natural),
    network,
    account: 'me',
    at,
    atAsGiven,
    source: { file: 'a/b.tiny', locator },
    raw,
  };
  const own: Readonly<Record<string, unknown>> = rest;
  for (const [name, unknown] of Object.entries({
    ...shape.body,
    ...Object.fromEntries(
      [shape.sub, shape.of, shape.text?.includes('.') === true ? null : shape.text].flatMap((n) =>
        n === null ? [] : [[n, null]],
      ),
    ),
  })) {
    const value = own[name] ?? null;
    record[name] =
      typeof unknown === 'object' && unknown !== null && !Array.isArray(unknown)
        ? { ...unknown, ...(value as object) }
        : (value ?? unknown);
  }
  if (kind === 'reaction') record['on'] = { url: null, networkId: null, author: null, text: null, ...(own['on'] as object) };
  return record as unknown as AnyRecord;
}

describe('a draft that was packed, written and read again', () => {
  for (const kind of recordKinds)
    it(`is the ${kind} it should be, exactly`, () => {
      const draft = fc.tuple(given, shapes[kind]).map(([base, shape]) => ({ ...shape, ...base, kind }) as unknown as Draft);
      fc.assert(
        fc.property(
          fc.uniqueArray(draft, {
            selector: (d) => `${d.network ?? 'tiny'} ${d.key}`,
            minLength: 1,
            maxLength: 100,
            size: 'max',
          }),
          (drafts) => {
            const db = archiveOf(drafts);
            try {
              const archive = openArchive(db, 'x', 'text');
              const records = [...allRecords(archive, kind)];
              expect(records).toEqual(drafts.map(wanted));
              for (const record of records) {
                AnyRecord.parse(record);
                expect(getRecord(archive, record.id)).toEqual(record);
              }
            } finally {
              db.close();
            }
          },
        ),
        // Each run is a database: one failure is enough to go by.
        { numRuns: 4, endOnFailure: true },
      );
    });

  it('keeps integers beyond 2^53: digit for digit to be written out, as text for a page', () => {
    const exact = '{"n":123456789012345678901,"list":[-9223372036854775808,1],"text":"123456789012345678901"}';
    const db = archiveOf([
      {
        kind: 'event',
        topic: 't',
        key: 'k',
        locator: 'l',
        data: parseExact(exact),
        raw: { n: parseExact('1712221440000000001') },
        atAsGiven: parseExact('1712221440000000001') as number,
      },
    ]);
    try {
      const [out] = [...allRecords(openArchive(db, 'x', 'exact'), 'event')];
      expect(JSON.stringify(out)).toContain(`"data":${exact}`);
      expect(JSON.stringify(out)).toContain('"raw":{"n":1712221440000000001}');
      expect(JSON.stringify(out)).toContain('"atAsGiven":1712221440000000001');
      const [page] = [...allRecords(openArchive(db, 'x', 'text'), 'event')];
      expect(page).toMatchObject({
        data: { n: '123456789012345678901', list: ['-9223372036854775808', 1], text: '123456789012345678901' },
        raw: { n: '1712221440000000001' },
        atAsGiven: '1712221440000000001',
      });
    } finally {
      db.close();
    }
  });

  it('keeps what says no where nothing would be unknown', () => {
    const db = archiveOf([
      { kind: 'conversation', key: 'k', locator: 'l', group: false },
      { kind: 'event', topic: 't', key: 'a', locator: 'l', data: [] },
      { kind: 'event', topic: 't', key: 'b', locator: 'l', data: false },
      { kind: 'event', topic: 't', key: 'c', locator: 'l', data: 0 },
    ]);
    try {
      const archive = openArchive(db, 'x', 'text');
      expect([...allRecords(archive, 'conversation')]).toMatchObject([{ group: false }]);
      expect([...allRecords(archive, 'event')].map((event) => (event.kind === 'event' ? event.data : null))).toEqual([
        [],
        false,
        0,
      ]);
    } finally {
      db.close();
    }
  });
});
