import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Authorities, NetworkFacts } from '../../shared/facts/index.ts';
import { authoritiesFor, authorityFor } from './authorities.ts';

const text = readFileSync(new URL('./authorities.json', import.meta.url), 'utf8');
const shipped = (): Authorities => Authorities.parse(JSON.parse(text));
const eea = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');

it.each(eea)('knows an authority for %s, and a way to reach it', async (country) => {
  const authority = await authorityFor('gdpr', country);
  expect(authority?.country).toBe(country);
  expect(authority?.address.value ?? authority?.email.value).not.toBeNull();
});

it('knows one for every other law, without being told a country', async () => {
  expect((await authorityFor('uk'))?.id).toBe('gb-ico');
  expect((await authorityFor('ch'))?.id).toBe('ch-fdpic');
  expect((await authorityFor('lgpd'))?.id).toBe('br-anpd');
  expect((await authorityFor('quebec'))?.id).toBe('ca-qc-cai');
  expect((await authoritiesFor('ccpa')).map(({ id }) => id)).toEqual(['us-ca-cppa', 'us-ca-ag']);
});

it('names none for the EU as a whole, nor for a country where the law does not hold', async () => {
  expect(await authorityFor('gdpr')).toBeNull();
  expect(await authorityFor('gdpr', 'US')).toBeNull();
  expect(await authorityFor('uk', 'FR')).toBeNull();
});

it('prefers the authority of the region, and falls back to that of the country', async () => {
  expect((await authorityFor('gdpr', 'de', 'de-be'))?.id).toBe('de-be');
  expect((await authorityFor('gdpr', 'DE'))?.id).toBe('de-bfdi');
  expect((await authorityFor('gdpr', 'FR', 'FR-XX'))?.id).toBe('fr-cnil');
});

it('knows every lead authority that the facts of the networks name', async () => {
  const countries: Readonly<Record<string, string>> = { Irish: 'IE', Netherlands: 'NL', France: 'FR' };
  const networks = join(import.meta.dirname, '..', '..', 'networks');
  for (const file of globSync('*/facts.json', { cwd: networks })) {
    const { value } = NetworkFacts.parse(JSON.parse(readFileSync(join(networks, file), 'utf8'))).gdpr.leadAuthority;
    if (value === null) continue;
    const [, country] = Object.entries(countries).find(([word]) => value.includes(word)) ?? [];
    expect(await authorityFor('gdpr', country), value).not.toBeNull();
  }
});

it('refuses an address without a source, with a source that is not in the list, or with another date than its source', () => {
  const first = (change: object): unknown => {
    const all = shipped();
    const [one, ...others] = all.authorities;
    return { ...all, authorities: [{ ...one, address: { ...one?.address, ...change } }, ...others] };
  };
  expect(Authorities.safeParse(first({})).success).toBe(true);
  expect(Authorities.safeParse(first({ sources: [] })).success).toBe(false);
  expect(Authorities.safeParse(first({ sources: ['nobody'] })).success).toBe(false);
  expect(Authorities.safeParse(first({ date: '2026-11-01' })).success).toBe(false);
});

it('says everything in English and in French', () => {
  const texts = text.matchAll(/"en": "([^"]*)",\s*"fr": "([^"]*)"/g);
  for (const [, en, fr] of texts) expect(fr).not.toBe(en);
  expect(text).not.toContain('"fr": "?"');
});
