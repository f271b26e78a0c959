/** What undoes what was just said: the departure is then as it was before. */
import type { DepartureView, Say } from '../../shared/departures/index.ts';

/** In the order in which it has to be said; nothing where there is nothing to undo. */
export function inverse(before: DepartureView, say: Say, after: DepartureView): Say[] {
  const newest = after.events.findLast(({ seq, canBeTakenBack }) => canBeTakenBack && seq > before.events.length);
  const takeBack: Say[] = newest === undefined ? [] : [{ type: 'unsay', event: newest.seq }];
  switch (say.type) {
    case 'do':
    case 'skip':
    case 'remind':
    case 'undo':
      // What a person ticks off may stand for something that has happened: that is taken back.
      return takeBack.length > 0 ? takeBack : asBefore(before, say.task, after);
    case 'settle':
      return [];
    case 'unsay':
      return againOf(before, say.event);
    default:
      return takeBack;
  }
}

/** Sets the marks of a task to what they were. */
function asBefore(before: DepartureView, id: string, after: DepartureView): Say[] {
  const [was, is] = [before, after].map(({ tasks }) => tasks.find((task) => task.id === id));
  if (was === undefined || is === undefined) return [];
  const marked = is.state !== 'open' || is.remindOn !== null;
  const says: Say[] = marked ? [{ type: 'undo', task: id }] : [];
  if (was.state === 'done' && was.by === 'person') says.push({ type: 'do', task: id });
  if (was.state === 'skipped' && was.reason !== null) says.push({ type: 'skip', task: id, reason: was.reason });
  if (was.remindOn !== null && was.remindOn >= after.today) says.push({ type: 'remind', task: id, on: was.remindOn });
  return says;
}

/** Says once more what was taken back, as far as it can be said again from what it holds. */
function againOf(before: DepartureView, seq: number): Say[] {
  const event = before.events.find((one) => one.seq === seq);
  if (event === undefined) return [];
  const { on, expires, zone, agreed } = event.data;
  switch (event.type) {
    case 'answered':
      return [{ type: 'answer', answers: before.answers }];
    case 'requested':
    case 'lost':
    case 'closed':
    case 'reopened':
      return typeof on === 'string' ? [{ type: event.type, on }] : [];
    case 'ready':
      if (typeof on !== 'string') return [];
      return [{ type: 'ready', on, ...(typeof expires === 'string' ? { expires } : {}) }];
    case 'graceEndSet':
      return typeof on === 'string' ? [{ type: 'grace-ends', on }] : [];
    case 'zoneSet':
      return typeof zone === 'string' ? [{ type: 'zone', zone }] : [];
    case 'looksAgreed':
      return typeof agreed === 'boolean' ? [{ type: 'looks', agreed }] : [];
    default:
      return [];
  }
}

/** What takes back that a task is done or left out; null where that is no saying. */
export function undoOf({ events, tasks }: DepartureView, id: string): Say | null {
  const task = tasks.find((one) => one.id === id);
  if (task === undefined || task.state === 'open') return null;
  const marks = events.findLast(
    ({ type, data }) => data['task'] === id && (type === 'taskDone' || type === 'taskSkipped' || type === 'taskUndone'),
  );
  if (task.state === 'skipped' || (marks?.type === 'taskDone' && task.by === 'person')) return { type: 'undo', task: id };
  const happening = happenings[id];
  const event = events.findLast(({ type, takenBack }) => type === happening && !takenBack);
  return event?.canBeTakenBack === true ? { type: 'unsay', event: event.seq } : null;
}

/** The event that a task stands for. */
const happenings: Readonly<Record<string, string>> = {
  'decide.where': 'answered',
  'request.export': 'requested',
  'wait.ready': 'ready',
  'collect.import': 'collected',
  'close.account': 'closed',
  'grace.last-day': 'graceEndSet',
};
