/** The farewell kit: texts, pictures, a schedule. Adieu makes them; the person posts. */
import * as z from 'zod';
import { Day } from '../departures/moment.ts';
import { ShownFact } from '../departures/view.ts';
import { CountedAs, Text } from '../facts/index.ts';

/** One line, with nothing in it that cannot be seen. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u);

export const FarewellLanguage = z.enum(['en', 'fr']);
export type FarewellLanguage = z.infer<typeof FarewellLanguage>;
export const Tone = z.enum(['plain', 'warm', 'public']);
export type Tone = z.infer<typeof Tone>;

/** Where people will find the person: a web address, an e-mail address, or a handle with the name of the network it is on. */
export const FarewellPlace = z.strictObject({ name: line(80).default(''), address: line(500).min(1) });
export type FarewellPlace = z.infer<typeof FarewellPlace>;

export const FarewellForm = z.strictObject({
  /** The first is the one that is never left out, and the one of the QR code. */
  places: z.array(FarewellPlace).min(1).max(5),
  sign: line(100).default(''),
  closingDay: Day,
  tone: Tone.default('plain'),
  languages: z
    .array(FarewellLanguage)
    .min(1)
    .max(2)
    .refine((all) => new Set(all).size === all.length, 'each once'),
  /** A sentence of the person's own, for each language. */
  own: z.strictObject({ en: line(300).default(''), fr: line(300).default('') }).default({ en: '', fr: '' }),
});
export type FarewellForm = z.infer<typeof FarewellForm>;

/** The form as it was left, or as far as Adieu can fill it in. */
export const FarewellDraft = z.object({
  form: FarewellForm.extend({ places: z.array(FarewellPlace).max(5) }),
  remembered: z.boolean(),
  today: Day,
  closed: z.boolean(),
});
export type FarewellDraft = z.infer<typeof FarewellDraft>;

export const FarewellTextId = z.enum([
  'post-long',
  'post-short',
  'pinned',
  'bio',
  'message',
  'newsletter',
  'caption',
  'autoreply',
]);
export type FarewellTextId = z.infer<typeof FarewellTextId>;

export const FarewellLimit = z.discriminatedUnion('known', [
  z.object({ known: z.literal('yes'), value: z.number().int(), countedAs: CountedAs, fact: ShownFact }),
  /** Nobody we can name says: the text is kept to a length that is safe nearly everywhere. */
  z.object({ known: z.literal('no'), value: z.number().int(), countedAs: CountedAs }),
  /** Not for the network: as long as one likes. */
  z.object({ known: z.literal('none') }),
]);
export type FarewellLimit = z.infer<typeof FarewellLimit>;

export const FarewellText = z.object({
  id: FarewellTextId,
  language: FarewellLanguage,
  text: z.string(),
  /** As the network counts. */
  length: z.number().int(),
  limit: FarewellLimit,
  /** False where not even the address alone fits. */
  fits: z.boolean(),
  /** Sentences that were left out to make it fit. */
  leftOut: z.number().int(),
});
export type FarewellText = z.infer<typeof FarewellText>;

/** One day of the schedule. `uses`: the texts of that day. */
export const FarewellStep = z.object({
  id: z.enum(['announce', 'write', 'week', 'story', 'last', 'close']),
  day: Day,
  /** Days before the closing day. */
  before: z.number().int(),
  inDays: z.number().int(),
  title: Text,
  todo: Text,
  uses: z.array(FarewellTextId),
});
export type FarewellStep = z.infer<typeof FarewellStep>;

export const FarewellKit = z.object({
  texts: z.array(FarewellText),
  /** Empty where the closing day is over. */
  schedule: z.array(FarewellStep),
  /** What the code says when it is read; `text` where it is no address a phone can open. */
  code: z.object({ content: z.string(), opens: z.enum(['web', 'mail', 'text']) }),
});
export type FarewellKit = z.infer<typeof FarewellKit>;

export const PictureShape = z.enum(['square', 'story']);
export type PictureShape = z.infer<typeof PictureShape>;
export const PictureScheme = z.enum(['light', 'dark']);
export type PictureScheme = z.infer<typeof PictureScheme>;

export const FarewellPicture = z.object({
  /** Its file name in the kit. */
  name: z.string(),
  /** PNG, base64. */
  png: z.string().max(8 << 20),
  width: z.number().int(),
  height: z.number().int(),
  alt: z.string(),
  /** Characters no font of this computer can draw; what holds them is left out of the picture. */
  lacking: z.array(z.string()),
});
export type FarewellPicture = z.infer<typeof FarewellPicture>;

export const FarewellSaved = z.object({
  /** As the person knows it, e.g. `~/Documents/adieu-farewell-tiktok-name`. */
  place: z.string(),
  name: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  lacking: z.array(z.string()),
});
export type FarewellSaved = z.infer<typeof FarewellSaved>;
