/** What was said of a departure, in words: an event, who said it, and what two events are about where they say different things. */
import { Answers, type DepartureView } from '../../shared/departures/index.ts';
import type { Say } from '../say.ts';

export type Event = DepartureView['events'][number];

export function eventWords(say: Say, view: DepartureView, event: Event): string {
  const { type, data, seq } = event;
  const { on, event: target } = data;
  const earlier = typeof target === 'number' && target < seq ? view.events.find((one) => one.seq === target) : undefined;
  const answers = answersSaid(say, event);
  return say.named(answers === '' ? `history.${type}` : 'history.answeredTo', type, {
    task: typeof data['task'] === 'string' ? taskWords(say, view, data['task']) : '',
    date: typeof on === 'string' ? (on.includes('T') ? say.dateIn(on, view.zone) : say.partialDate(on)) : '',
    what: earlier === undefined ? '' : eventWords(say, view, earlier),
    verdict: verdictOf(say, data['look']),
    agreed: data['agreed'] === true ? 'yes' : 'no',
    zone: typeof data['zone'] === 'string' ? data['zone'] : '',
    name: typeof data['name'] === 'string' ? data['name'] : '',
    answers,
  });
}

/** The computer of this letter, as people call it; otherwise by its letter. */
export function computerWords({ t }: Say, { computers }: DepartureView, letter: string): string {
  const one = computers.find((computer) => computer.letter === letter);
  const name = one?.name ?? null;
  if (one?.here === true) return name === null ? t('computer.here') : t('computer.hereNamed', { name });
  return name ?? t('computer.letter', { letter });
}

/** What several computers speak of: `task:people.tell`, `answer:money`, `closing`. */
export function subjectWords(say: Say, view: DepartureView, about: string): string {
  const [what = '', of = ''] = about.split(/:(.*)/s);
  switch (what) {
    case 'answer':
      return questionWords(say, of);
    case 'task':
      return taskWords(say, view, of);
    case 'remind':
      return say.t('differ.remind', { task: taskWords(say, view, of) });
    default:
      return say.named(`differ.${what}`, what);
  }
}

/** What an event says about it, where others say something else: an answer without its question. */
export function claimWords(say: Say, view: DepartureView, about: string, event: Event): string {
  if (!about.startsWith('answer:')) return eventWords(say, view, event);
  const answers = Answers.safeParse(event.data['answers']);
  const question = Answers.keyof().safeParse(about.slice('answer:'.length));
  return answers.success && question.success ? answerWords(say, question.data, answers.data) : eventWords(say, view, event);
}

function taskWords(say: Say, { tasks }: DepartureView, id: string): string {
  const title = tasks.find((task) => task.id === id)?.title;
  return title === undefined ? say.t('differ.task') : say.text(title);
}

/** The answers that were given with this event, each with its question; empty where it does not tell. */
function answersSaid(say: Say, { type, data }: Event): string {
  const answers = Answers.safeParse(data['answers']);
  const changed = Answers.keyof().array().safeParse(data['changed']);
  if (type !== 'answered' || !answers.success || !changed.success) return '';
  return changed.data
    .map((question) => `${questionWords(say, question)} ${answerWords(say, question, answers.data)}`)
    .join(' · ');
}

function questionWords({ named, t }: Say, question: string): string {
  return question === 'findMe' ? t('wizard.where') : named(`answers.${question}`, question);
}

function answerWords({ t }: Say, question: keyof Answers, answers: Answers): string {
  switch (question) {
    case 'findMe':
      return answers.findMe ?? t('differ.nothing');
    case 'law':
      return answers.law === null ? t('differ.nothing') : t(`answers.law.${answers.law}`);
    default:
      return t(`answer.${answers[question]}`);
  }
}

function verdictOf(say: Say, look: unknown): string {
  const verdict = typeof look === 'object' && look !== null && 'verdict' in look ? String(look.verdict) : '';
  return say.named(`verdict.${verdict}`, verdict);
}
