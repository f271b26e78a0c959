import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProtectingLaw, type LetterLaw } from '../../shared/facts/index.ts';
import { complaintWithin, deadlineOf } from './deadlines.ts';
import { letterLaw } from './laws.ts';

let laws: Record<ProtectingLaw, LetterLaw>;
beforeAll(async () => {
  laws = Object.fromEntries(
    await Promise.all(ProtectingLaw.options.map(async (law) => [law, await letterLaw(law)])),
  ) as typeof laws;
});

const asked = (law: ProtectingLaw, sent: string, matter: 'access' | 'erasure' = 'access') => ({
  kind: matter,
  matter,
  law: laws[law],
  sent,
  answered: null,
});

describe('the last day for an answer', () => {
  it.each([
    ['gdpr', '2026-03-05', '2026-04-06', 'a month ends on the same date; the 5th of April is a Sunday'],
    ['gdpr', '2026-01-31', '2026-03-02', 'or on the last day of a shorter one, here a Saturday'],
    ['gdpr', '2027-12-31', '2028-01-31', 'over the end of a year'],
    ['gdpr', '2028-01-29', '2028-02-29', 'a leap day'],
    ['uk', '2026-09-03', '2026-10-05', 'a Saturday moves to the Monday'],
    ['ch', '2026-03-05', '2026-04-06', 'thirty days, and the weekend'],
    ['ccpa', '2026-03-05', '2026-04-20', 'forty-five days, and the weekend'],
    ['lgpd', '2026-03-05', '2026-03-20', 'fifteen days'],
    ['quebec', '2026-03-05', '2026-04-06', 'thirty days'],
  ] as const)('%s, sent on %s: %s (%s)', (law, sent, day, _why) => {
    expect(deadlineOf(asked(law, sent))?.day).toBe(day);
  });

  it('where the law sets none, is what the letter asks for, and says so', () => {
    expect(deadlineOf(asked('ch', '2026-03-05', 'erasure'))).toEqual({ day: '2026-04-06', article: null });
    expect(deadlineOf(asked('gdpr', '2026-03-05', 'erasure'))?.article?.en).toBe('Article 12(3) GDPR');
  });

  it('moves with an extension, counted from the first day', () => {
    const more = (law: ProtectingLaw, until: string | null = null) =>
      deadlineOf({ ...asked(law, '2026-01-31'), answered: { on: '2026-02-10', how: 'extended', until } })?.day ?? null;
    expect(more('gdpr')).toBe('2026-04-30');
    expect(more('ccpa')).toBe('2026-05-01');
    expect(more('ch')).toBeNull();
    expect(more('ch', '2026-04-15')).toBe('2026-04-15');
  });

  it('is over with a refusal, and with what was done', () => {
    for (const how of ['done', 'refused'] as const)
      expect(deadlineOf({ ...asked('gdpr', '2026-03-05'), answered: { on: '2026-03-09', how, until: null } })).toBeNull();
  });
});

it('Québec’s Commission has to be turned to within thirty days of the refusal, or of the silence', () => {
  expect(complaintWithin(asked('quebec', '2026-03-05'))?.day).toBe('2026-05-04');
  const refused = { on: '2026-03-10', how: 'refused', until: null } as const;
  expect(complaintWithin({ ...asked('quebec', '2026-03-05'), answered: refused })?.day).toBe('2026-04-09');
  expect(complaintWithin(asked('gdpr', '2026-03-05'))).toBeNull();
});

it('never falls on a weekend, never comes before a plain count, and a later letter never has an earlier one', () => {
  const days = fc.integer({ min: 0, max: 20_000 }).map((n) => Temporal.PlainDate.from('1999-12-31').add({ days: n }).toString());
  fc.assert(
    fc.property(
      fc.constantFrom(...ProtectingLaw.options),
      fc.constantFrom('access' as const, 'erasure' as const),
      days,
      (law, matter, sent) => {
        const day = deadlineOf(asked(law, sent, matter))?.day ?? '';
        const next = deadlineOf(asked(law, Temporal.PlainDate.from(sent).add({ days: 1 }).toString(), matter))?.day ?? '';
        expect(Temporal.PlainDate.from(day).dayOfWeek).toBeLessThan(6);
        expect(Temporal.PlainDate.from(sent).until(day, { largestUnit: 'day' }).days).toBeGreaterThanOrEqual(15);
        expect(next >= day).toBe(true);
      },
    ),
  );
});
