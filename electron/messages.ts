/** What main and the engine's process say to each other. Ports to a page travel with `connect`; everything a page says goes through them, never through here. */
import * as z from 'zod';
import { Id, PickedFile, Place } from '../shared/contract/schemas.ts';
import { refusalCodeList, type RefusalCode } from '../shared/errors.ts';

const Ask = z.number().int().nonnegative();
const Path = z.string().min(1).max(32_767);
export const Paths = z.array(Path).max(10_000);

export const ToEngine = z.discriminatedUnion('to', [
  /** `now`: what to take for the present moment, where it is not the present. `notifies`: main tells reminders through the system. */
  z.object({
    to: z.literal('start'),
    /** Where it was asked for; otherwise the engine looks where the person keeps it. */
    home: Path.optional(),
    version: z.string().max(100),
    now: z.string().max(100).optional(),
    notifies: z.boolean(),
  }),
  /** With one port: a page's line to the contract. */
  z.object({ to: z.literal('connect') }),
  z.object({ to: z.literal('pick'), ask: Ask, paths: Paths }),
  z.object({ to: z.literal('place'), ask: Ask, folder: Path }),
  /** What is there to be told now? In this language, where the person chose none. */
  z.object({ to: z.literal('remind'), ask: Ask, language: z.enum(['en', 'fr']) }),
  /** Does this host stand in the facts? */
  z.object({ to: z.literal('host'), ask: Ask, host: z.string().min(1).max(255) }),
  z.object({ to: z.literal('close') }),
]);
export type ToEngine = z.infer<typeof ToEngine>;

export const FromEngine = z.discriminatedUnion('from', [
  z.object({ from: z.literal('picked'), ask: Ask, files: z.array(PickedFile).max(10_000) }),
  z.object({ from: z.literal('place'), ask: Ask, place: Place }),
  z.object({
    from: z.literal('reminders'),
    ask: Ask,
    reminders: z.array(z.object({ departure: Id, title: z.string().max(200), body: z.string().max(2000) })).max(1000),
  }),
  z.object({ from: z.literal('host'), ask: Ask, known: z.boolean() }),
  z.object({ from: z.literal('refused'), ask: Ask, code: z.enum(refusalCodeList as [RefusalCode, ...RefusalCode[]]) }),
  z.object({ from: z.literal('broke'), ask: Ask }),
  /** Everything lives elsewhere now: this engine asks to be closed, and another one to be started. */
  z.object({ from: z.literal('start-again') }),
]);
export type FromEngine = z.infer<typeof FromEngine>;
