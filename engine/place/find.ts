/** Where everything lives: what was asked for, else what the person chose, else the usual place. Every door asks here. */
import { resolve } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { placeLabel } from '../copies/places.ts';
import { defaultHome } from '../home.ts';
import { readMark, readNote, writeMark } from './note.ts';

export interface FoundHome {
  readonly home: string;
  /** `asked`: by an option or the environment, which win and cannot be changed from within. */
  readonly by: 'asked' | 'usual' | 'chosen';
  /** Why nothing can be done there: the place is not there, or nobody can tell which it is. Nothing is made in its stead. */
  readonly blocked: Refusal | null;
}

/** An empty wish is none. */
export function findHome(asked: string | undefined): FoundHome {
  const usual = defaultHome();
  try {
    if (asked !== undefined && asked !== '') {
      const home = resolve(asked);
      const mark = readMark(home);
      const broken = mark?.state === 'coming' && mark.id !== readNote(usual)?.id;
      return { home, by: 'asked', blocked: broken ? new Refusal('place-unfinished', { file: placeLabel(home) }) : null };
    }
    const note = readNote(usual);
    if (note?.place == null) return { home: usual, by: 'usual', blocked: null };
    const { place, id } = note;
    const there = readMark(place)?.id === id;
    return { home: place, by: 'chosen', blocked: there ? null : new Refusal('place-gone', { file: placeLabel(place) }) };
  } catch (error) {
    const blocked = error instanceof Refusal ? error : new Refusal('place-unknown', {}, { cause: error });
    return { home: usual, by: 'usual', blocked };
  }
}

/** A move that was killed at its very end has come to it: nothing here will ever be taken for half a copy. */
export function settle({ home }: FoundHome): void {
  const mark = readMark(home);
  if (mark?.state === 'coming') writeMark(home, { ...mark, state: 'here' });
}
