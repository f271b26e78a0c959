/** The farewell kit of a departure: made from one form, which is remembered. Nothing is posted from here. */
import { Temporal } from 'temporal-polyfill';
import type {
  FarewellDraft,
  FarewellForm,
  FarewellKit,
  FarewellLanguage,
  FarewellPicture,
  FarewellSaved,
  PictureScheme,
  PictureShape,
} from '../../shared/farewell/index.ts';
import type { CalendarSource, DatedThing } from '../calendar/dates.ts';
import { copyName, freeName, placeLabel } from '../copies/places.ts';
import { dayOf } from '../departures/clocks.ts';
import type { Departures } from '../departures/departures.ts';
import { plan } from '../departures/plan.ts';
import { closedOn, type Departure } from '../departures/state.ts';
import type { FactsShelf } from '../facts.ts';
import type { Vault } from '../vault/vault.ts';
import { FarewellMemory } from './memory.ts';
import { codeOf, placesOf } from './places.ts';
import { scheduleDates } from './schedule-dates.ts';
import { scheduleOf } from './schedule.ts';
import { textsOf, type Account } from './texts.ts';
import { writeKit } from './write.ts';

/** Where a plan names no day: time enough to be read by most. */
const usualDays = 30;

export interface SaveOptions {
  /** The folder in which the kit is made. It must be there. */
  readonly folder: string;
  /** The kit's own name in it; one that is free unless given. */
  readonly name?: string;
  readonly zip: boolean;
  /** Of what the person reads about the kit. */
  readonly language: FarewellLanguage;
}

export class Farewell implements CalendarSource {
  readonly #departures: Departures;
  readonly #facts: FactsShelf;
  readonly #memory: FarewellMemory;
  readonly #now: () => Date;

  constructor(vault: Vault, home: string, departures: Departures, facts: FactsShelf, now: () => Date) {
    this.#departures = departures;
    this.#facts = facts;
    this.#memory = new FarewellMemory(vault, home);
    this.#now = now;
  }

  /** The form as it was left; else what the departure's answers and plan say. */
  draft(id: string, language: FarewellLanguage): FarewellDraft {
    const state = this.#departures.state(id);
    const kept = this.#memory.read(id);
    const today = this.#today(state);
    return {
      form: kept?.form ?? {
        places: placesOf(state.answers.findMe),
        sign: '',
        closingDay: this.#closingDay(state, today),
        tone: state.answers.team === 'yes' ? 'public' : 'plain',
        languages: [language],
        own: { en: '', fr: '' },
      },
      remembered: kept !== null,
      today,
      closed: state.closing.state === 'closed',
    };
  }

  async kit(id: string, form: FarewellForm): Promise<FarewellKit> {
    const state = this.#departures.state(id);
    return {
      texts: textsOf(form, await this.#account(state)),
      schedule: scheduleOf(form, this.#today(state)),
      code: codeOf(firstOf(form)),
    };
  }

  remember(id: string, form: FarewellForm): void {
    // Refuses where there is no such departure.
    this.#departures.state(id);
    this.#memory.write(id, form, this.#now());
  }

  async picture(
    id: string,
    form: FarewellForm,
    { language, shape, scheme }: { language: FarewellLanguage; shape: PictureShape; scheme: PictureScheme },
  ): Promise<FarewellPicture> {
    const account = await this.#account(this.#departures.state(id));
    // Some megabytes of drawing, for those who want a picture only.
    const { pictureOf } = await import('./pictures.ts');
    const { png, ...picture } = await pictureOf(form, account, language, shape, scheme);
    return { ...picture, png: png.toString('base64') };
  }

  /** Writes the kit and remembers its form. Throws `Refusal('exists' | 'no-room' | 'not-found' | 'not-readable')`; nothing is left of it then. */
  async save(id: string, form: FarewellForm, { folder, zip, language, ...options }: SaveOptions): Promise<FarewellSaved> {
    const state = this.#departures.state(id);
    const now = this.#now();
    this.#memory.write(id, form, now);
    const usual = copyName({ network: `farewell-${state.network}`, account: state.handle, name: null }, now);
    const name = options.name ?? (await freeName(folder, usual, zip));
    const made = await writeKit(
      {
        form,
        account: await this.#account(state),
        kit: await this.kit(id, form),
        dates: scheduleDates(id, state, form, now.toISOString(), now),
        made: now,
      },
      { into: folder, name, zip, language },
    );
    return { ...made, place: placeLabel(made.path), name: zip ? `${name}.zip` : name };
  }

  /** The schedule of every farewell that has a form. */
  dates(departure: string | null): DatedThing[] {
    const now = this.#now();
    return (departure === null ? this.#departures.ids() : [departure]).flatMap((id) => {
      const kept = this.#memory.read(id);
      const state = this.#departures.state(id);
      return kept === null || state.closing.state === 'closed' ? [] : scheduleDates(id, state, kept.form, kept.changed, now);
    });
  }

  close(): void {
    this.#memory.close();
  }

  /** The facts at hand now, not those of the day the departure began: a text is to fit today. */
  async #account({ network, handle, facts: { name } }: Departure): Promise<Account> {
    return { handle, facts: { ...(await this.#facts.of(network)), name } };
  }

  #today({ zone }: Departure): string {
    return dayOf(this.#now().toISOString(), zone);
  }

  /** The day it was closed; the day the person wants to be reminded of closing; else a month from today. */
  #closingDay(state: Departure, today: string): string {
    const closed = closedOn(state.closing);
    if (state.closing.state === 'closed' && closed !== null) return dayOf(closed, state.zone);
    const planned = plan(state, this.#now()).tasks.find(({ id }) => id === 'close.account')?.remindOn ?? null;
    return planned ?? Temporal.PlainDate.from(today).add({ days: usualDays }).toString();
  }
}

export function firstOf({ places: [first] }: FarewellForm): FarewellForm['places'][number] {
  if (first === undefined) throw new Error('a form has a place');
  return first;
}
