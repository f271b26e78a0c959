/** What leaving means, before anything is begun: the same clocks as in a departure, run as if everything were done now. */
import type { Answers } from '../../shared/departures/answers.ts';
import type { DeparturePreview } from '../../shared/departures/preview.ts';
import type { ClockId, ShownFact } from '../../shared/departures/view.ts';
import { facts as factsOf, type Fact, type NetworkFacts, type Question, type Rule } from '../../shared/facts/index.ts';
import { clocks, dayOf } from './clocks.ts';
import type { Event } from './events.ts';
import { fold } from './state.ts';
import { showFact } from './view.ts';

export interface Looked {
  readonly network: string;
  readonly networkName: string;
  readonly facts: NetworkFacts;
  readonly answers: Answers;
  readonly zone: string;
}

/** Groups of facts a person who leaves asks for. Those on letters and on looks from outside come later. */
const asked = /^(?:access|export|closure|prerequisites)\./;
/** What is lost with the account, where the answers do not rule it out. */
const atStake: readonly (readonly [path: string, asks: Question])[] = [
  ['prerequisites.balance', 'money'],
  ['prerequisites.creatorPayouts', 'money'],
  ['prerequisites.ownedPagesGroups', 'pages'],
  ['prerequisites.signInWith', 'logins'],
];

export function previewOf(looked: Looked, now: Date): DeparturePreview {
  const { facts, networkName, answers } = looked;
  const show = (path: string): ShownFact => showFact(facts, path);
  const known = (path: string): ShownFact[] => [show(path)].filter(({ value }) => value !== null);
  const all = [...factsOf(facts)];
  return {
    networkName,
    researchedOn: facts.researchedOn,
    known: all.filter(({ fact }) => fact.value !== null).length,
    of: all.length,
    dates: datesOf(looked, now),
    back: ['closure.deactivateVsDelete', 'closure.cancelRule', 'closure.loginCancelsDeletion'].flatMap(known),
    lost: [
      ...all.filter(({ path, fact }) => isMissing(path, fact)).map(({ path }) => show(path)),
      ...known('export.notIncluded'),
      ...known('closure.username'),
      ...atStake.flatMap(([path, asks]) => (answers[asks] === 'no' ? [] : known(path))),
    ],
    stays: ['closure.survives', 'closure.adDataRetention'].flatMap(known),
    rules: facts.rules.filter((rule) => concerns(rule, answers)).map(({ id, title }) => ({ title, fact: show(`rules.${id}`) })),
    unknown: all.filter(({ path, fact }) => asked.test(path) && fact.value === null).map(({ path }) => path),
  };
}

function datesOf({ network, networkName, facts, answers, zone }: Looked, now: Date): DeparturePreview['dates'] {
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const begun: Event = { type: 'begun', at, network, handle: networkName, answers, zone, facts };
  const when = (id: ClockId, ...events: Event[]): string | null => {
    const state = fold([begun, ...events]);
    return (state === null ? [] : clocks(state)).find((one) => one.id === id)?.at ?? null;
  };
  const closed: Event = { type: 'closed', at, on: at };
  const ready = when('expected-by', { type: 'requested', at, on: at });
  const dies = ready === null ? null : when('link-dies', { type: 'ready', at: ready, on: ready, expires: null });
  const date = (path: string, instant: string | null) => ({
    fact: showFact(facts, path),
    day: instant === null ? null : dayOf(instant, zone),
  });
  return [
    date('export.readyTime', ready),
    date('export.linkLifetime', dies),
    date('closure.gracePeriodDays', when('grace-ends', closed)),
    date('closure.fullErasureDays', when('erased', closed)),
    ...(facts.closure.backupErasureDays.value === null
      ? []
      : [date('closure.backupErasureDays', when('backups-erased', closed))]),
  ];
}

/** Something of the account that the export has not, or not whole. */
function isMissing(path: string, { value }: Fact<unknown>): boolean {
  if (path === 'export.mediaDelivery') return value === 'links' || value === 'mixed';
  return path.startsWith('export.contents.') && (value === 'no' || value === 'partial');
}

function concerns({ effect }: Rule, answers: Answers): boolean {
  if (effect.type === 'balance-locks-close' || effect.type === 'balance-lost') return answers.money !== 'no';
  return effect.type !== 'task';
}
