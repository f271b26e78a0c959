/** What a command does to a departure: events, or a refusal. Pure; the clock is handed in. */
import { Answers } from '../../shared/departures/answers.ts';
import type { Say } from '../../shared/departures/say.ts';
import { assertNever, type RefusalCode } from '../../shared/errors.ts';
import type { NetworkFacts } from '../../shared/facts/index.ts';
import type { Look } from '../../shared/outlook.ts';
import type { Letter } from '../letters/letter.ts';
import { decideLetter } from '../letters/decide.ts';
import { typedName } from '../typed-name.ts';
import { dayOf, graceEnds, hasGrace } from './clocks.ts';
import type { CheckedCopy, Collection, Event, From, Proof } from './events.ts';
import { missing } from './gate.ts';
import { plan } from './plan.ts';
import { settle } from './settle.ts';
import { closedOn, evolve, type Departure } from './state.ts';
import { unsay } from './take-back.ts';
import type { Task } from './tasks.ts';

/** What a person says, but for what the engine has to look at first; and what the engine itself has found out. */
export type Command =
  | Exclude<Say, { type: 'collected' }>
  | {
      readonly type: 'begin';
      readonly network: string;
      readonly name?: string | undefined;
      readonly handle: string;
      readonly answers: Answers;
      readonly zone: string;
      readonly facts: NetworkFacts;
    }
  | { readonly type: 'renew'; readonly facts: NetworkFacts }
  | { readonly type: 'collect'; readonly collection: Collection }
  | { readonly type: 'prove'; readonly proof: Proof }
  | { readonly type: 'copy'; readonly copy: CheckedCopy }
  | { readonly type: 'confirmRecovery' }
  | { readonly type: 'look'; readonly look: Look }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'write'; readonly letter: Letter }
  | { readonly type: 'told'; readonly keys: readonly string[] };

export type Decision =
  | { readonly events: readonly Event[] }
  | { readonly refused: { readonly code: RefusalCode; readonly detail: Readonly<Record<string, string | number>> } };

const refuse = (code: RefusalCode, detail: Record<string, string | number> = {}): Decision => ({ refused: { code, detail } });
const nothing: Decision = { events: [] };
/** Before the oldest network; a date further back is a slip. */
const earliest = Date.UTC(1995, 0);

export function decide(state: Departure | null, command: Command, now: Date): Decision {
  const at = instant(now);
  const give = (...events: Event[]): Decision => ({ events });
  if (command.type === 'begin') {
    if (state !== null) return refuse('not-now', { command: command.type });
    const { network, name, handle, answers, zone, facts } = command;
    return give({ type: 'begun', at, network, ...(name === undefined ? {} : { name }), handle, answers, zone, facts });
  }
  if (state === null) return refuse('no-departure');
  if ('on' in command && command.on !== undefined && command.type !== 'remind' && command.type !== 'grace-ends') {
    const on = Date.parse(command.on);
    if (on > now.getTime()) return refuse('in-future', { on: command.on });
    if (on < earliest) return refuse('bad-date', { on: command.on });
  }
  const on = 'on' in command && command.on !== undefined ? instant(new Date(command.on)) : at;
  switch (command.type) {
    case 'renew':
      // Never back to an older reading, and never another network's.
      if (command.facts.id !== state.network || command.facts.researchedOn <= state.facts.researchedOn) return nothing;
      return give({ type: 'factsRenewed', at, facts: command.facts });
    case 'answer': {
      const answers = Answers.parse({ ...state.answers, ...command.answers });
      const changed = Answers.keyof().options.filter((question) => answers[question] !== state.answers[question]);
      return changed.length === 0 ? nothing : give({ type: 'answered', at, answers, changed });
    }
    case 'zone':
      return command.zone === state.zone ? nothing : give({ type: 'zoneSet', at, zone: command.zone });
    case 'do':
    case 'skip':
    case 'undo':
    case 'remind':
      return decideTask(state, command, now);
    case 'requested': {
      if (state.request.state === 'asked' || state.request.state === 'ready')
        return refuse('not-now', { command: command.type, because: state.request.state });
      const locked = find(state, 'request.export', now)?.lockedBy ?? null;
      return locked === null
        ? give({ type: 'requested', at, on })
        : refuse('task-locked', { task: 'request.export', by: locked });
    }
    case 'ready':
      if (state.request.state === 'ready') return refuse('not-now', { command: command.type, because: 'ready' });
      if (state.request.state === 'asked' && on < state.request.since) return refuse('bad-date', { on });
      if (command.expires !== undefined && Date.parse(command.expires) <= Date.parse(on))
        return refuse('bad-date', { on: command.expires });
      return give({ type: 'ready', at, on, expires: command.expires === undefined ? null : instant(new Date(command.expires)) });
    case 'lost':
      if (state.request.state !== 'asked' && state.request.state !== 'ready')
        return refuse('not-now', { command: command.type, because: state.request.state });
      return on < state.request.since ? refuse('bad-date', { on }) : give({ type: 'lost', at, on });
    case 'collect':
      // The same import said twice is one.
      if (state.collections.some((one) => one.archive === command.collection.archive && one.import === command.collection.import))
        return nothing;
      return give({ type: 'collected', at, collection: command.collection });
    case 'prove':
      return give({ type: 'proved', at, proof: command.proof });
    case 'copy':
      return give({ type: 'copied', at, copy: command.copy });
    case 'confirmRecovery':
      return state.recoveryConfirmed ? nothing : give({ type: 'recoveryConfirmed', at });
    case 'override': {
      if (state.closing.state === 'closed') return refuse('not-now', { command: command.type, because: 'closed' });
      if (typedName(command.handle) !== typedName(state.handle)) return refuse('handle-differs', { handle: state.handle });
      const open = missing(plan(state, now).gate);
      // Nothing to override: the gate is open by itself.
      if (open.length === 0) return nothing;
      return give({ type: 'overridden', at, handle: command.handle, reason: command.reason, missing: open });
    }
    case 'closed': {
      if (state.closing.state === 'closed') return refuse('not-now', { command: command.type, because: 'closed' });
      const { gate } = plan(state, now);
      if (!gate.open) return refuse('gate-closed', { missing: missing(gate).join(', ') });
      if (state.closing.state === 'reopened' && on < state.closing.since) return refuse('bad-date', { on });
      return give({ type: 'closed', at, on });
    }
    case 'reopened': {
      if (state.closing.state !== 'closed') return refuse('not-now', { command: command.type, because: state.closing.state });
      if (on < state.closing.since) return refuse('bad-date', { on });
      if (!hasGrace(state)) return refuse('no-way-back');
      const ends = graceEnds(state);
      if (ends !== null && Date.parse(on) >= Date.parse(ends)) return refuse('too-late', { on: ends });
      return give({ type: 'reopened', at, on });
    }
    case 'grace-ends': {
      if (state.closing.state !== 'closed') return refuse('not-now', { command: command.type, because: state.closing.state });
      if (command.on < dayOf(state.closing.since, state.zone)) return refuse('bad-date', { on: command.on });
      return state.graceEnd === command.on ? nothing : give({ type: 'graceEndSet', at, on: command.on });
    }
    case 'looks':
      return state.looksAgreed === command.agreed ? nothing : give({ type: 'looksAgreed', at, agreed: command.agreed });
    case 'look':
      return give({ type: 'looked', at, look: command.look });
    case 'told': {
      const keys = [...new Set(command.keys)].filter((key) => !state.told.has(key));
      return keys.length === 0 ? nothing : give({ type: 'reminded', at, keys });
    }
    case 'name': {
      const before = state.history.findLast(({ event, here }) => event.type === 'named' && here)?.event;
      return before?.type === 'named' && before.name === command.name ? nothing : give({ type: 'named', at, name: command.name });
    }
    case 'write':
    case 'letter-sent':
    case 'letter-answered':
      return decideLetter(state, command, now);
    case 'unsay':
      return unsay(state, command.event, at);
    case 'settle':
      return settle(state, command, now);
    default:
      return assertNever(command);
  }
}

