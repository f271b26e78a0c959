/** What is known of a network, in words: what a fact is called, and its value. */
import type { ShownFact } from '../../shared/departures/view.ts';
import { durationWords } from '../../shared/facts/duration.ts';
import { Text } from '../../shared/facts/text.ts';
import type { Say } from '../say.ts';

/** What the fact at this place is about; empty for a rule, which says that itself. */
export const factLabel = (say: Say, path: string): string => say.named(`fact.${path}`, '');

/** The value, one line for each thing it names. Nothing where nobody knows. */
export function factLines(say: Say, { path, value }: Pick<ShownFact, 'path' | 'value'>): string[] {
  if (value === null || value === undefined) return [];
  if (path === 'closure.gracePeriodDays' && value === 0) return [say.t('factValue.noGrace')];
  if (path.endsWith('Days') && typeof value === 'number') return [say.t('factValue.days', { days: value })];
  if (path.startsWith('export.contents.') && typeof value === 'string') return [say.named(`factValue.inExport.${value}`, value)];
  return lines(say, value);
}

function lines(say: Say, value: unknown): string[] {
  if (typeof value === 'boolean') return [say.t(value ? 'factValue.yes' : 'factValue.no')];
  if (typeof value === 'number') return [say.number(value)];
  if (typeof value === 'string') return [word(say, value)];
  if (Array.isArray(value)) return value.flatMap((one) => lines(say, one));
  const text = Text.safeParse(value);
  if (text.success) return [say.text(text.data)];
  return typeof value === 'object' && value !== null ? fields(say, value) : [];
}

/** A range of time on one line; an address and the like, one line for each of its parts. */
function fields(say: Say, value: object): string[] {
  const given = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const range = given.map(([name, time]) => say.named(`factValue.${name}`, '', { time: word(say, time) }));
  return range.every((one) => one !== '') ? [say.list(range)] : given.map(([, one]) => one);
}

function word(say: Say, value: string): string {
  if (value === 'PT0S') return say.t('factValue.atOnce');
  return durationWords(value, say.language) ?? (/^[a-zA-Z]+$/.test(value) ? say.named(`factValue.${value}`, value) : value);
}
