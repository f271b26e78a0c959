import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pigeonFacts } from './departures/made.ts';
import { FactsShelf } from './facts.ts';
import type { Network } from './intake/toolkit/network.ts';

let folder: string;
let shipped: string;
let networks: Network[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adieu-facts-'));
  shipped = join(folder, 'shipped.json');
  writeFileSync(shipped, JSON.stringify(pigeonFacts()));
  networks = [{ id: 'pigeon', name: 'Pigeon', facts: new URL(`file://${shipped}`), reader: null }];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shelf = (): FactsShelf => new FactsShelf(networks, join(folder, 'home'));
const newer = (change: (facts: ReturnType<typeof pigeonFacts>) => void = () => undefined): string =>
  JSON.stringify(
    pigeonFacts((facts) => {
      facts.researchedOn = '2026-06-01';
      Object.assign(facts.closure.gracePeriodDays, { value: 14 });
      change(facts);
    }),
  );

it('uses a newer file from then on, also after a restart, and leaves the shipped one as it was', async () => {
  const before = readFileSync(shipped, 'utf8');
  const one = shelf();
  expect((await one.of('pigeon')).closure.gracePeriodDays.value).toBe(30);
  await one.add(newer());
  expect((await one.of('pigeon')).closure.gracePeriodDays.value).toBe(14);
  expect((await shelf().of('pigeon')).closure.gracePeriodDays.value).toBe(14);
  expect((await one.shipped('pigeon')).closure.gracePeriodDays.value).toBe(30);
  expect(readFileSync(shipped, 'utf8')).toBe(before);
});

it('calls a network as everywhere in Adieu, whatever a newer file calls it', async () => {
  const one = shelf();
  await one.add(newer((facts) => (facts.name = 'Carrier')));
  expect(await one.of('pigeon')).toMatchObject({ name: 'Pigeon', researchedOn: '2026-06-01' });
});

it('refuses what is no file of facts, is of a network it does not know, or is no newer', async () => {
  const refused = (text: string) =>
    shelf()
      .add(text)
      .catch((error: unknown) => (error as { code?: string }).code);
  expect(await refused('no json')).toBe('not-facts');
  expect(await refused('{}')).toBe('not-facts');
  expect(await refused(newer((facts) => Object.assign(facts.closure.gracePeriodDays, { sources: [] })))).toBe('not-facts');
  expect(await refused(newer((facts) => (facts.id = 'crow')))).toBe('unknown-network');
  expect(await refused(newer((facts) => (facts.researchedOn = '2026-01-31')))).toBe('older-facts');
});

it('goes back to the shipped ones where the newer file is damaged, or older than what a newer Adieu ships', async () => {
  await shelf().add(newer());
  writeFileSync(shipped, JSON.stringify(pigeonFacts((facts) => (facts.researchedOn = '2026-09-01'))));
  expect((await shelf().of('pigeon')).researchedOn).toBe('2026-09-01');
  mkdirSync(join(folder, 'home', 'facts'), { recursive: true });
  writeFileSync(join(folder, 'home', 'facts', 'pigeon.json'), '{"cut":');
  expect((await shelf().of('pigeon')).researchedOn).toBe('2026-09-01');
});