function decideTask(
  state: Departure,
  command: Extract<Command, { type: 'do' | 'skip' | 'undo' | 'remind' }>,
  now: Date,
): Decision {
  const at = instant(now);
  const task = find(state, command.task, now);
  if (task === null) return refuse('no-task', { task: command.task });
  const id = task.id;
  switch (command.type) {
    case 'do': {
      if (task.state === 'done') return nothing;
      if (task.lockedBy !== null)
        return task.lockedBy === 'gate'
          ? decide(state, { type: 'closed' }, now)
          : refuse('task-locked', { task: id, by: task.lockedBy });
      // What a person calls done where something has to have happened: it happened now.
      if (id === 'request.export') return decide(state, { type: 'requested' }, now);
      if (id === 'wait.ready') return decide(state, { type: 'ready' }, now);
      if (id === 'close.account') return decide(state, { type: 'closed' }, now);
      if (task.by === 'adieu') return refuse('not-by-hand', { task: id });
      return { events: [{ type: 'taskDone', at, task: id }] };
    }
    case 'skip':
      if (task.state === 'done') return refuse('not-now', { command: command.type, because: 'done' });
      if (!task.skippable) return refuse('not-skippable', { task: id });
      return { events: [{ type: 'taskSkipped', at, task: id, reason: command.reason }] };
    case 'remind':
      if (command.on < dayOf(at, state.zone)) return refuse('bad-date', { on: command.on });
      return task.remindOn === command.on ? nothing : { events: [{ type: 'taskReminded', at, task: id, on: command.on }] };
    case 'undo':
      if (!state.marks.has(id) && task.remindOn === null)
        return task.state === 'open' ? nothing : refuse('not-by-hand', { task: id });
      return { events: [{ type: 'taskUndone', at, task: id }] };
    default:
      return assertNever(command);
  }
}

const find = (state: Departure, id: string, now: Date): Task | null =>
  plan(state, now).tasks.find((task) => task.id === id) ?? null;

/** To the second, as every date of a departure. */
function instant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * What no history may say, whatever was commanded; empty for a lawful one. For tests. What was set aside says nothing. `from`: where the events come from, where that is
 * not all here.
 */
export function unlawful(history: readonly Event[], from: readonly From[] = []): string[] {
  const faults: string[] = [];
  let state: Departure | null = null;
  for (const [index, event] of history.entries()) {
    const before = state;
    state = evolve(state, event, from[index]);
    if (before === null || state.aside.has(index + 1)) continue;
    const closed = closedOn(before.closing);
    if (event.type === 'closed' && !plan(before, new Date(event.at)).gate.open) faults.push('closed behind a shut gate');
    if (event.type === 'closed' && before.closing.state === 'closed') faults.push('closed twice');
    if (event.type === 'reopened' && (before.closing.state !== 'closed' || closed === null || event.on < closed))
      faults.push('reopened, and not closed');
    if ('on' in event && event.type !== 'taskReminded' && event.type !== 'graceEndSet' && event.on > event.at)
      faults.push(`${event.type} in the future`);
    if (event.type === 'takenBack' && event.event >= state.history.length) faults.push('took back what was not said');
  }
  return faults;
}
