import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { FarewellForm } from '../../shared/farewell/index.ts';
import { CountedAs, LimitId, NetworkFacts } from '../../shared/facts/index.ts';
import { lengthOf } from './count.ts';
import { fit } from './fit.ts';
import { safeLength, textsOf } from './texts.ts';

const facts = NetworkFacts.parse(JSON.parse(readFileSync(new URL('../../networks/tiktok/facts.json', import.meta.url), 'utf8')));
const line = (most: number, least = 0): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: least, maxLength: most })
    .filter((text) => text.trim() === text && text.length <= most && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));

const forms = fc.record({
  places: fc.array(fc.record({ name: line(40), address: line(300, 1) }), { minLength: 1, maxLength: 5 }),
  sign: line(60),
  closingDay: fc
    .date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  tone: fc.constantFrom('plain', 'warm', 'public'),
  languages: fc.constantFrom(['en'], ['fr'], ['en', 'fr']),
  own: fc.record({ en: line(200), fr: line(200) }),
});
const limits = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...LimitId.options),
    value: fc.integer({ min: 1, max: 600 }),
    countedAs: fc.constantFrom(...CountedAs.options),
  }),
  { selector: ({ id }) => id },
);

it('fits every text into its limit or says that it does not, keeps the address, and cuts nothing', () => {
  fc.assert(
    fc.property(forms, limits, (given, some) => {
      const form = FarewellForm.parse(given);
      const basis = { confidence: 'secondary' as const, date: null, sources: ['wmn'], note: null, contradicts: [] };
      const account = { handle: 'exemple', facts: { ...facts, limits: some.map((limit) => ({ ...limit, ...basis })) } };
      const whole = textsOf(form, { ...account, facts: { ...facts, limits: [] } });
      const address = form.places[0]?.address ?? '';
      for (const { id, language, text, length, limit, fits } of textsOf(form, account)) {
        expect(text).toContain(address);
        expect(text).toBe(text.trim());
        if (limit.known === 'none') {
          expect(fits).toBe(true);
          continue;
        }
        expect(length).toBe(lengthOf(text, limit.countedAs));
        expect(fits).toBe(length <= limit.value);
        // Where it does not fit, nothing but the address is left.
        if (!fits) expect(text).toBe(address);
        if (limit.known === 'no') expect([limit.value, limit.countedAs]).toEqual([safeLength, 'units']);
        expect(whole.some((one) => one.id === id && one.language === language)).toBe(true);
      }
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

it('leaves out whole sentences only, those that are needed least first', () => {
  const sentences = fc.array(
    fc.record({
      text: fc.string({ minLength: 1, maxLength: 30 }).map((text) => `«${text}»`),
      rank: fc.integer({ min: 0, max: 6 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(sentences, fc.integer({ min: 0, max: 250 }), (all, most) => {
      const { text, leftOut } = fit(all, 'core', most, (one) => one.length);
      if (text === 'core') return;
      const highest = Math.max(...all.map(({ rank }) => rank), 0);
      const kept = Array.from({ length: highest + 2 }, (_, rank) => all.filter((one) => one.rank < rank || one.rank === 0));
      expect(kept.map((some) => some.map((one) => one.text).join(' '))).toContain(text);
      expect(kept.some((some) => some.length === all.length - leftOut)).toBe(true);
    }),
  );
});

it.each(['plain', 'warm', 'public'] as const)('says it in both languages, %s', async (tone) => {
  const form = FarewellForm.parse({
    places: [
      { name: 'Newsletter', address: 'https://exemple.fr/lettre' },
      { name: 'Mastodon', address: '@solene@social.example' },
    ],
    sign: 'Solène',
    closingDay: '2027-01-01',
    tone,
    languages: ['en', 'fr'],
    own: { en: 'I have thought about it for long.', fr: 'J’y ai longtemps réfléchi.' },
  });
  const texts = textsOf(form, { handle: 'solene', facts });
  const all = texts.map(({ id, language, text }) => `${language} ${id}\n${text}`).join('\n\n');
  await expect(`${all}\n`).toMatchFileSnapshot(`../../tests/departures/farewells/${tone}.txt`);
  for (const { text, language, limit } of texts) {
    // A limit is never shown without where it comes from.
    if (limit.known === 'yes') expect(limit.fact).toMatchObject({ value: limit.value, sources: [{}] });
    expect(text).not.toMatch(/[!]|undefined/);
    // A narrow space before what French sets apart; the colon of an address is none.
    if (language === 'fr') expect(text.replace(/https:/g, '')).not.toMatch(/[^\u202f][:;?]/);
  }
});
