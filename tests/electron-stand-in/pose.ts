/** The one place where a stand-in is passed off as the whole: it has the members the doors use, in Electron's own shapes (`implements Pick<…>`), and no others. */
export function pose<Whole>(part: Partial<Record<keyof Whole, unknown>>): Whole {
  return part as Whole;
}

/** The `event` of Electron's emitters. */
export class StandInEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
