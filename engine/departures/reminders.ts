/**
 * What a departure reminds of, and when: derived from its clocks, so a date that moves brings a new reminder and one that is over brings none. A reminder has a key, and a
 * key that was told is never told again, however long the computer slept.
 */
import type { Text } from '../../shared/facts/index.ts';
import { sum } from '../outlook/index.ts';
import { clock, dayAt, daysBetween, plusDays } from './clocks.ts';
import { letterReminders } from '../letters/dates.ts';
import type { Departure } from './state.ts';
import type { Task } from './tasks.ts';
import { text } from './words.ts';

export interface Reminder {
  /** What it is about and the date it hangs on. */
  readonly key: string;
  readonly at: string;
  readonly text: Text;
}

/** Days before the last day on which a closed account can come back. */
const beforeTheEnd = 2;
/** At which hour of the person's own day a task is reminded of. */
export const morning = '09:00';

/** All that are still ahead or due, in their order. */
export function reminders(state: Departure, tasks: readonly Task[]): Reminder[] {
  return [...all(state, tasks)]
    .filter(({ key }) => !state.told.has(key))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What is to be told now; of several about the same thing only the newest, and the others count as told with it (`keys`). */
export function due(state: Departure, tasks: readonly Task[], now: Date): { tell: Reminder[]; keys: string[] } {
  const over = reminders(state, tasks).filter(({ at }) => Date.parse(at) <= now.getTime());
  const newest = new Map(over.map((one) => [about(one.key), one]));
  return { tell: [...newest.values()], keys: over.map(({ key }) => key) };
}

const about = (key: string): string => key.split('@')[0] ?? key;

function* all(state: Departure, tasks: readonly Task[]): Generator<Reminder> {
  const { zone } = state;
  const make = (name: string, at: string | null, words: Text): Reminder[] =>
    at === null ? [] : [{ key: `${name}@${at}`, at, text: words }];

  const expected = clock(state, 'expected-by')?.at ?? null;
  yield* make(
    'expected',
    expected,
    text(
      'Your export should be ready by now. Look at your mail and at the page where you asked.',
      'Votre export devrait être prêt. Regardez vos e-mails et la page de la demande.',
    ),
  );

  const dies = clock(state, 'link-dies')?.at ?? null;
  if (dies !== null) {
    const ready = clock(state, 'ready')?.at ?? dies;
    for (const days of [2, 1]) {
      const at = plusDays(dies, -days, zone);
      // A link that lives for a day is not announced before it is there.
      if (at !== null && at > ready)
        yield* make(
          'link',
          at,
          text(
            `The link to your export dies in ${days === 1 ? 'a day' : 'two days'}. Download every part.`,
            `Le lien de votre export expire dans ${days === 1 ? 'un jour' : 'deux jours'}. Téléchargez toutes les parties.`,
          ),
        );
    }
    yield* make(
      'link',
      dies,
      text(
        'The link to your export is dead by now. If you have not downloaded it, ask again.',
        'Le lien de votre export a expiré. Si vous ne l’avez pas téléchargé, redemandez-le.',
      ),
    );
  }

  if (state.request.state === 'lost')
    yield* make(
      'again',
      clock(state, 'ask-again')?.at ?? null,
      text('You can ask for your data again.', 'Vous pouvez redemander vos données.'),
    );

  const lastDay = clock(state, 'last-day-back')?.at ?? null;
  const ends = clock(state, 'grace-ends')?.at ?? null;
  if (lastDay !== null && ends !== null && state.closing.state === 'closed') {
    if (daysBetween(state.closing.since, lastDay, zone) > beforeTheEnd)
      yield* make(
        'grace',
        plusDays(lastDay, -beforeTheEnd, zone),
        text(
          'The way back closes in a few days. If you have not changed your mind, do nothing, and do not log in.',
          'La porte se referme dans quelques jours. Si vous n’avez pas changé d’avis, ne faites rien, et ne vous connectez pas.',
        ),
      );
    yield* make(
      'grace',
      ends,
      text(
        'The grace period is over. Look from outside whether the account is gone.',
        'Le délai est passé. Vérifiez de l’extérieur que le compte a disparu.',
      ),
    );
  }
  yield* make(
    'erased',
    clock(state, 'erased')?.at ?? null,
    text(
      'By now the network should have erased your data. If you want it in writing, ask.',
      'Le réseau devrait maintenant avoir effacé vos données. Pour l’avoir par écrit, demandez-le.',
    ),
  );

  const again = state.looksAgreed ? sum(state.looks).again : null;
  if (again !== null && tasks.some(({ id, state: is }) => id === 'confirm.look' && is === 'open'))
    yield* make(
      'look',
      again,
      text(
        'Look from outside once more: two looks on different days say more than one.',
        'Regardez encore une fois de l’extérieur : deux regards à des jours différents en disent plus qu’un.',
      ),
    );

  for (const { letter, what, day, text: words } of letterReminders(state))
    yield { key: `${what}-${letter}@${day}`, at: dayAt(day, zone, morning), text: words };

  for (const task of tasks)
    if (task.state === 'open' && task.remindOn !== null)
      yield { key: `${task.id}@${task.remindOn}`, at: dayAt(task.remindOn, zone, morning), text: task.title };
}
