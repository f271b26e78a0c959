import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LetterForm, LetterKind, LetterWanted } from '../../shared/letters/index.ts';
import { unlawful, type Command } from '../departures/decide.ts';
import { datesOf } from '../departures/dates.ts';
import { Event } from '../departures/events.ts';
import { Driven, pigeonFacts } from '../departures/made.ts';
import { plan } from '../departures/plan.ts';
import { receiptHtml } from '../departures/receipt/html.ts';
import { receiptOf } from '../departures/receipt/receipt.ts';
import { due } from '../departures/reminders.ts';
import { fold } from '../departures/state.ts';
import { composeLetter, showLetters } from './desk.ts';

const form = LetterForm.parse({ name: 'Dove', email: 'dove@example.org', country: 'FR', to: { name: 'Pigeon Post Limited' } });
const wanted = (kind: LetterKind) => LetterWanted.parse({ kind, language: 'en', form, despite: true });

async function write(one: Driven, kind: LetterKind, at: string): Promise<string> {
  const letter = await composeLetter(one.departure, wanted(kind), new Date(at));
  one.tell({ type: 'write', letter }, at);
  return letter.id;
}

const next = (one: Driven, at: string) => showLetters(one.departure, new Date(at)).map((letter) => letter.next);

describe('a request that nobody answers', () => {
  it('is followed by a reminder when the month is over, and that by a complaint', async () => {
    const one = new Driven(pigeonFacts());
    const request = await write(one, 'access', '2026-03-05T10:00:00Z');
    expect(next(one, '2026-12-01T10:00:00Z')).toEqual([null]);
    one.tell({ type: 'letter-sent', letter: request }, '2026-03-05T11:00:00Z');
    // The 6th of April is the last day; in Paris the 7th begins at ten in the evening of UTC.
    expect(next(one, '2026-04-06T21:59:00Z')).toEqual([null]);
    expect(next(one, '2026-04-06T22:01:00Z')).toEqual(['reminder']);
    const reminder = await write(one, 'reminder', '2026-04-08T10:00:00Z');
    expect(next(one, '2026-05-10T10:00:00Z')).toEqual([null, null]);
    one.tell({ type: 'letter-sent', letter: reminder }, '2026-04-08T11:00:00Z');
    expect(next(one, '2026-04-22T10:00:00Z')).toEqual([null, null]);
    expect(next(one, '2026-04-23T10:00:00Z')).toEqual([null, 'complaint']);
    const complaint = await write(one, 'complaint', '2026-04-23T10:00:00Z');
    one.tell({ type: 'letter-sent', letter: complaint }, '2026-04-23T10:00:00Z');
    expect(next(one, '2027-04-23T10:00:00Z')).toEqual([null, null, null]);
  });

  it('stands in the calendar, is reminded of once, and stands in the receipt', async () => {
    const one = new Driven(pigeonFacts());
    const request = await write(one, 'access', '2026-03-05T10:00:00Z');
    one.tell({ type: 'letter-sent', letter: request }, '2026-03-05T11:00:00Z');
    const now = new Date('2026-04-07T08:00:00Z');
    const dates = datesOf('d', one.departure, now).filter(({ source }) => source === 'letter');
    expect(dates.map(({ what, day, over }) => [what, day, over])).toEqual([
      ['letter-sent', '2026-03-05', true],
      ['answer-by', '2026-04-06', true],
    ]);
    const { tell, keys } = due(one.departure, plan(one.departure, now).tasks, now);
    expect(tell.map(({ text }) => text.en)).toContain(
      'Pigeon Post Limited has not answered in time. A reminder is ready to be written.',
    );
    one.tell({ type: 'told', keys }, now.toISOString());
    expect(due(one.departure, plan(one.departure, now).tasks, now).tell).toEqual([]);
    const html = receiptHtml(receiptOf(one.departure, 'en'));
    expect(html).toContain('Letters');
    expect(html).toContain('Pigeon Post Limited');
    expect(html).not.toContain('dove@example.org');
  });
});

it('a refusal leads to the complaint at once; what was done leads nowhere', async () => {
  const one = new Driven(pigeonFacts());
  const request = await write(one, 'access', '2026-03-05T10:00:00Z');
  one.tell({ type: 'letter-sent', letter: request }, '2026-03-05T11:00:00Z');
  one.tell({ type: 'letter-answered', letter: request, how: 'extended' }, '2026-03-06T11:00:00Z');
  one.tell({ type: 'letter-answered', letter: request, how: 'refused' }, '2026-03-09T11:00:00Z');
  expect(next(one, '2026-03-09T12:00:00Z')).toEqual(['complaint']);
  expect(one.say({ type: 'letter-answered', letter: request, how: 'done' }, '2026-03-10T11:00:00Z')).toBe('not-now');
});

