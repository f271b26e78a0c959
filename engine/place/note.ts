/**
 * Two small files say where everything lives. The note (`place.json` in the usual place) names the place the person chose; the mark (`adieu-place.json` in the
 * place itself) carries the same id, so that an empty mount point, or another disk under the same name, is never taken for it.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import * as z from 'zod';
import { Refusal } from '../../shared/errors.ts';
import { writeWhole } from '../write-whole.ts';

const noteName = 'place.json';
export const markName = 'adieu-place.json';
const largestFile = 262_144;

/** What stays where it is when a home moves: locks, uploads on their way in, the window's own folder, compiled code, and what says where things are. */
export const staying: ReadonlySet<string> = new Set([
  'holds',
  'staging',
  'window',
  'Cache',
  noteName,
  `${noteName}.new`,
  markName,
  `${markName}.new`,
]);

const Folder = z.string().min(1).max(4096).refine(isAbsolute);
/** Of something that lies directly in a home. */
const Name = z
  .string()
  .regex(/^[^/\\\0]{1,255}$/)
  .refine((name) => name !== '.' && name !== '..' && !staying.has(name));
const Names = z.array(Name).max(500).readonly();

const Note = z.strictObject({
  version: z.literal(1),
  /** Null: the usual one. */
  place: Folder.nullable(),
  id: z.uuid(),
  /** What was copied from there and has still to be removed. */
  left: z.strictObject({ place: Folder, names: Names }).nullable(),
});
export type Note = z.infer<typeof Note>;

const Mark = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  /** `coming`: being copied here; if the note does not name this id, the copy was broken off. */
  state: z.enum(['coming', 'here']),
  /** The vault's id; null where none was made yet. */
  vault: z.uuid().nullable(),
  /** What is copied here. */
  names: Names,
});
export type Mark = z.infer<typeof Mark>;

/** Null where there is none: nothing was ever chosen. Throws `Refusal('place-unknown')` for anything that is no note. */
export function readNote(usual: string): Note | null {
  const found = read(join(usual, noteName));
  if (found === null) return null;
  const { data } = Note.safeParse(found.content);
  if (data === undefined) throw new Refusal('place-unknown', { file: noteName });
  return data;
}

export function writeNote(usual: string, note: Note): void {
  writeWhole(join(usual, noteName), text(Note.parse(note)));
}

/** Null where there is none, and where what lies there is no mark. */
export function readMark(place: string): Mark | null {
  try {
    return Mark.safeParse(read(join(place, markName))?.content).data ?? null;
  } catch {
    return null;
  }
}

export function writeMark(place: string, mark: Mark): void {
  writeWhole(join(place, markName), text(Mark.parse(mark)));
}

const text = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

/** Null where nothing lies there; a link, a folder or what is too large has no content. */
function read(file: string): { readonly content: unknown } | null {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (!found.isFile() || found.size > largestFile) return { content: undefined };
  try {
    return { content: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return { content: undefined };
  }
}
