/** Where a departure stands: its tasks with their locks, its gate, its stages. */
import { stages, type Stage } from '../../shared/facts/index.ts';
import { assertNever } from '../../shared/errors.ts';
import { graceEnds, hasGrace } from './clocks.ts';
import { gate, type Gate } from './gate.ts';
import type { Departure } from './state.ts';
import { tasks, type Task } from './tasks.ts';

export interface StageState {
  readonly id: Stage;
  /** `passed`: left behind with things still open in it. */
  readonly state: 'done' | 'current' | 'ahead' | 'passed';
  readonly open: number;
  readonly of: number;
}

export interface Plan {
  readonly tasks: readonly Task[];
  readonly gate: Gate;
  readonly stages: readonly StageState[];
  readonly stage: Stage;
}

export function plan(state: Departure, now: Date): Plan {
  const all = tasks(state, now);
  const opening = gate(state, all);
  const locked = all.map((task) =>
    task.id === 'close.account' && task.state === 'open' && !opening.open ? { ...task, lockedBy: 'gate' } : task,
  );
  const stage = currentStage(state, locked, now);
  return { tasks: locked, gate: opening, stage, stages: stages.map((id) => stageState(id, stage, state, locked, now)) };
}

const afterClosing: ReadonlySet<Stage> = new Set<Stage>(['grace', 'confirm', 'done']);

/** The first stage that is not done: before the closing of those that lead to it, after it of those that follow. */
function currentStage(state: Departure, all: readonly Task[], now: Date): Stage {
  const closed = state.closing.state === 'closed';
  return (
    stages.find((stage) => afterClosing.has(stage) === closed && !isDone(stage, state, all, now)) ?? (closed ? 'done' : 'close')
  );
}

function stageState(id: Stage, current: Stage, state: Departure, all: readonly Task[], now: Date): StageState {
  const own = all.filter((task) => task.stage === id);
  const open = own.filter((task) => task.state === 'open').length;
  const reachable = state.closing.state === 'closed' || !afterClosing.has(id);
  const counts = { id, open, of: own.length };
  if (id === current) return { ...counts, state: 'current' };
  if (reachable && isDone(id, state, all, now)) return { ...counts, state: 'done' };
  return { ...counts, state: stages.indexOf(id) < stages.indexOf(current) ? 'passed' : 'ahead' };
}

function isDone(stage: Stage, state: Departure, all: readonly Task[], now: Date): boolean {
  const settled = all.every((task) => task.stage !== stage || task.state !== 'open');
  switch (stage) {
    case 'grace': {
      if (!hasGrace(state)) return state.closing.state === 'closed';
      const ends = graceEnds(state);
      // When the time is over, what was not ticked off does not matter any more.
      return ends !== null && Date.parse(ends) <= now.getTime();
    }
    case 'decide':
    case 'settle':
    case 'request':
    case 'wait':
    case 'collect':
    case 'check':
    case 'people':
    case 'farewell':
    case 'close':
    case 'confirm':
    case 'done':
      return settled;
    default:
      return assertNever(stage);
  }
}
