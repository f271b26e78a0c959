/** The days of letters, for the calendar and for reminders. */
import type { Text } from '../../shared/facts/index.ts';
import { text } from '../departures/words.ts';
import type { Departure } from '../departures/state.ts';
import { follow } from './follow.ts';
import { recipientOf } from './letter.ts';
import { kindWords } from './text.ts';

export interface LetterDate {
  readonly letter: string;
  readonly what: 'letter-sent' | 'answer-by' | 'complaint-by';
  readonly day: string;
  readonly text: Text;
  readonly means: Text;
}

export function letterDates(state: Departure): LetterDate[] {
  return follow(state).flatMap(({ one, deadline, within, next }): LetterDate[] => {
    const { letter, sent } = one;
    if (sent === null) return [];
    const to = recipientOf(letter).name;
    const kind = kindWords[letter.kind];
    const about = (en: string, fr: string): Text => text(`${kind.en}: ${en}`, `${kind.fr} : ${fr}`);
    return [
      {
        letter: letter.id,
        what: 'letter-sent',
        day: sent,
        text: about('sent', 'envoi'),
        means: text(
          `To ${to}. The period for the answer is counted from here.`,
          `À ${to}. Le délai de réponse se compte à partir de là.`,
        ),
      },
      ...(deadline === null
        ? []
        : [
            {
              letter: letter.id,
              what: 'answer-by' as const,
              day: deadline.day,
              text: about('last day for the answer', 'dernier jour pour la réponse'),
              means:
                deadline.article === null
                  ? text(
                      'The day that the letter, or the answer to it, names.',
                      'Le jour indiqué par la lettre, ou par la réponse reçue.',
                    )
                  : text(
                      `By law: ${deadline.article.en}. ${next === null ? '' : 'Then the next letter is offered.'}`.trim(),
                      `Selon la loi : ${deadline.article.fr}. ${next === null ? '' : 'Ensuite, la lettre suivante est proposée.'}`.trim(),
                    ),
            },
          ]),
      ...(within === null
        ? []
        : [
            {
              letter: letter.id,
              what: 'complaint-by' as const,
              day: within.day,
              text: about('last day to turn to the authority', 'dernier jour pour saisir l’autorité'),
              means: text(`By law: ${within.article.en}.`, `Selon la loi : ${within.article.fr}.`),
            },
          ]),
    ];
  });
}

/** Days before the last day to turn to an authority. */
const before = 5;

export function letterReminders(state: Departure): { letter: string; what: string; day: string; text: Text }[] {
  return follow(state).flatMap(({ one, deadline, within, next }) => {
    const { letter } = one;
    const who = letter.controller.name;
    return [
      ...(deadline === null || next === null
        ? []
        : [
            {
              letter: letter.id,
              what: 'letter',
              day: plus(deadline.day, 1),
              text:
                next.kind === 'complaint'
                  ? text(
                      `${who} has not answered in time. A complaint to the authority is ready to be written.`,
                      `${who} n’a pas répondu à temps. Une réclamation auprès de l’autorité peut être rédigée.`,
                    )
                  : text(
                      `${who} has not answered in time. A reminder is ready to be written.`,
                      `${who} n’a pas répondu à temps. Une relance peut être rédigée.`,
                    ),
            },
          ]),
      ...(within === null
        ? []
        : [
            {
              letter: letter.id,
              what: 'complaint',
              day: plus(within.day, -before),
              text: text(
                `The last day to turn to the authority is ${within.day}.`,
                `Le dernier jour pour saisir l’autorité est le ${within.day}.`,
              ),
            },
          ]),
    ];
  });
}

const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
