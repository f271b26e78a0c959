/**
 * The gate before closing. It opens when the export is in and safe and everything that would be lost is settled; otherwise it names what is missing. A person can
 * override it with the handle typed and a reason.
 */
import type { Text } from '../../shared/facts/index.ts';
import type { Departure } from './state.ts';
import { isExportExpected, isProved, isSafe, rulesOf, type Task } from './tasks.ts';
import { text } from './words.ts';

export interface Condition {
  /** `export-in`, `no-pending-export`, or the task it asks for. */
  readonly id: string;
  readonly title: Text;
  readonly met: boolean;
  /** Path of the rule that makes it a condition here; null where it is one everywhere. */
  readonly fact: string | null;
}

export interface Gate {
  readonly open: boolean;
  readonly overridden: boolean;
  readonly conditions: readonly Condition[];
}

export function gate(state: Departure, tasks: readonly Task[]): Gate {
  const conditions = [...conditionsOf(state, tasks)];
  const overridden = state.override !== null;
  return { open: overridden || conditions.every(({ met }) => met), overridden, conditions };
}

/** Ids of what is not met. */
export const missing = ({ conditions }: Gate): string[] => conditions.flatMap(({ id, met }) => (met ? [] : id));

function* conditionsOf(state: Departure, tasks: readonly Task[]): Generator<Condition> {
  const { facts } = state;
  if (isExportExpected(state)) {
    const last = rulesOf(facts, 'nothing-after-close')[0];
    yield {
      id: 'export-in',
      title: last?.title ?? text('Your export is in Adieu', 'Votre export est dans Adieu'),
      met: state.collections.length > 0,
      fact: last === undefined ? null : `rules.${last.id}`,
    };
  }
  const dropped = rulesOf(facts, 'pending-export-locks-close')[0];
  if (dropped !== undefined)
    yield { id: 'no-pending-export', title: dropped.title, met: state.request.state !== 'asked', fact: `rules.${dropped.id}` };
  for (const task of tasks) {
    if (!task.gate) continue;
    const rule = task.facts.find((path) => path.startsWith('rules.')) ?? null;
    yield { id: task.id, title: task.title, met: isAnswered(task, state), fact: rule };
  }
}

function isAnswered(task: Task, state: Departure): boolean {
  switch (task.id) {
    case 'check.archive':
      return isProved(state);
    case 'check.safe':
      return isSafe(state);
    default:
      return task.state !== 'open';
  }
}
