import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordId, type Draft } from '../intake/toolkit/index.ts';
import { openArchive } from './archive.ts';
import { archiveOf } from './archive-of.ts';
import { conversationsPage, recordsPage } from './browse.ts';

const network = 'tiny';
const date = fc.option(fc.integer({ min: 0, max: 5 }).map((day) => `2026-01-0${day + 1}T00:00:00Z`));

describe('a list, page by page', () => {
  it('is the whole list in its order, whatever the pages', () => {
    fc.assert(
      fc.property(fc.array(date, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (dates, limit) => {
        const drafts = dates.map((at, i): Draft => ({
          kind: 'post',
          key: String(i),
          at,
          form: 'text',
          text: String(i),
          locator: '',
        }));
        const db = archiveOf(drafts);
        const archive = openArchive(db, 'a', 'text');
        const numbered = dates.map((at, i) => ({ at: at === null ? null : Date.parse(at), i }));
        const expected = {
          list: numbered,
          newest: numbered.toSorted((a, b) => (b.at ?? -Infinity) - (a.at ?? -Infinity) || a.i - b.i),
          oldest: numbered.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || a.i - b.i),
        };
        for (const order of ['list', 'newest', 'oldest'] as const) {
          const seen: (string | null)[] = [];
          for (let offset = 0; offset <= dates.length + limit; offset += limit) {
            const { total, records } = recordsPage(archive, { archive: 'a', kinds: ['post'], subs: [], order, offset, limit });
            expect(total).toBe(dates.length);
            expect(records.length).toBeLessThanOrEqual(limit);
            seen.push(...records.map((record) => (record.kind === 'post' ? record.text : null)));
          }
          expect(seen).toEqual(expected[order].map(({ i }) => String(i)));
        }
        db.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe('the list of conversations', () => {
  it('counts the messages of each, and shows its newest', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ thread: fc.nat({ max: 4 }), at: date }), { maxLength: 30 }), (messages) => {
        const threads = [0, 1, 2, 3, 4];
        const db = archiveOf([
          ...threads.map((thread): Draft => ({ kind: 'conversation', key: `c${thread}`, title: `c${thread}`, locator: '' })),
          ...messages.map(({ thread, at }, i): Draft => ({
            kind: 'message',
            key: `m${i}`,
            conversation: recordId(network, 'conversation', `c${thread}`),
            at,
            form: 'text',
            text: String(i),
            locator: '',
          })),
        ]);
        const { total, conversations } = conversationsPage(openArchive(db, 'a', 'text'), '', 0, 10);
        expect(total).toBe(threads.length);
        for (const { title, messages: count, last, snippet } of conversations) {
          const own = messages.map(({ thread, at }, i) => ({ thread, at, i })).filter(({ thread }) => `c${thread}` === title);
          const [newest] = own.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || a.i - b.i);
          expect(count).toBe(own.length);
          expect(last).toBe(newest?.at ?? null);
          expect(snippet).toBe(newest === undefined ? null : String(newest.i));
        }
        const times = conversations.map(({ last }) => last ?? '');
        expect(times).toEqual(times.toSorted((a, b) => b.localeCompare(a)));
        db.close();
      }),
      { numRuns: 40 },
    );
  });
});
