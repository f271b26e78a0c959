/**
 * What was typed for a departure that is not begun: kept while this window is open, so that a reload or going back loses nothing. It is forgotten when the departure
 * begins, and never leaves the window.
 */
import { useState } from 'react';
import * as z from 'zod';
import { Answers } from '../../shared/departures/answers.ts';

const Draft = z.object({
  network: z.string().max(31).nullable().catch(null),
  /** Of a network Adieu does not know by itself. */
  name: z.string().max(100).catch(''),
  handle: z.string().max(1000).catch(''),
  findMe: z.string().max(1000).catch(''),
  answers: Answers.omit({ findMe: true }).catch(() => Answers.parse({})),
});
export type Draft = z.infer<typeof Draft>;

const key = 'adieu.leave';
const none = (): Draft => Draft.parse({ network: null, name: '', handle: '', findMe: '', answers: {} });

/** What lies there may be of an older Adieu, or changed: only what keeps to the shape is taken. */
export function readDraft(kept: string | null): Draft {
  try {
    const { data } = Draft.safeParse(JSON.parse(kept ?? 'null'));
    return data ?? none();
  } catch {
    return none();
  }
}

export function useDraft(): readonly [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() => readDraft(sessionStorage.getItem(key)));
  const change = (by: Partial<Draft>): void => {
    const next = { ...draft, ...by };
    sessionStorage.setItem(key, JSON.stringify(next));
    setDraft(next);
  };
  return [draft, change];
}

export function forgetDraft(): void {
  sessionStorage.removeItem(key);
}

/** The answers as the engine takes them. */
export function answersOf({ answers, findMe }: Draft): Answers {
  const place = findMe.trim();
  return { ...answers, findMe: place === '' ? null : place };
}
