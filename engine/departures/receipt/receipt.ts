/**
 * The receipt of a departure, as blocks that are written as HTML and as PDF. Made from the events alone, and as of the last of them: written again at any time, it is
 * the same.
 */
import type { Receipt, ReceiptBlock as Block } from '../../../shared/departures/receipt.ts';
import { durationWords, type Language, type Text } from '../../../shared/facts/index.ts';
import { en } from '../../../shared/words/en.ts';
import { fr } from '../../../shared/words/fr.ts';
import { clocks } from '../clocks.ts';
import type { Event } from '../events.ts';
import { computersOf } from '../computers.ts';
import { plan } from '../plan.ts';
import type { Departure } from '../state.ts';
import { recipientOf } from '../../letters/letter.ts';
import { kindWords } from '../../letters/text.ts';
import { showFact } from '../view.ts';
import { labelled } from '../words.ts';
import {
  clockWords,
  confidenceWords,
  eventWords,
  letterAnswerWords,
  receiptWords as w,
  ruleWords,
  verdictWords,
} from './words.ts';

export function receiptOf(state: Departure, language: Language): Receipt {
  const made = new Maker(state, language);
  return made.receipt();
}

class Maker {
  readonly #state: Departure;
  readonly #language: Language;
  readonly #standing: readonly Event[];
  readonly #date: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;

  constructor(state: Departure, language: Language) {
    this.#state = state;
    this.#language = language;
    const gone = takenBack(state);
    this.#standing = state.history.flatMap(({ seq, event }) => (gone.has(seq) || state.aside.has(seq) ? [] : event));
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
    this.#date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: state.zone });
    this.#number = new Intl.NumberFormat(locale);
  }

