/** Every fact of every network: dated, sourced, and in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { networks } from './index.ts';
import { NetworkFacts, statements } from '../shared/facts/index.ts';

const folder = import.meta.dirname;
const ids = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
const read = (id: string): unknown => JSON.parse(readFileSync(join(folder, id, 'facts.json'), 'utf8')) as unknown;

/** Every text in a document of facts, with its path. */
function* texts(value: unknown, path: string): Generator<{ path: string; en: string; fr: string }> {
  if (typeof value !== 'object' || value === null) return;
  const { en, fr } = value as { en?: unknown; fr?: unknown };
  if (typeof en === 'string' && typeof fr === 'string') yield { path, en, fr };
  else for (const [name, below] of Object.entries(value)) yield* texts(below, `${path}.${name}`);
}

describe.each(ids)('%s', (id) => {
  it('has facts that keep to the schema: each with its sources, and with the date of the one that earns it its confidence', () => {
    const facts = NetworkFacts.parse(read(id));
    expect(facts.id).toBe(id);
    expect(facts.name).toBe(networks.find((one) => one.id === id)?.name);
    const stated = [...statements(facts)].length;
    if (networks.find((one) => one.id === id)?.general === true) expect(stated, 'nothing is known of just any network').toBe(0);
    else expect(stated).toBeGreaterThan(20);
  });

  it('says everything in English and in French', () => {
    const untranslated = [...texts(read(id), id)].filter(
      ({ en, fr }) => fr === '?' || (fr === en && /[a-z]{4,} [a-z]{4,}/i.test(en)),
    );
    expect(untranslated).toEqual([]);
  });
});

it('refuses a fact without a source, one whose source is not in the list, and one with another date than its source', () => {
  const facts = (): NetworkFacts => NetworkFacts.parse(read('tiktok'));
  const grace = (change: object): unknown => {
    const all = facts();
    return { ...all, closure: { ...all.closure, gracePeriodDays: { ...all.closure.gracePeriodDays, ...change } } };
  };
  expect(NetworkFacts.safeParse(grace({})).success).toBe(true);
  expect(NetworkFacts.safeParse(grace({ sources: [] })).success).toBe(false);
  expect(NetworkFacts.safeParse(grace({ sources: ['nobody'] })).success).toBe(false);
  expect(NetworkFacts.safeParse(grace({ date: '2026-11-01' })).success).toBe(false);
  expect(NetworkFacts.safeParse(grace({ value: 30.5 })).success).toBe(false);
});
