/** The letters of departures, for the contract. */
import { Refusal } from '../../shared/errors.ts';
import type { ProtectingLaw } from '../../shared/facts/index.ts';
import type { LetterDesk, LetterFormat, LetterWanted, ShownLetter } from '../../shared/letters/index.ts';
import type { DepartureStore } from '../departures/store.ts';
import { composeLetter, deskOf, showLetters, withoutWhat } from './desk.ts';
import { letterDraft } from './draft.ts';
import { recipientOf, type Letter } from './letter.ts';
import { letterPdf } from './pdf.ts';
import { letterText, plainLetter } from './text.ts';

export interface LetterFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export class Letters {
  readonly #store: DepartureStore;
  readonly #now: () => Date;

  constructor(store: DepartureStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  desk(departure: string, law: ProtectingLaw | null): Promise<LetterDesk> {
    return deskOf(this.#store.read(departure), law, this.#now());
  }

  /** The text as it would be written; nothing is recorded. */
  async preview(
    departure: string,
    wanted: LetterWanted,
  ): Promise<Pick<ShownLetter, 'subject' | 'to' | 'without'> & { text: string }> {
    const letter = await composeLetter(this.#store.read(departure), wanted, this.#now());
    const text = letterText(letter);
    const to = recipientOf(letter);
    return {
      subject: text.subject,
      text: plainLetter(text),
      to: { ...to, sources: [...to.sources] },
      without: withoutWhat(letter),
    };
  }

  /** Writes it into the departure, once: the same letter again is the one that is there. */
  async write(departure: string, wanted: LetterWanted): Promise<{ letter: ShownLetter; text: string }> {
    const letter = await composeLetter(this.#store.read(departure), wanted, this.#now());
    const state = this.#store.say(departure, { type: 'write', letter }, this.#now());
    const shown = showLetters(state, this.#now()).findLast(({ kind, about, sent }) => {
      return sent === null && kind === letter.kind && about === letter.about;
    });
    if (shown === undefined) throw new Error('a letter that was written is there');
    return { letter: shown, text: plainLetter(letterText(this.#letter(departure, shown.id))) };
  }

  /** As a file, the same bytes whenever it is made. Throws `Refusal('no-letter' | 'pdf-characters')`. */
  async file(departure: string, id: string, format: LetterFormat): Promise<LetterFile> {
    const letter = this.#letter(departure, id);
    const text = letterText(letter);
    const name = `${letter.network}-${letter.kind}-${letter.day}`.toLowerCase().replaceAll(/[^\p{L}\p{N}-]+/gu, '-');
    switch (format) {
      case 'pdf':
        return { name: `${name}.pdf`, type: 'application/pdf', bytes: await letterPdf(text, letter.day) };
      case 'eml':
        return { name: `${name}.eml`, type: 'message/rfc822', bytes: await letterDraft(letter, text) };
      case 'text':
        return { name: `${name}.txt`, type: 'text/plain', bytes: Buffer.from(plainLetter(text), 'utf8') };
    }
  }

  /** Of all departures, in the order in which they were begun. */
  list(): { departure: string; network: string; networkName: string; handle: string; letters: ShownLetter[] }[] {
    return this.#store.list().map((departure) => {
      const state = this.#store.read(departure);
      const { network, networkName, handle } = state;
      return { departure, network, networkName, handle, letters: showLetters(state, this.#now()) };
    });
  }

  #letter(departure: string, id: string): Letter {
    const found = this.#store.read(departure).letters.find(({ letter }) => letter.id === id);
    if (found === undefined) throw new Refusal('no-letter', { letter: id });
    return found.letter;
  }
}