  receipt(): Receipt {
    const { facts, networkName, handle, begunAt, zone, history } = this.#state;
    const asOf = history.at(-1)?.event.at ?? begunAt;
    return {
      language: this.#language,
      title: `${this.#say(w.title)} — ${networkName}, @${handle}`,
      about: [
        [this.#say(w.network), networkName],
        [this.#say(w.account), handle],
        [this.#say(w.begun), this.#at(begunAt)],
        [this.#say(w.asOf), this.#at(asOf)],
        [this.#say(w.zone), zone],
        [this.#say(w.factsOf), facts.researchedOn],
      ],
      blocks: [
        ...this.#section(w.asked, this.#asked(), w.askedNothing),
        ...this.#section(w.given, this.#given(), w.givenNothing),
        ...this.#section(w.safe, this.#safe(), w.safeNothing),
        ...this.#section(w.done, this.#done(asOf), w.doneNothing),
        ...this.#section(w.closing, this.#closing(asOf), w.closingNothing),
        ...this.#section(w.dates, this.#dates(), w.unknown),
        ...(this.#state.letters.length === 0 ? [] : this.#section(w.letters, this.#letters(), w.unknown)),
        ...this.#section(w.looks, this.#looks(), w.looksNothing),
        ...this.#section(w.rules, this.#rules(), w.unknown),
        ...this.#section(w.record, this.#record(asOf), w.unknown),
      ],
      foot: this.#say(w.made),
      asOf,
    };
  }

  #section(heading: Text, blocks: readonly Block[], otherwise: Text): Block[] {
    return [
      { type: 'heading', text: this.#say(heading) },
      ...(blocks.length > 0 ? blocks : [{ type: 'text', text: this.#say(otherwise) } as const]),
    ];
  }

  #asked(): Block[] {
    const rows = this.#standing.flatMap((event) =>
      event.type === 'requested' || event.type === 'ready' || event.type === 'lost'
        ? [[this.#at(event.on), this.#say(w[event.type])]]
        : [],
    );
    return this.#table([w.when, w.what], rows);
  }

  #given(): Block[] {
    return this.#standing.flatMap((event) => {
      if (event.type !== 'collected') return [];
      const { files, records, relations, damaged, refused } = event.collection;
      const counts = [
        ...Object.entries(records).map(([kind, count]) => [this.#word(`kind.${kind}`, kind), this.#count(count)]),
        ...Object.entries(relations).map(([relation, count]) => [
          this.#label(w.people, this.#word(`relation.${relation}`, relation)),
          this.#count(count),
        ]),
        [this.#say(w.damagedFiles), this.#count(damaged)],
        [this.#say(w.refusedRecords), this.#count(refused)],
      ];
      return [
        { type: 'text' as const, text: this.#label(w.collected, this.#at(event.at)) },
        ...this.#table(
          [w.file, w.bytes, 'SHA-256'],
          files.map(({ name, bytes, sha256 }) => [name, this.#count(bytes), sha256 ?? this.#say(w.notHashed)]),
        ),
        ...this.#table([w.what, w.records], counts),
      ];
    });
  }

  #safe(): Block[] {
    const rows = this.#standing.flatMap((event) => {
      switch (event.type) {
        case 'proved': {
          const { opens, searches, whole, of } = event.proof;
          return [
            [this.#at(event.at), `${this.#say(opens && searches && whole === of ? w.proofGood : w.proofBad)} (${whole}/${of})`],
          ];
        }
        case 'copied':
          return [
            [
              this.#at(event.at),
              `${this.#label(w.copy, event.copy.name)} (${this.#count(event.copy.files)}, SHA-256 ${event.copy.manifest})`,
            ],
          ];
        case 'recoveryConfirmed':
          return [[this.#at(event.at), this.#say(w.recovery)]];
        default:
          return [];
      }
    });
    return this.#table([w.when, w.what], rows);
  }

  #done(asOf: string): Block[] {
    const rows = plan(this.#state, new Date(asOf)).tasks.flatMap((task) => {
      const mark = this.#state.marks.get(task.id);
      if (mark === undefined || task.state === 'open') return [];
      const how =
        task.state === 'skipped'
          ? `${this.#say(w.taskSkipped)} — ${this.#label(w.reason, task.reason ?? '')}`
          : this.#say(w.taskDone);
      return [[this.#at(mark.at), this.#say(task.title), how]];
    });
    return this.#table([w.when, w.what, ''], rows);
  }

  #closing(asOf: string): Block[] {
    const titles = this.#titles(asOf);
    const rows = this.#standing.flatMap((event) => {
      switch (event.type) {
        case 'overridden':
          return [
            [this.#at(event.at), this.#say(w.overridden)],
            ['', this.#label(w.reason, event.reason)],
            ['', this.#label(w.missing, event.missing.map((id) => titles.get(id) ?? id).join('; '))],
          ];
        case 'closed':
        case 'reopened':
          return [[this.#at(event.on), this.#say(w[event.type])]];
        case 'graceEndSet':
          return [[this.#at(event.at), this.#label(w.graceEnd, event.on)]];
        default:
          return [];
      }
    });
    return this.#table([w.when, w.what], rows);
  }

  #dates(): Block[] {
    const dates = clocks(this.#state).map(({ id, at, confidence }) => [
      this.#say(clockWords[id]),
      at === null ? this.#say(w.unknown) : this.#at(at),
      confidence === null ? '' : this.#say(confidenceWords[confidence]),
    ]);
    return this.#table([w.what, w.when, w.source], dates);
  }

  /** Kind, law, to whom and when; what the person wrote of themselves stays in the letter. */
  #letters(): Block[] {
    const rows = this.#state.letters.flatMap(({ letter, sent, answered }) => {
      const what = `${this.#say(kindWords[letter.kind])} (${this.#say(letter.law.name)})`;
      const to = recipientOf(letter).name;
      return [
        [letter.day, what, to, this.#say(w.letterWritten)],
        ...(sent === null ? [] : [[sent, what, to, this.#say(w.letterSent)]]),
        ...(answered === null ? [] : [[answered.on, what, to, this.#say(letterAnswerWords[answered.how])]]),
      ];
    });
    return this.#table([w.when, w.what, w.letterTo, ''], rows);
  }

  #looks(): Block[] {
    const rows = this.#standing.flatMap((event) => {
      if (event.type !== 'looked') return [];
      const { at, verdict, answers } = event.look;
      const asked = answers.length > 0 ? answers : [null];
      return asked.map((answer) => [
        this.#at(at),
        this.#say(verdictWords[verdict]),
        answer?.address ?? '',
        String(answer?.status ?? answer?.failed ?? ''),
        answer?.signal ?? '',
      ]);
    });
    const table = this.#table([w.when, w.verdict, w.address, w.status, w.signal], rows);
    return table.length === 0 ? [] : [...table, { type: 'text', text: this.#say(w.looksCaveat) }];
  }

  #rules(): Block[] {
    const rows = Object.entries(ruleWords).map(([path, words]) => {
      const fact = showFact(this.#state.facts, path);
      const source = fact.sources.map(({ title, url }) => (url === null ? title : `${title} <${url}>`)).join('; ');
      const known =
        fact.confidence === null
          ? ''
          : `${this.#say(confidenceWords[fact.confidence])}, ${fact.date ?? this.#say(w.undated)}: ${source}`;
      return [this.#say(words), this.#value(fact.value), known];
    });
    return this.#table([w.rule, w.what, w.source], rows);
  }

  /** Of tasks and of the gate's conditions, as they are called at that time. */
  #titles(asOf: string): ReadonlyMap<string, string> {
    const { tasks, gate } = plan(this.#state, new Date(asOf));
    return new Map([...gate.conditions, ...tasks].map(({ id, title }) => [id, this.#say(title)]));
  }

  #record(asOf: string): Block[] {
    const titles = this.#titles(asOf);
    const gone = takenBack(this.#state);
    const computers = computersOf(this.#state);
    const several = computers.size > 1;
    const rows = this.#state.history.map(({ seq, event, origin }) => [
      String(seq),
      this.#at(event.at),
      ...(several ? [computers.get(origin)] : []).map((one) => one?.name ?? one?.letter ?? ''),
      this.#say(eventWords[event.type]) +
        ('task' in event ? `: ${titles.get(event.task) ?? event.task}` : '') +
        (gone.has(seq) ? ` (${this.#say(w.takenBack)})` : '') +
        (this.#state.aside.has(seq) ? ` (${this.#say(w.aside)})` : ''),
    ]);
    return this.#table(['', w.when, ...(several ? [w.who] : []), w.what], rows);
  }

  #table(head: readonly (Text | string)[], rows: readonly (readonly string[])[]): Block[] {
    return rows.length === 0
      ? []
      : [{ type: 'table', head: head.map((one) => (typeof one === 'string' ? one : this.#say(one))), rows }];
  }

  /** A value of a fact in words. */
  #value(value: unknown): string {
    if (value === null || value === undefined) return this.#say(w.unknown);
    if (typeof value === 'boolean')
      return value ? (this.#language === 'fr' ? 'oui' : 'yes') : this.#language === 'fr' ? 'non' : 'no';
    if (typeof value === 'string') return durationWords(value, this.#language) ?? value;
    if (typeof value === 'number') return this.#count(value);
    if (Array.isArray(value)) return value.map((one) => this.#value(one)).join(' · ');
    if (isText(value)) return this.#say(value);
    return Object.entries(value)
      .flatMap(([name, one]) =>
        typeof one === 'string' ? `${this.#say(isRange(name) ? w[name] : w.what)} ${this.#value(one)}` : [],
      )
      .join(', ');
  }

  /** A word of the app, where it has one. */
  #word(id: string, otherwise: string): string {
    const words: Readonly<Record<string, string>> = this.#language === 'fr' ? fr : en;
    return words[id] ?? otherwise;
  }

  #label(words: Text, value: string): string {
    return labelled(this.#say(words), value, this.#language);
  }

  #say(words: Text): string {
    return words[this.#language];
  }

  #at(instant: string): string {
    return this.#date.format(new Date(instant));
  }

  #count(n: number): string {
    return this.#number.format(n);
  }
}

const takenBack = (state: Departure): ReadonlySet<number> =>
  new Set(state.history.flatMap(({ event }) => (event.type === 'takenBack' ? event.event : [])));

const isRange = (name: string): name is 'min' | 'typical' | 'max' => name === 'min' || name === 'typical' || name === 'max';

function isText(value: object): value is Text {
  return 'en' in value && 'fr' in value;
}
