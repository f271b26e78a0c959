/** From answers to a verdict that is never surer than they are. */
import type { Look, LookAnswer } from '../../shared/outlook.ts';

type Judged = Pick<LookAnswer, 'weight' | 'says' | 'status' | 'failed'>;

/** A verdict needs a clear answer and nobody, not even a hint, that says otherwise. */
export function verdictOf(answers: readonly Judged[]): Pick<Look, 'verdict' | 'because'> {
  const saying = answers.filter(({ says }) => says !== null);
  const says = new Set(saying.map((answer) => answer.says));
  const verdict = saying.find(({ weight }) => weight === 'clear')?.says ?? null;
  if (says.size > 1) return { verdict: 'unsure', because: 'disagree' };
  if (verdict !== null) return { verdict, because: 'agrees' };
  return { verdict: 'unsure', because: saying.length > 0 ? 'only-hints' : whyNothing(answers) };
}

function whyNothing(answers: readonly Judged[]): Look['because'] {
  if (answers.length === 0) return 'no-probes';
  if (answers.every(({ failed }) => failed === 'no-name' || failed === 'bad-name' || failed === 'bad-server')) return 'no-name';
  if (answers.some(({ failed, status }) => failed === null && status !== null)) return 'unclear';
  return answers.some(({ failed }) => failed === 'blocked') ? 'blocked' : 'no-answer';
}
