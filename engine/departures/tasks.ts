/** What there is to do in a departure: derived from the facts, the answers and what has happened so far. */
import type { Fact, NetworkFacts, Rule, Stage, Text } from '../../shared/facts/index.ts';
import { stages } from '../../shared/facts/index.ts';
import { assertNever } from '../../shared/errors.ts';
import { sum } from '../outlook/index.ts';
import { clock, graceEnds, hasGrace } from './clocks.ts';
import type { Departure } from './state.ts';
import {
  prerequisiteNames,
  prerequisiteWords,
  requestWords,
  taskWords,
  withoutExport,
  type GenericTask,
  type PrerequisiteName,
} from './words.ts';

export interface How {
  readonly text: Text;
  /** Https; opened in the person's own browser. */
  readonly link: string | null;
}

/** `adieu`: done when what it stands for has happened; a person cannot tick it off. */
export type DoneBy = 'person' | 'adieu';

export interface Task {
  readonly id: string;
  readonly stage: Stage;
  readonly title: Text;
  readonly why: Text;
  readonly how: readonly How[];
  /** Paths of the facts it rests on. */
  readonly facts: readonly string[];
  readonly by: DoneBy;
  readonly skippable: boolean;
  /** The gate asks for it. */
  readonly gate: boolean;
  readonly state: 'open' | 'done' | 'skipped';
  /** Why it was skipped. */
  readonly reason: string | null;
  readonly remindOn: string | null;
  /** The task that has to be done before it, or `gate`. */
  readonly lockedBy: string | null;
}

interface Draft extends Pick<Task, 'id' | 'title' | 'why' | 'how' | 'facts'> {
  readonly by?: DoneBy;
  readonly skippable?: boolean;
  readonly gate?: boolean;
  /** What it stands for has happened. */
  readonly happened?: boolean;
  readonly lockedBy?: string | null;
}

/** The tasks that apply, in the order of the stages. Without the gate's lock on `close.account`: `plan.ts` puts it there. */
export function tasks(state: Departure, now: Date): Task[] {
  return stages.flatMap((stage) => [...drafts(stage, state, now)].map((draft) => finish(draft, stage, state)));
}

/** The archive of the newest export has been opened, searched and compared with its checksums, and was whole. */
export function isProved({ proof, collections }: Departure): boolean {
  const archive = collections.at(-1)?.archive;
  return proof !== null && proof.archive === archive && proof.opens && proof.searches && proof.whole === proof.of;
}

/** Where a network gives no export, none can be asked for; what was collected all the same is held to the same standard. */
export function isExportExpected({ facts, collections }: Departure): boolean {
  return facts.export.available.value !== false || collections.length > 0;
}

export function isSafe({ copies, recoveryConfirmed, collections }: Departure): boolean {
  const archive = collections.at(-1)?.archive;
  return recoveryConfirmed || copies.some((copy) => copy.archive === archive);
}

function finish(draft: Draft, stage: Stage, state: Departure): Task {
  const { happened = false, by = 'person', skippable = true, gate = false, lockedBy = null, ...rest } = draft;
  const mark = state.marks.get(draft.id);
  const skipped = mark?.state === 'skipped' && skippable;
  const done = happened || (by === 'person' && mark?.state === 'done');
  return {
    ...rest,
    stage,
    by,
    skippable,
    gate,
    state: done ? 'done' : skipped ? 'skipped' : 'open',
    reason: !done && skipped ? mark.reason : null,
    remindOn: state.reminders.get(draft.id) ?? null,
    lockedBy: done ? null : lockedBy,
  };
}

function* drafts(stage: Stage, state: Departure, now: Date): Generator<Draft> {
  switch (stage) {
    case 'decide':
      yield* decideTasks(state);
      break;
    case 'settle':
      yield* settleTasks(state);
      break;
    case 'request':
      yield* requestTasks(state);
      break;
    case 'wait':
      yield {
        ...generic('wait.ready', state, ['export.readyTime', 'export.linkLifetime', 'export.cancelledBy']),
        by: 'adieu',
        happened: state.request.state === 'ready' || state.collections.length > 0,
      };
      break;
    case 'collect':
      yield* collectTasks(state);
      break;
    case 'check': {
      // The gate holds to it; without an export there may be nothing to check.
      const needed = isExportExpected(state) ? { gate: true, skippable: false } : { gate: false, skippable: true };
      yield { ...generic('check.account', state, ['export.notIncluded']), ...needed };
      yield { ...generic('check.archive', state, []), ...needed, by: 'adieu', happened: isProved(state) };
      yield { ...generic('check.safe', state, []), ...needed, by: 'adieu', happened: isSafe(state) };
      break;
    }
    case 'people':
      yield generic('people.keep', state, ['export.contents.followers', 'export.contents.following']);
      yield generic('people.tell', state, ['closure.survives']);
      break;
    case 'farewell':
      yield generic('farewell.post', state, []);
      yield generic('farewell.bio', state, []);
      break;
    case 'close':
      yield* closeTasks(state);
      break;
    case 'grace':
      yield* graceTasks(state);
      break;
    case 'confirm':
      yield* confirmTasks(state, now);
      break;
    case 'done':
      yield generic('done.receipt', state, []);
      break;
    default:
      assertNever(stage);
  }
  if (stage !== 'close') yield* ruleTasks(stage, state);
}

