/** A departure as a text for reading: its dates, its stages with their tasks, each with why, how and what it rests on, and the gate. */
import type { DepartureView, ShownFact, ShownTask } from '../shared/departures/index.ts';
import { durationWords, type Text } from '../shared/facts/index.ts';
import { say, type Language } from './say.ts';
import { en, type WordId } from './words/en.ts';

/** Lines are parted by `\n`. Text of the person's own may stand in it: `output.ts` makes it harmless on a terminal. */
export function planText(view: DepartureView, language: Language): string {
  return [...new Plan(language).lines(view)].join('\n');
}

class Plan {
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  *lines(view: DepartureView): Generator<string> {
    yield `${view.networkName} @${view.handle} — ${this.#say(`stage.of.${view.stage}`)}`;
    yield this.#say('departure.id', { id: view.id });
    yield '';
    yield* this.#clocks(view);
    for (const { id, state, open, of } of view.stages) {
      const own = view.tasks.filter((task) => task.stage === id);
      if (own.length === 0) continue;
      yield `${this.#say(`stage.of.${id}`)} — ${this.#say(`stage.is.${state}`)} (${of - open}/${of})`;
      for (const task of own) yield* this.#task(task, view.tasks);
      yield '';
    }
    yield this.#say(view.gate.open ? 'gate.open' : 'gate.shut');
    for (const { title, met } of view.gate.conditions) yield `  [${met ? 'x' : ' '}] ${this.#words(title)}`;
  }

  *#clocks({ clocks }: DepartureView): Generator<string> {
    const running = clocks.filter(({ id }) => id !== 'asked' && id !== 'ready');
    if (running.length === 0) return;
    yield this.#say('departure.dates');
    for (const { id, at, day, confidence } of running) {
      const sure = confidence === null ? '' : ` (${this.#say(`confidence.${confidence}`)})`;
      yield `  ${this.#say(`clock.${id}`)}${this.#language === 'fr' ? '\u202f' : ''}: ${at === null ? this.#say('unknown') : (day ?? at)}${sure}`;
    }
    yield '';
  }

  *#task(task: ShownTask, all: readonly ShownTask[]): Generator<string> {
    const mark = { open: ' ', done: 'x', skipped: '–' }[task.state];
    const locked = task.lockedBy === null ? '' : ` — ${this.#say('task.locked', { by: this.#lock(task.lockedBy, all) })}`;
    yield `  [${mark}] ${this.#words(task.title)}  (${task.id})${locked}`;
    if (task.state !== 'open') {
      if (task.reason !== null) yield `      ${task.reason}`;
      return;
    }
    yield `      ${this.#words(task.why)}`;
    for (const [index, { text, link }] of task.how.entries())
      yield `      ${index + 1}. ${this.#words(text)}${link === null ? '' : ` <${link}>`}`;
    for (const fact of task.facts) yield `      · ${this.#fact(fact)}`;
  }

  /** The gate, or the task that comes first. */
  #lock(by: string, all: readonly ShownTask[]): string {
    const first = all.find(({ id }) => id === by);
    return first === undefined ? this.#say('gate.name') : `${this.#words(first.title)} (${by})`;
  }

  #fact({ path, value, confidence, date, note, contradicts, sources }: ShownFact): string {
    const titles = sources.map(({ title }) => title).join('; ');
    const where =
      confidence === null
        ? this.#say('unknown')
        : `${this.#say(`confidence.${confidence}`)}, ${date ?? this.#say('undated')}: ${titles}`;
    const noted = note === null ? '' : ` — ${this.#words(note)}`;
    const others = contradicts.map((says) => ` ≠ ${this.#words(says)}`).join('');
    return `${path}: ${this.#value(value)}${noted}${others} [${where}]`;
  }

  #value(value: unknown): string {
    if (value === null || value === undefined) return this.#say('unknown');
    if (typeof value === 'boolean') return this.#say(value ? 'value.yes' : 'value.no');
    if (typeof value === 'string')
      return isValueWord(value) ? this.#say(`value.${value}`) : (durationWords(value, this.#language) ?? value);
    if (Array.isArray(value)) return value.map((one) => this.#value(one)).join(' · ');
    if (typeof value !== 'object') return String(value);
    const { en, fr } = value as { en?: unknown; fr?: unknown };
    if (typeof en === 'string' && typeof fr === 'string') return this.#words({ en, fr });
    return Object.entries(value)
      .flatMap(([name, one]) => (one === null ? [] : `${isRange(name) ? this.#say(`range.${name}`) : name} ${this.#value(one)}`))
      .join(', ');
  }

  #say(id: WordId, values: Record<string, string | number> = {}): string {
    return say(id, values, this.#language);
  }

  #words(text: Text): string {
    return text[this.#language];
  }
}

const isRange = (name: string): name is 'min' | 'typical' | 'max' => name === 'min' || name === 'typical' || name === 'max';

type ValueWord = Extract<WordId, `value.${string}`> extends `value.${infer Word}` ? Word : never;
const isValueWord = (value: string): value is ValueWord => `value.${value}` in en;