it('under Québec’s law the Commission comes next: a reminder would eat up its days', async () => {
  const one = new Driven(pigeonFacts(), { ...LetterLess, law: 'quebec' });
  const request = await write(one, 'access', '2026-03-05T10:00:00Z');
  one.tell({ type: 'letter-sent', letter: request }, '2026-03-05T11:00:00Z');
  const [shown] = showLetters(one.departure, new Date('2026-04-10T10:00:00Z'));
  expect(shown).toMatchObject({ next: 'complaint', within: { day: '2026-05-04', over: false } });
});
const LetterLess = { money: 'no', logins: 'no', pages: 'no', team: 'no', findMe: 'example.org', law: 'gdpr' } as const;

describe('what is said of a letter', () => {
  it('fits what happened', async () => {
    const one = new Driven(pigeonFacts());
    const id = await write(one, 'access', '2026-03-05T10:00:00Z');
    const at = '2026-03-06T10:00:00Z';
    expect(one.say({ type: 'letter-answered', letter: id, how: 'done' }, at)).toBe('not-now');
    expect(one.say({ type: 'letter-sent', letter: id, day: '2026-03-07' }, at)).toBe('in-future');
    expect(one.say({ type: 'letter-sent', letter: id, day: '1966-03-07' }, at)).toBe('bad-date');
    expect(one.say({ type: 'letter-sent', letter: '00000000' }, at)).toBe('no-letter');
    one.tell({ type: 'letter-sent', letter: id, day: '2026-03-05' }, at);
    expect(one.say({ type: 'letter-sent', letter: id }, at)).toBe('not-now');
    expect(one.say({ type: 'letter-answered', letter: id, how: 'done', day: '2026-03-04' }, at)).toBe('bad-date');
    const early = await composeLetter(one.departure, wanted('reminder'), new Date(at));
    expect(one.say({ type: 'write', letter: early }, at)).toBe('letter-early');
  });

  it('written anew before it went out, takes the place of the one before; the same again adds nothing', async () => {
    const one = new Driven(pigeonFacts());
    await write(one, 'access', '2026-03-05T10:00:00Z');
    const { length } = one.events;
    await write(one, 'access', '2026-03-05T11:00:00Z');
    expect(one.events).toHaveLength(length);
    await write(one, 'access', '2026-03-06T11:00:00Z');
    expect(one.departure.letters.map(({ letter }) => letter.day)).toEqual(['2026-03-06']);
  });

  it('is taken back from its end: answered, sent, written', async () => {
    const one = new Driven(pigeonFacts());
    const id = await write(one, 'access', '2026-03-05T10:00:00Z');
    one.tell({ type: 'letter-sent', letter: id }, '2026-03-05T10:00:00Z');
    one.tell({ type: 'letter-answered', letter: id, how: 'done' }, '2026-03-06T10:00:00Z');
    const at = '2026-03-07T10:00:00Z';
    expect(one.say({ type: 'unsay', event: 2 }, at)).toBe('cannot-unsay');
    expect(one.say({ type: 'unsay', event: 3 }, at)).toBe('cannot-unsay');
    for (const event of showLetters(one.departure, new Date(at))[0]?.events ?? []) one.tell({ type: 'unsay', event }, at);
    expect(one.departure.letters).toEqual([]);
  });
});

it('any sequence of letters leaves a lawful history, and the same one when it is read again', async () => {
  const kinds = fc.constantFrom(...LetterKind.options);
  const step = fc.oneof(
    fc.record({ do: fc.constant('write' as const), kind: kinds, days: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ do: fc.constant('sent' as const), days: fc.integer({ min: 0, max: 40 }) }),
    fc.record({
      do: fc.constant('answered' as const),
      how: fc.constantFrom('done' as const, 'extended' as const, 'refused' as const),
      days: fc.integer({ min: 0, max: 40 }),
    }),
    fc.record({ do: fc.constant('unsay' as const), event: fc.integer({ min: 1, max: 12 }), days: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const one = new Driven(pigeonFacts());
      let at = Date.parse('2026-03-05T10:00:00Z');
      for (const what of steps) {
        at += what.days * 86_400_000;
        const now = new Date(at);
        const last = one.departure.letters.at(-1)?.letter.id ?? '00000000';
        let command: Command;
        if (what.do === 'write') {
          const letter = await composeLetter(one.departure, wanted(what.kind), now).catch(() => null);
          if (letter === null) continue;
          command = { type: 'write', letter };
        } else if (what.do === 'sent') command = { type: 'letter-sent', letter: last };
        else if (what.do === 'answered') command = { type: 'letter-answered', letter: last, how: what.how };
        else command = { type: 'unsay', event: what.event };
        one.say(command, now.toISOString());
      }
      expect(unlawful(one.events)).toEqual([]);
      const again = fold(one.events.map((event) => Event.parse(JSON.parse(JSON.stringify(event)))));
      expect(again).toEqual(one.departure);
      for (const { letter, sent, answered } of one.departure.letters) {
        if (answered !== null) expect(sent !== null && answered.on >= sent).toBe(true);
        if (letter.about !== null)
          expect(one.departure.letters.some((other) => other.letter.id === letter.about && other.sent !== null)).toBe(true);
      }
      const shown = showLetters(one.departure, new Date(at));
      for (const { next: offered, kind } of shown) if (kind === 'complaint') expect(offered).toBeNull();
    }),
    { numRuns: 60 },
  );
});