/** One for each rule that makes a task in this stage. */
function* ruleTasks(stage: Stage, state: Departure): Generator<Draft> {
  for (const rule of state.facts.rules) {
    const { effect } = rule;
    if (effect.type !== 'task' || effect.stage !== stage) continue;
    if (effect.asks !== null && state.answers[effect.asks] === 'no') continue;
    const tooEarly = stage === 'close' && state.collections.length === 0 && state.facts.export.available.value !== false;
    yield {
      ...ruleTask(rule, stage),
      gate: stage === 'settle' && effect.asks !== null,
      lockedBy: tooEarly ? 'collect.import' : null,
    };
  }
}

function* decideTasks(state: Departure): Generator<Draft> {
  yield generic('decide.know', state, [
    'closure.deactivateVsDelete',
    'closure.gracePeriodDays',
    'closure.cancelRule',
    'closure.survives',
    'closure.username',
    'closure.fullErasureDays',
    'closure.inactivityDeletion',
  ]);
  yield { ...generic('decide.where', state, []), by: 'adieu', happened: state.answers.findMe !== null };
  for (const rule of rulesOf(state.facts, 'hangs-on')) yield ruleTask(rule, 'decide');
}

function* settleTasks(state: Departure): Generator<Draft> {
  const elsewhere = new Set(state.facts.rules.flatMap(({ effect }) => (effect.type === 'task' ? (effect.insteadOf ?? []) : [])));
  for (const name of prerequisiteNames) {
    if (elsewhere.has(name)) continue;
    const fact: Fact<Text> = state.facts.prerequisites[name];
    const { title, why, look, asks } = prerequisiteWords[name];
    const rules =
      name === 'balance' ? [...rulesOf(state.facts, 'balance-locks-close'), ...rulesOf(state.facts, 'balance-lost')] : [];
    const asked = asks === null ? fact.value !== null : state.answers[asks] !== 'no';
    if (!asked && rules.length === 0) continue;
    const [rule] = rules;
    yield {
      id: `settle.${kebab(name)}`,
      title: rule?.title ?? title,
      why: rule?.why ?? why,
      how: [...(fact.value === null ? [look] : [fact.value]), ...rules.flatMap((one) => one.how)].map(step),
      facts: [`prerequisites.${name}`, ...rules.map(({ id }) => `rules.${id}`)],
      gate: asks !== null,
      skippable: !rules.some(({ effect }) => effect.type === 'balance-locks-close'),
    };
  }
  if (state.answers.team !== 'no') yield { ...generic('settle.team', state, []), gate: true };
}

function* requestTasks(state: Departure): Generator<Draft> {
  const { facts, request } = state;
  const first = rulesOf(facts, 'page-also-deletes');
  for (const rule of first) yield { ...ruleTask(rule, 'request'), skippable: false };
  const { steps, recommendedFormat } = facts.export;
  const unread = first.find(({ id }) => state.marks.get(`request.${id}`)?.state !== 'done');
  yield {
    ...generic('request.export', state, [
      'export.available',
      'export.url',
      'export.helpUrl',
      'export.steps',
      'export.recommendedFormat',
      'export.readyTime',
      'export.requestCooldown',
      'export.cancelledBy',
      'export.pitfalls',
    ]),
    how: [
      ...withLink(steps.value ?? [requestWords.unknownSteps], facts.export.url.value ?? facts.export.helpUrl.value),
      ...(recommendedFormat.value === null ? [] : [step(requestWords.format(recommendedFormat.value))]),
      step(requestWords.tell),
    ],
    by: 'adieu',
    happened: request.state === 'asked' || request.state === 'ready' || state.collections.length > 0,
    lockedBy: unread === undefined ? null : `request.${unread.id}`,
  };
  for (const rule of rulesOf(facts, 'second-export')) yield { ...ruleTask(rule, 'request'), gate: true };
}

