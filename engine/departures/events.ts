/** What has happened in a departure. Events are the truth: they are appended, never changed; everything else is folded from them. */
import * as z from 'zod';
import { Answers } from '../../shared/departures/answers.ts';
import { Day, Instant, Zone } from '../../shared/departures/moment.ts';
import { ComputerName, Handle, NetworkName, TaskId } from '../../shared/departures/say.ts';
import { FactId, NetworkFacts } from '../../shared/facts/index.ts';
import { RecordKind, RelationName } from '../../shared/records.ts';
import { AnswerKind, LetterId } from '../../shared/letters/index.ts';
import { Look } from '../../shared/outlook.ts';
import { Letter } from '../letters/letter.ts';

const at = Instant;
const count = z.number().int().min(0);
const line = z.string().max(1000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An archive that came in for this departure: what the network gave. */
export const Collection = z.strictObject({
  archive: z.string().max(100),
  import: z.string().max(100),
  account: line.nullable(),
  files: z.array(z.strictObject({ name: line, bytes: count, sha256: sha256.nullable() })).max(1000),
  records: z.partialRecord(RecordKind, count),
  relations: z.partialRecord(RelationName, count),
  damaged: count,
  refused: count,
});
export type Collection = z.infer<typeof Collection>;

/** What the engine found when it opened the archive, searched in it and read the kept original again. */
export const Proof = z.strictObject({
  archive: z.string().max(100),
  opens: z.boolean(),
  searches: z.boolean(),
  /** Files of the kept originals that are still what was kept, of all. */
  whole: count,
  of: count,
});
export type Proof = z.infer<typeof Proof>;

/** An open copy that was read from its first to its last byte. */
export const CheckedCopy = z.strictObject({
  archive: z.string().max(100),
  name: line,
  files: count,
  bytes: count,
  manifest: sha256,
});
export type CheckedCopy = z.infer<typeof CheckedCopy>;

const task = TaskId;
/** A name no other event has, on any computer. */
export const EventName = z.string().regex(/^[0-9a-f]{32}$/);
const on = Instant;

/** All but what takes another back, which names it otherwise in memory than where it is kept. */
const plain = [
  /** The facts as they were known then travel with it, so that a receipt can be written again and is the same. */
  z.strictObject({
    type: z.literal('begun'),
    at,
    network: FactId,
    /** As the person typed it, where the network is one that Adieu does not know by itself. */
    name: NetworkName.optional(),
    handle: Handle,
    answers: Answers,
    zone: Zone,
    facts: NetworkFacts,
  }),
  z.strictObject({ type: z.literal('factsRenewed'), at, facts: NetworkFacts }),
  /** `changed`: which of them were said now; all, where it is not told. */
  z.strictObject({
    type: z.literal('answered'),
    at,
    answers: Answers,
    changed: z.array(Answers.keyof()).max(6).optional(),
  }),
  z.strictObject({ type: z.literal('zoneSet'), at, zone: Zone }),
  z.strictObject({ type: z.literal('taskDone'), at, task }),
  z.strictObject({ type: z.literal('taskSkipped'), at, task, reason: z.string().max(2000) }),
  z.strictObject({ type: z.literal('taskReminded'), at, task, on: Day }),
  z.strictObject({ type: z.literal('taskUndone'), at, task }),
  z.strictObject({ type: z.literal('requested'), at, on }),
  z.strictObject({ type: z.literal('ready'), at, on, expires: Instant.nullable() }),
  z.strictObject({ type: z.literal('lost'), at, on }),
  z.strictObject({ type: z.literal('collected'), at, collection: Collection }),
  z.strictObject({ type: z.literal('proved'), at, proof: Proof }),
  z.strictObject({ type: z.literal('copied'), at, copy: CheckedCopy }),
  z.strictObject({ type: z.literal('recoveryConfirmed'), at }),
  /** `missing`: what the gate still asked for. */
  z.strictObject({
    type: z.literal('overridden'),
    at,
    handle: Handle,
    reason: z.string().max(2000),
    missing: z.array(line).max(200),
  }),
  z.strictObject({ type: z.literal('closed'), at, on }),
  z.strictObject({ type: z.literal('reopened'), at, on }),
  z.strictObject({ type: z.literal('graceEndSet'), at, on: Day }),
  z.strictObject({ type: z.literal('looksAgreed'), at, agreed: z.boolean() }),
  z.strictObject({ type: z.literal('looked'), at, look: Look }),
  /** All a letter is made of travels with it, so that it can be written again and is the same. */
  z.strictObject({ type: z.literal('letterWritten'), at, letter: Letter }),
  /** Nothing is sent by Adieu: the person says that they did, and when. */
  z.strictObject({ type: z.literal('letterSent'), at, letter: LetterId, day: Day }),
  /** `until`: the day that was named, where more time was asked for. */
  z.strictObject({
    type: z.literal('letterAnswered'),
    at,
    letter: LetterId,
    day: Day,
    how: AnswerKind,
    until: Day.nullable(),
  }),
  /** Reminders that were told; none is told twice. */
  z.strictObject({ type: z.literal('reminded'), at, keys: z.array(line).min(1).max(1000) }),
  /** What the computer on which it is said is called. */
  z.strictObject({ type: z.literal('named'), at, name: ComputerName }),
] as const;

export const Event = z.discriminatedUnion('type', [
  ...plain,
  /** `event`: its number in the history. */
  z.strictObject({ type: z.literal('takenBack'), at, event: z.number().int().min(1) }),
]);
export type Event = z.infer<typeof Event>;
export type EventType = Event['type'];

/** An event as it is kept and handed over: numbers change when histories are merged, names do not. */
export const KeptEvent = z.discriminatedUnion('type', [
  ...plain,
  z.strictObject({ type: z.literal('takenBack'), at, said: EventName }),
]);
export type KeptEvent = z.infer<typeof KeptEvent>;

/** Where an event comes from, as far as it matters to what follows from it. */
export interface From {
  /** The computer on which it was said. */
  readonly origin: string;
  readonly here: boolean;
  /** Numbers of earlier events of which nobody knew there when it was said. */
  readonly unseen: readonly number[];
}

/** An event in its place: the first is 1. */
export interface Numbered extends From {
  readonly seq: number;
  readonly event: Event;
}
