import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryKeychain } from '../../tests/memory-keychain.ts';
import { migrate, openDatabase } from '../vault/database.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import { begun, nobody, pigeonFacts } from './made.ts';
import { DepartureStore } from './store.ts';

vi.setConfig({ testTimeout: 60_000 });

let home: string;
let vault: Vault;
const now = new Date('2026-03-02T09:00:00Z');
const begin = (store: DepartureStore, handle = 'dove') =>
  store.begin(
    { type: 'begin', network: 'pigeon', handle, answers: nobody, zone: 'Europe/Paris', facts: pigeonFacts() },
    new Date(begun),
  );

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'adieu-departures-'));
  vault = await openVault(home, { keychain: memoryKeychain() });
  await vault.create({ protection: 'none' });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('gives back what was said, also to a store that is opened later', () => {
  const store = new DepartureStore(vault, home);
  const { id } = begin(store);
  const said = store.say(id, { type: 'requested' }, now);
  expect(store.read(id)).toEqual(said);
  store.close();
  const later = new DepartureStore(vault, home);
  expect(later.read(id)).toEqual(said);
  expect(later.list()).toEqual([id]);
  later.close();
});

it('loses nothing of two windows on one departure', () => {
  const [one, two] = [new DepartureStore(vault, home), new DepartureStore(vault, home)];
  const { id } = begin(one);
  one.say(id, { type: 'do', task: 'decide.know' }, now);
  two.say(id, { type: 'do', task: 'people.tell' }, now);
  one.say(id, { type: 'requested' }, now);
  // Decided on what the other window has said, not on what this one last saw.
  expect(() => two.say(id, { type: 'requested' }, now)).toThrow(expect.objectContaining({ code: 'not-now' }));
  expect([...two.read(id).marks.keys()]).toEqual(['decide.know', 'people.tell']);
  expect(one.read(id)).toEqual(two.read(id));
  one.close();
  two.close();
});

it('loses nothing of three processes that say things at the same time', async () => {
  const store = new DepartureStore(vault, home);
  const { id } = begin(store);
  const said = 40;
  const children = ['a', 'b', 'c'].map((name) =>
    fork(join(import.meta.dirname, 'say-and-end.ts'), [home, id, name, String(said)]),
  );
  const codes = await Promise.all(children.map(async (child) => ((await once(child, 'exit')) as [number | null])[0]));
  expect(codes).toEqual([0, 0, 0]);
  const keys = store.read(id).told;
  for (const name of ['a', 'b', 'c']) for (let i = 0; i < said; i++) expect(keys).toContain(`${name}${i}`);
  expect(store.read(id).history.map(({ seq }) => seq)).toEqual(Array.from({ length: 1 + 3 * said }, (_, i) => i + 1));
  store.close();
});

it('changes and removes no event, whoever asks', () => {
  const store = new DepartureStore(vault, home);
  const { id } = begin(store);
  const db = openDatabase(join(home, 'departures.db'), vault.key(), { mode: 'write' });
  expect(() => db.prepare(`update said set body = '{}' where departure = ?`).run(id)).toThrow(/never changed/);
  expect(() => db.prepare('delete from said where departure = ?').run(id)).toThrow(/never removed/);
  db.close();
  store.close();
});

it('keeps nothing that can be read without the key', () => {
  const store = new DepartureStore(vault, home);
  const { id } = begin(store, 'a-canary-named-perlimpinpin');
  store.say(id, { type: 'skip', task: 'people.tell', reason: 'perlimpinpin' }, now);
  expect(readFileSync(join(home, 'departures.db')).includes('perlimpinpin')).toBe(false);
  store.close();
});

it('takes one departure of an account, whichever way its handle is written', () => {
  const store = new DepartureStore(vault, home);
  begin(store, 'Dove');
  expect(() => begin(store, '@dove')).toThrow(expect.objectContaining({ code: 'departure-exists' }));
  begin(store, 'hawk');
  expect(store.list()).toHaveLength(2);
  expect(() => store.read('nobody')).toThrow(expect.objectContaining({ code: 'no-departure' }));
  store.close();
});

it('takes over a file of the first layout: every event in its place, also one that takes another back', () => {
  const id = 'a-departure';
  const db = openDatabase(join(home, 'departures.db'), vault.key(), { mode: 'create' });
  migrate(db, [readFileSync(join(import.meta.dirname, 'departures-1.sql'), 'utf8')]);
  db.prepare('insert into departure (id, network, handle) values (?, ?, ?)').run(id, 'pigeon', 'dove');
  const events = [
    { type: 'begun', at: begun, network: 'pigeon', handle: 'dove', answers: nobody, zone: 'Europe/Paris', facts: pigeonFacts() },
    { type: 'taskDone', at: begun, task: 'decide.know' },
    { type: 'requested', at: '2026-03-02T09:00:00Z', on: '2026-03-02T09:00:00Z' },
    { type: 'takenBack', at: '2026-03-02T09:00:01Z', event: 3 },
  ];
  for (const [index, event] of events.entries())
    db.prepare('insert into event (departure, seq, body) values (?, ?, ?)').run(id, index + 1, JSON.stringify(event));
  db.close();
  const store = new DepartureStore(vault, home);
  expect(store.list()).toEqual([id]);
  const state = store.read(id);
  expect(state.history.map(({ event }) => event)).toEqual(events);
  expect(state.history.every(({ here, unseen }) => here && unseen.length === 0)).toBe(true);
  expect(state.request.state).toBe('none');
  expect(store.history(id).history.map(({ clock }) => clock - Date.parse(begun))).toEqual([0, 1, 86_400_000, 86_401_000]);
  expect(store.say(id, { type: 'requested' }, now).history).toHaveLength(5);
  store.close();
});

it('takes over what was said elsewhere, once, and goes on from there', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'adieu-elsewhere-'));
  const other = await openVault(elsewhere, { keychain: memoryKeychain() });
  await other.create({ protection: 'none' });
  const [here, there] = [new DepartureStore(vault, home), new DepartureStore(other, elsewhere)];
  try {
    const { id } = begin(here);
    expect(there.takeOver(here.history(id))).toEqual({ events: [1], began: true });
    there.say(id, { type: 'do', task: 'people.tell' }, now);
    // Later: at the same moment the names of the computers would decide which comes first.
    here.say(id, { type: 'requested' }, new Date(now.getTime() + 1000));
    expect(here.takeOver(there.history(id))).toEqual({ events: [2], began: false });
    expect(here.takeOver(there.history(id))).toEqual({ events: [], began: false });
    there.takeOver(here.history(id));
    expect(here.history(id)).toEqual(there.history(id));
    expect(here.read(id).history.map(({ here: isHere }) => isHere)).toEqual(
      there.read(id).history.map(({ here: isHere }) => !isHere),
    );
    begin(there, 'hawk');
    const { id: another } = begin(here, 'hawk');
    expect(() => there.takeOver(here.history(another))).toThrow(expect.objectContaining({ code: 'departure-exists' }));
    expect(() => there.takeOver({ id, history: here.history(another).history })).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    );
  } finally {
    here.close();
    there.close();
    rmSync(elsewhere, { recursive: true, force: true });
  }
});
