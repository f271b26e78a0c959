/** A departure as a page or a script sees it: everything derived, nothing to be worked out again. */
import * as z from 'zod';
import { Confidence, PartialDate, Stage, Text } from '../facts/index.ts';
import { ShownLetter } from '../letters/index.ts';
import { Look, LooksTold } from '../outlook.ts';
import { Answers } from './answers.ts';
import { Day, Instant } from './moment.ts';
import { TaskId } from './say.ts';

const id = z.string().max(100);
const count = z.number().int().min(0);

/** A fact with where it comes from, ready to be shown. `value` is null where nobody knows. */
export const ShownFact = z.object({
  /** Its place in the facts, e.g. `closure.gracePeriodDays`. */
  path: z.string(),
  value: z.unknown(),
  confidence: Confidence.nullable(),
  /** Of the source that earns it its confidence; null where that one is undated. */
  date: PartialDate.nullable(),
  note: Text.nullable(),
  contradicts: z.array(Text),
  sources: z.array(
    z.object({
      title: z.string(),
      url: z.string().nullable(),
      date: PartialDate.nullable(),
      kind: z.enum(['official', 'secondary']),
    }),
  ),
});
export type ShownFact = z.infer<typeof ShownFact>;

export const ShownTask = z.object({
  id: TaskId,
  stage: Stage,
  title: Text,
  why: Text,
  /** Numbered, in order. */
  how: z.array(z.object({ text: Text, link: z.string().nullable() })),
  facts: z.array(ShownFact),
  /** `adieu`: done by itself when what it stands for has happened. */
  by: z.enum(['person', 'adieu']),
  skippable: z.boolean(),
  gate: z.boolean(),
  state: z.enum(['open', 'done', 'skipped']),
  reason: z.string().nullable(),
  remindOn: Day.nullable(),
  lockedBy: z.string().nullable(),
});
export type ShownTask = z.infer<typeof ShownTask>;

/** The dates of a departure, in the order in which they come. */
export const ClockId = z.enum([
  'asked',
  'expected-by',
  'ready',
  'link-dies',
  'ask-again',
  'closed',
  'last-day-back',
  'grace-ends',
  'erased',
  'backups-erased',
]);
export type ClockId = z.infer<typeof ClockId>;

export const ShownClock = z.object({
  id: ClockId,
  /** UTC; null where nobody knows. */
  at: Instant.nullable(),
  /** The same on the person's calendar. */
  day: Day.nullable(),
  fact: z.string().nullable(),
  confidence: Confidence.nullable(),
  over: z.boolean(),
});
export type ShownClock = z.infer<typeof ShownClock>;

export const ShownGate = z.object({
  open: z.boolean(),
  overridden: z.boolean(),
  conditions: z.array(z.object({ id: z.string(), title: Text, met: z.boolean(), fact: z.string().nullable() })),
  missing: z.array(z.string()),
});

/** While a closed account can come back. `changeMind`: how, honestly; null where there is no way back. */
export const ShownGrace = z.object({
  daysLeft: z.number().int().nullable(),
  lastDay: Day.nullable(),
  ends: Instant.nullable(),
  signingInRevives: z.boolean().nullable(),
  changeMind: ShownFact.nullable(),
});

export const ShownEvent = z.object({
  seq: count,
  at: Instant,
  type: z.string(),
  /** All else the event holds; of the facts only their date. */
  data: z.record(z.string(), z.unknown()),
  /** On which of the departure's computers, by its letter. */
  computer: z.string(),
  /** It does not fit what was said before it elsewhere, and changes nothing. */
  aside: z.boolean(),
  takenBack: z.boolean(),
  canBeTakenBack: z.boolean(),
});

/** A computer on which things were said of the departure: A is the first. */
export const ShownComputer = z.object({ letter: z.string(), name: z.string().nullable(), here: z.boolean() });

/** Where two computers say things that exclude each other; taking back what is not so settles it. */
export const ShownDifference = z.object({
  type: z.enum(['apart', 'out-of-place', 'closed-early']),
  /** `closing`, `request`, `task:<id>`…; null where it is not said of one thing. */
  about: z.string().nullable(),
  /** Numbers of the events. */
  events: z.array(count),
  /** What the gate still asked for, where the account was closed too early. */
  missing: z.array(z.string()),
});

export const DepartureSummary = z.object({
  id,
  network: z.string(),
  networkName: z.string(),
  handle: z.string(),
  begunAt: Instant,
  stage: Stage,
  stages: z.array(z.object({ id: Stage, state: z.enum(['done', 'current', 'ahead', 'passed']), open: count, of: count })),
  /** The first open task of the present stage. */
  next: z.object({ task: TaskId, title: Text }).nullable(),
  /** The next date that matters. */
  nextDate: z
    .object({
      what: z.string(),
      at: Instant,
      /** The same on the person's calendar. */
      day: Day,
      /** Days from today. */
      inDays: z.number().int(),
      /** It is near, and what is missed on it cannot be made up for. */
      presses: z.boolean(),
      text: Text,
    })
    .nullable(),
  archives: z.array(id),
});
export type DepartureSummary = z.infer<typeof DepartureSummary>;

export const DepartureView = DepartureSummary.extend({
  /** By the engine's clock, and the day that is on the person's calendar. A page has no clock of its own for these days. */
  now: Instant,
  today: Day,
  zone: z.string(),
  answers: Answers,
  tasks: z.array(ShownTask),
  clocks: z.array(ShownClock),
  gate: ShownGate,
  request: z.enum(['none', 'asked', 'ready', 'lost']),
  closing: z.enum(['open', 'closed', 'reopened']),
  override: z.object({ at: Instant, reason: z.string(), missing: z.array(z.string()) }).nullable(),
  grace: ShownGrace.nullable(),
  looksAgreed: z.boolean(),
  looks: z.array(Look),
  outlook: LooksTold.nullable(),
  letters: z.array(ShownLetter),
  /** Not told yet, the earliest first; `due` where its time has come. */
  reminders: z.array(z.object({ key: z.string(), at: Instant, text: Text, due: z.boolean() })),
  events: z.array(ShownEvent),
  computers: z.array(ShownComputer),
  differences: z.array(ShownDifference),
  /** Day the facts were put together, and whether newer ones are at hand. */
  facts: z.object({ researchedOn: Day, newer: z.boolean() }),
});
export type DepartureView = z.infer<typeof DepartureView>;
