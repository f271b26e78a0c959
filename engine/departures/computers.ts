/** The computers on which things were said of a departure: A is the first that spoke, and so on; their names are what people gave them. */
import type { Departure } from './state.ts';

export interface Computer {
  readonly letter: string;
  readonly name: string | null;
  readonly here: boolean;
}

/** By origin, in the order in which they first spoke. */
export function computersOf({ history, computers }: Departure): ReadonlyMap<string, Computer> {
  const found = new Map<string, Computer>();
  for (const { origin, here } of history)
    if (!found.has(origin)) found.set(origin, { letter: letterOf(found.size), name: computers.get(origin) ?? null, here });
  return found;
}

/** A to Z, then AA. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
