/** The order that protects people, on the real facts of the networks that need it: each rule with its source, and what it does. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Driven, nobody } from '../../engine/departures/made.ts';
import { missing } from '../../engine/departures/gate.ts';
import { plan } from '../../engine/departures/plan.ts';
import { networks } from '../../networks/index.ts';
import { NetworkFacts, type Effect } from '../../shared/facts/index.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 5, 9) + n * 86_400_000).toISOString().replace('.000Z', 'Z');

function leaving(id: string): Driven {
  const file = networks.find((network) => network.id === id)?.facts;
  if (file == null) throw new Error(`no facts of ${id}`);
  return new Driven(NetworkFacts.parse(JSON.parse(readFileSync(file, 'utf8'))), nobody, 'Europe/Paris', day(0));
}

/** The rules of that effect; each names a source that is in the list. */
function rulesOf(one: Driven, type: Effect['type']): { id: string; effect: Effect }[] {
  const { rules, sources } = one.departure.facts;
  const found = rules.filter(({ effect }) => effect.type === type);
  for (const rule of found) for (const source of rule.sources) expect(sources.map(({ id }) => id)).toContain(source);
  expect(found).not.toEqual([]);
  return found;
}

const gateOf = (one: Driven, at: string): string[] => missing(plan(one.departure, new Date(at)).gate);
const taskIds = (one: Driven): string[] => plan(one.departure, new Date(day(0))).tasks.map(({ id }) => id);

it.each(['whatsapp', 'discord'])('%s drops a pending export when the account is closed: closing waits for it', (id) => {
  const one = leaving(id);
  rulesOf(one, 'pending-export-locks-close');
  one.ready(day(1)).tell({ type: 'requested' }, day(2));
  expect(gateOf(one, day(2))).toContain('no-pending-export');
  expect(one.say({ type: 'closed' }, day(2))).toBe('gate-closed');
  one.tell({ type: 'ready' }, day(3));
  expect(gateOf(one, day(3))).not.toContain('no-pending-export');
});

it('Reddit gives nothing afterwards: its rule stands first in the gate', () => {
  const one = leaving('reddit');
  const [rule] = rulesOf(one, 'nothing-after-close');
  expect(plan(one.departure, new Date(day(0))).gate.conditions[0]).toMatchObject({
    id: 'export-in',
    met: false,
    fact: `rules.${rule?.id}`,
  });
});

it('Messenger needs a second export for encrypted chats: the gate asks for it', () => {
  const one = leaving('messenger');
  const ids = rulesOf(one, 'second-export').map(({ id }) => `request.${id}`);
  one.ready(day(1));
  expect(gateOf(one, day(1))).toEqual(expect.arrayContaining(ids));
});

it('Threads hangs on Instagram: it is told before anything is decided', () => {
  const one = leaving('threads');
  const rules = rulesOf(one, 'hangs-on');
  expect(rules.map(({ effect }) => effect)).toContainEqual({ type: 'hangs-on', network: 'instagram' });
  expect(taskIds(one)).toEqual(expect.arrayContaining(rules.map(({ id }) => `decide.${id}`)));
});

it('Bluesky’s file has no pictures: saving them is a task of its own', () => {
  const one = leaving('bluesky');
  expect(taskIds(one)).toEqual(expect.arrayContaining(rulesOf(one, 'media-apart').map(({ id }) => `collect.${id}`)));
});

it('WeChat cannot close with a balance: a reason does not take its place', () => {
  const one = leaving('wechat');
  rulesOf(one, 'balance-locks-close');
  one.ready(day(1));
  expect(gateOf(one, day(1))).toContain('settle.balance');
  expect(one.say({ type: 'skip', task: 'settle.balance', reason: 'later' }, day(1))).toBe('not-skippable');
});

it('TikTok’s coins are lost: they are asked about even where somebody said that there is no money', () => {
  const one = leaving('tiktok');
  rulesOf(one, 'balance-lost');
  expect(taskIds(one)).toContain('settle.balance');
  one.ready(day(1));
  expect(gateOf(one, day(1))).toContain('settle.balance');
});

it('Strava’s export page is the deletion page: the request waits until that was read', () => {
  const one = leaving('strava');
  const [rule] = rulesOf(one, 'page-also-deletes');
  expect(one.say({ type: 'requested' }, day(1))).toBe('task-locked');
  one.tell({ type: 'do', task: `request.${rule?.id}` }, day(1)).tell({ type: 'requested' }, day(1));
});
