/** A departure goes to a colleague's computer and comes back, with what both said meanwhile. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DepartureView } from '../../shared/departures/index.ts';
import { Adieu } from './adieu.ts';

vi.setConfig({ testTimeout: 120_000 });

let adieu: Adieu;
let id: string;
const passphrase = 'k7xw-mmst-4tqa-94ru-pp3z';
const env = { ADIEU_HANDOVER_PASSPHRASE: passphrase };
const there = () => ({ ...env, ADIEU_HOME: adieu.path('elsewhere') });
const args = (...words: string[]): string[] => ['--protection', 'none', ...words];

beforeAll(async () => {
  adieu = await Adieu.make();
  const view = (await adieu.json(args('depart', 'tiktok', 'dove', '--zone', 'Europe/Paris'))) as DepartureView;
  id = view.id;
  await adieu.json(['hand-over', id, '--to', adieu.path('first.adieu'), '--computer', 'Office'], { env });
});
afterAll(() => adieu.remove());

test('the file shows nothing of what is in it, and is never written over another', async () => {
  expect((await readFile(adieu.path('first.adieu'))).includes('dove')).toBe(false);
  expect(await adieu.run(['hand-over', id, '--to', adieu.path('first.adieu')], { env })).toMatchObject({ code: 2, stdout: '' });
});

test('without a passphrase, with a short or a wrong one, nothing is written and nothing appears', async () => {
  const none = await adieu.run(['hand-over', id, '--to', adieu.path('none.adieu')]);
  expect(none.stderr).toContain('[bad-input]');
  const short = await adieu.run(['hand-over', id, '--to', adieu.path('none.adieu')], {
    env: { ADIEU_HANDOVER_PASSPHRASE: 'short' },
  });
  expect(short.stderr).toContain('[weak-passphrase]');
  const wrong = await adieu.run(args('open-departure', adieu.path('first.adieu')), {
    env: { ...there(), ADIEU_HANDOVER_PASSPHRASE: 'not what was agreed' },
  });
  expect(wrong.stderr).toContain('[wrong-passphrase]');
  expect(await adieu.json(['departures'], { env: there() })).toEqual([]);
});

test('it appears elsewhere, both go on, and both end up with the same', async () => {
  const opened = await adieu.json(args('open-departure', adieu.path('first.adieu')), { env: there() });
  expect(opened).toMatchObject({ departure: id, began: true, events: [1, 2], differences: [] });
  await adieu.json(['do', id, 'people.tell'], { env: there() });
  await adieu.json(['do', id, 'people.tell', '--skip', 'no time']);
  await adieu.json(['do', id, 'decide.know']);
  await adieu.json(['hand-over', id, '--to', adieu.path('back.adieu'), '--computer', 'Press room'], { env: there() });
  const merged = (await adieu.json(['open-departure', adieu.path('back.adieu')], { env })) as {
    events: number[];
    differences: unknown[];
  };
  expect(merged.events).toEqual([3, 6]);
  expect(merged.differences).toEqual([{ type: 'apart', about: 'task:people.tell', events: [3, 4], missing: [] }]);
  expect(await adieu.json(['open-departure', adieu.path('back.adieu')], { env })).toMatchObject({ events: [] });
  await adieu.json(['hand-over', id, '--to', adieu.path('again.adieu')], { env });
  await adieu.json(['open-departure', adieu.path('again.adieu')], { env: there() });
  const events = async (where?: { env: Record<string, string> }) =>
    ((await adieu.json(['departure', id], where)) as DepartureView).events;
  const [here, elsewhere] = [await events(), await events({ env: there() })];
  expect(elsewhere).toEqual(here);
  const { computers } = (await adieu.json(['departure', id])) as DepartureView;
  expect(computers).toEqual([
    { letter: 'A', name: 'Office', here: true },
    { letter: 'B', name: 'Press room', here: false },
  ]);
});

test('what differs is said in words, with the number that takes it back', async () => {
  const { stdout } = await adieu.run(['open-departure', adieu.path('back.adieu')], { env });
  expect(stdout).toMatch(/task:people\.tell:\n {4}3 {2}.*\(B, Press room\)\n {4}4 {2}.*\(A, Office\)/);
  const view = (await adieu.json(['say', id, 'settle', 'task:people.tell', '3'])) as DepartureView;
  expect(view.differences).toEqual([]);
  expect(view.tasks.find((task) => task.id === 'people.tell')?.state).toBe('done');
});

test('the receipt says which computer said what', async () => {
  await adieu.json(['receipt', id, '--to', adieu.path('receipt.html')]);
  const html = await readFile(adieu.path('receipt.html'), 'utf8');
  expect(html).toContain('Press room');
  expect(html).toContain('Office');
});
