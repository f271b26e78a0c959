/** The supervisory authorities, read and checked when the first letter needs one. */
import { readFile } from 'node:fs/promises';
import { Authorities, type Authority, type ProtectingLaw } from '../../shared/facts/index.ts';

const file = new URL('./authorities.json', import.meta.url);
let reading: Promise<Authorities> | undefined;

function read(): Promise<Authorities> {
  reading ??= readFile(file, 'utf8').then((text) => Authorities.parse(JSON.parse(text)));
  return reading;
}

/** Where a person may live. `country` as in ISO 3166-1 (`FR`), `region` as in ISO 3166-2 (`DE-BE`). */
export interface Place {
  readonly country?: string;
  readonly region?: string;
}

/**
 * Those that answer for a law at a place, the one to write to first. Where no authority of the region is known, that of the country answers; a law that holds in several
 * countries has none until the country is named.
 */
export async function authoritiesFor(law: ProtectingLaw, place: Place = {}): Promise<Authority[]> {
  const { authorities } = await read();
  const ofLaw = authorities.filter((authority) => authority.law === law);
  const countries = new Set(ofLaw.map(({ country }) => country));
  const country = place.country?.toUpperCase() ?? (countries.size === 1 ? [...countries][0] : undefined);
  const there = ofLaw.filter((authority) => authority.country === country);
  const inRegion = place.region === undefined ? [] : there.filter(({ region }) => region === place.region?.toUpperCase());
  if (inRegion.length > 0) return inRegion;
  const ofCountry = there.filter(({ region }) => region === null);
  // California and Québec have a law of their own: the region is the whole of its reach.
  return ofCountry.length > 0 ? ofCountry : countries.size === 1 ? there : [];
}

/** Everything the list says, for whoever looks for the addresses in it. */
export const authorityAddresses = (): Promise<Authorities> => read();

/** The one to write to; null where none is known. */
export async function authorityFor(law: ProtectingLaw, country?: string, region?: string): Promise<Authority | null> {
  const place = { ...(country === undefined ? {} : { country }), ...(region === undefined ? {} : { region }) };
  return (await authoritiesFor(law, place))[0] ?? null;
}

/** Countries whose authority is known under a law, with the regions that have one of their own. */
export async function authorityPlaces(law: ProtectingLaw): Promise<{ country: string; regions: string[] }[]> {
  const { authorities } = await read();
  const places = new Map<string, Set<string>>();
  for (const { country, region, law: of } of authorities) {
    if (of !== law) continue;
    const regions = places.get(country) ?? new Set<string>();
    if (region !== null) regions.add(region);
    places.set(country, regions);
  }
  return [...places].map(([country, regions]) => ({ country, regions: [...regions] }));
}

/** The sources of what is known of it. */
export async function authoritySources(authority: Authority): Promise<{ title: string; url: string | null }[]> {
  const { sources } = await read();
  const cited = [authority.address, authority.email, authority.complaintForm].flatMap((fact) =>
    fact.value === null ? [] : fact.sources,
  );
  return sources.filter(({ id }) => cited.includes(id)).map(({ title, url }) => ({ title, url }));
}