function* collectTasks(state: Departure): Generator<Draft> {
  const { contents, mediaDelivery } = state.facts.export;
  yield {
    ...generic('collect.import', state, ['export.linkLifetime', 'export.splitIntoParts', 'export.archiveMarkers']),
    by: 'adieu',
    happened: state.collections.length > 0,
  };
  const apart = rulesOf(state.facts, 'media-apart');
  for (const rule of apart) yield ruleTask(rule, 'collect');
  if (apart.length === 0 && !(contents.mediaFiles.value === 'yes' && mediaDelivery.value === 'files'))
    yield generic('collect.media', state, ['export.contents.mediaFiles', 'export.mediaDelivery', 'export.mediaLinkLifetime']);
}

function* closeTasks(state: Departure): Generator<Draft> {
  const { closure } = state.facts;
  const link = closure.deletionUrl.value ?? closure.helpUrl.value;
  // The last button comes last.
  yield* ruleTasks('close', state);
  if (closure.steps.value === null) yield generic('close.ask', state, ['closure.steps']);
  yield {
    ...generic('close.account', state, [
      'closure.steps',
      'closure.deletionUrl',
      'closure.helpUrl',
      'closure.gracePeriodDays',
      'closure.cancelRule',
    ]),
    how: withLink(closure.steps.value ?? [], link),
    by: 'adieu',
    skippable: false,
    happened: state.closing.state === 'closed',
  };
}

function* graceTasks(state: Departure): Generator<Draft> {
  if (!hasGrace(state)) return;
  const { closure, traps } = state.facts;
  const grace = ['closure.gracePeriodDays', 'closure.cancelRule', 'closure.loginCancelsDeletion'];
  if (closure.gracePeriodDays.value === null)
    yield { ...generic('grace.last-day', state, grace), happened: state.graceEnd !== null };
  // Only where a network says that signing in does nothing is there nothing to beware of.
  if (closure.loginCancelsDeletion.value !== false) {
    yield generic('grace.apps', state, grace);
    if (state.answers.logins !== 'no') yield generic('grace.log-in-with', state, [...grace, 'prerequisites.signInWith']);
    yield generic('grace.old-devices', state, grace);
    yield generic('grace.schedulers', state, [...grace, 'prerequisites.linkedAccounts']);
  }
  for (const trap of traps)
    yield { id: `grace.${trap.id}`, title: trap.title, why: trap.why, how: trap.how.map(step), facts: [`traps.${trap.id}`] };
}

function* confirmTasks(state: Departure, now: Date): Generator<Draft> {
  yield {
    ...generic('confirm.look', state, [
      'verification.profileUrlPattern',
      'verification.existsSignal',
      'verification.goneSignal',
      'verification.reliability',
    ]),
    happened: state.closing.state === 'closed' && isOver(graceEnds(state), now) && isSeenGone(state),
  };
  yield {
    ...generic('confirm.erasure', state, ['closure.fullErasureDays', 'closure.backupErasureDays', 'closure.adDataRetention']),
    happened: isOver(clock(state, 'erased')?.at ?? null, now),
  };
}

/** Seen gone on two days, the second of them after it could come back. */
function isSeenGone({ looks }: Departure): boolean {
  const { verdict, caveat } = sum(looks);
  return verdict === 'gone' && caveat === null;
}

const isOver = (at: string | null, now: Date): boolean => at !== null && Date.parse(at) <= now.getTime();

function generic(id: GenericTask, { facts }: Departure, paths: readonly string[]): Draft {
  const { title, why, how } = (facts.export.available.value === false ? withoutExport[id] : undefined) ?? taskWords[id];
  return { id, title, why, how: how.map(step), facts: paths.filter((path) => hasFact(facts, path)) };
}

function ruleTask(rule: Rule, stage: Stage): Draft {
  return { id: `${stage}.${rule.id}`, title: rule.title, why: rule.why, how: rule.how.map(step), facts: [`rules.${rule.id}`] };
}

export function rulesOf({ rules }: NetworkFacts, type: Rule['effect']['type']): Rule[] {
  return rules.filter(({ effect }) => effect.type === type);
}

/** A fact that says something, be it only in a note. */
function hasFact(facts: NetworkFacts, path: string): boolean {
  const fact = factAt(facts, path);
  return fact !== null && (fact.value !== null || fact.note !== null);
}

export function factAt(facts: NetworkFacts, path: string): Fact<unknown> | null {
  let found: unknown = facts;
  for (const name of path.split('.'))
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  return typeof found === 'object' && found !== null && 'value' in found ? (found as Fact<unknown>) : null;
}

const step = (text: Text): How => ({ text, link: null });
const withLink = (steps: readonly Text[], link: string | null): How[] =>
  steps.map((text, index) => ({ text, link: index === 0 ? link : null }));
const kebab = (name: PrerequisiteName): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
