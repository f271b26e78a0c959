/** The shapes of the media screens: lists of media, and their bytes piece by piece. */
import * as z from 'zod';
import { DamageReason } from '../account-of-import.ts';
import { AnyRecord } from '../records.ts';
import { Id, Limit, Offset } from './schemas.ts';

/** What a page may draw or play. What a file is, its first bytes say; no text, no HTML and no SVG is ever among them. */
export const shownTypes = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/ogg',
  'audio/flac',
  'audio/wav',
] as const;
/** Known by their first bytes too, and not drawn by every browser: they can be saved. */
export const savedTypes = ['image/heic', 'image/bmp', 'image/tiff', 'video/quicktime', 'video/x-msvideo'] as const;
export const MediaType = z.enum([...shownTypes, ...savedTypes]);
export type MediaType = z.infer<typeof MediaType>;
export const isShownType = (type: string): boolean => (shownTypes as readonly string[]).includes(type);

/** `other`: what the export does not say enough of. */
export const mediaSorts = ['picture', 'video', 'sound', 'other'] as const;
export const MediaSort = z.enum(mediaSorts);
export type MediaSort = z.infer<typeof MediaSort>;
const MediaState = z.enum(['here', 'missing', 'link', 'fetched']);

export const MediaQuery = z.object({
  archive: Id,
  /** Empty: all. */
  sorts: z.array(MediaSort).max(mediaSorts.length).default([]),
  states: z.array(MediaState).max(4).default([]),
  order: z.enum(['newest', 'oldest']).default('newest'),
  offset: Offset.default(0),
  limit: Limit.default(100),
});
const MediumRecord = AnyRecord.options[7];
export const MediaPage = z.object({ total: z.number().int().nonnegative(), media: z.array(MediumRecord) });
export const MediaCounts = z.array(z.object({ sort: MediaSort, state: MediaState, count: z.number().int().nonnegative() }));
export const MediaOf = z.object({ archive: Id, ids: z.array(Id).min(1).max(100) });
/** One medium with what stands around it: the record it belongs to, and other media of the same content. */
export const Medium = z.object({
  medium: MediumRecord,
  of: AnyRecord.nullable(),
  same: z.object({ total: z.number().int().nonnegative(), media: z.array(MediumRecord).max(20) }),
});

/** Bytes of a file at most, by what they are wanted for. */
export const mediaLimits = {
  picture: 64 << 20,
  /** A page holds a video whole while it plays: so much stays in memory and never comes to lie on a disk. */
  moving: 192 << 20,
  saved: 256 << 20,
  /** Of a picture; drawn, each takes four bytes. */
  pixels: 64_000_000,
  /** Of one answer, before it is written as base64. */
  part: 1 << 20,
} as const;

export const MediaRead = z.object({
  archive: Id,
  id: Id,
  /** The first byte wanted. */
  from: z.number().int().min(0).max(mediaLimits.saved).default(0),
  /** `save`: to be kept as a file, not drawn. */
  purpose: z.enum(['show', 'save']).default('show'),
});

/** Why there are no bytes: the record says so, the original was not kept, or this is nothing a page may draw. */
export const whyNothing = ['missing', 'link', 'not-kept', 'damaged', 'not-shown', 'too-large'] as const;
export type WhyNothing = (typeof whyNothing)[number];

export const MediaPart = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('part'),
    type: MediaType,
    /** Of the whole file, as the export declares it. */
    bytes: z.number().int().nonnegative(),
    /** Pixels; null where it is no picture. */
    size: z.object({ width: z.number().int(), height: z.number().int() }).nullable(),
    /** base64. */
    content: z.string().max(Math.ceil(mediaLimits.part / 3) * 4),
    /** Whether this was the last part. */
    done: z.boolean(),
    /** Why the file ends here before its end. */
    damage: DamageReason.nullable(),
  }),
  z.object({ is: z.literal('nothing'), why: z.enum(whyNothing) }),
]);
export type MediaPart = z.infer<typeof MediaPart>;
