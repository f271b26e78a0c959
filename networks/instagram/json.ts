/**
 * One JSON file that is no conversation: lists are walked into, wherever they stand, and their members taken whole. A file is a bare list, an object with
 * lists under keys, or one single item; the same list may be any of them.
 */
import { pointer, walkJson, withoutBom, type ExportFile, type JsonPath } from '../../engine/intake/toolkit/index.ts';
import type { Context } from './context.ts';
import { event } from './events.ts';
import { contact, flatPerson, relation } from './people.ts';
import { picture, post } from './posts.ts';
import { flatProfile, profile } from './profile.ts';
import { comment, reaction } from './reactions.ts';
import { readFlatThreads, readThread } from './messages.ts';
import { threadOf } from './places.ts';
import { flatPeopleOf, sectionOf, type Section } from './sections.ts';
import { isEmpty, isFields } from './shape.ts';
import { said } from './text.ts';

export async function readJson(file: ExportFile, first: boolean, ctx: Context): Promise<void> {
  const start = await startOf(file);
  // The fields of a conversation may come in any order.
  if (isThread(start) || (threadOf(ctx.place) !== null && start.trimStart().startsWith('{'))) await readThread(file, first, ctx);
  else if (isFlatThreads(start)) await readFlatThreads(file, ctx);
  else await readLists(file, isSingle(start), ctx);
  if (ctx.missing > 0) ctx.out.warn('media-missing', String(ctx.missing));
}

async function readLists(file: ExportFile, single: boolean, ctx: Context): Promise<void> {
  /** Values beside lists: together they are one thing. */
  const beside: Record<string, unknown> = {};
  await walkJson(file.open(), {
    enter: (path, type) => {
      if (path.length === 0) return type === 'array' ? 'items' : !single;
      if (path.length !== 1 || typeof path[0] !== 'string') return false;
      return type === 'array' ? 'items' : flatPeopleOf(path[0]) !== null;
    },
    value: (path, value) => {
      const [key, within] = path;
      if (path.length === 0 || typeof key === 'number') bare(path, value, ctx);
      else if (path.length === 1 && key !== undefined) {
        if (isFields(value) && !isEmpty(value)) item(sectionOf(key, ctx.place), value, pointer(path), ctx);
        else if (!isEmpty(value)) beside[key] = value;
      } else if (key !== undefined && typeof within === 'string') {
        const section = flatPeopleOf(key);
        if (section !== null) flatPerson(section, within, value, pointer(path), ctx);
      } else if (key !== undefined) item(sectionOf(key, ctx.place), value, pointer(path), ctx);
    },
    refused: (path, reason) => {
      const section = sectionOf(typeof path[0] === 'string' ? path[0] : null, ctx.place);
      ctx.out.refuse(section.kind, pointer(path), reason);
    },
    invalidText: () => ctx.out.warn('invalid-utf8'),
    breathe: () => ctx.out.breathe(),
  });
  leftBeside(beside, ctx);
}

/** A member of a bare list, or a file that is one thing. */
function bare(path: JsonPath, value: unknown, ctx: Context): void {
  // One sentence alone is how the layout of 2020 writes an empty section.
  if (path[0] === 0 && typeof value === 'string' && /\bno data\b/i.test(value)) return;
  item(sectionOf(null, ctx.place), value, pointer(path), ctx);
}

function leftBeside(beside: Record<string, unknown>, ctx: Context): void {
  if (isEmpty(beside)) return;
  if (said(beside['username']) !== null) return flatProfile(beside, '', ctx);
  const section = sectionOf(null, ctx.place);
  // A list of people that holds none but a sentence, an error for example.
  if (section.make === 'relation') return ctx.out.refuse('relation', '', 'wrong-shape');
  event({ ...section, make: 'event', topic: section.topic ?? section.id }, beside, '', ctx);
}

function item(section: Section, value: unknown, locator: string, ctx: Context): void {
  if (section.make === 'relation') return relation(section, value, locator, ctx);
  if (section.make === 'contact') return contact(section, value, locator, ctx);
  if (section.make === 'post') return post(section, value, locator, ctx);
  if (section.make === 'picture') return picture(section, value, locator, ctx);
  if (section.make === 'comment') return comment(section, value, locator, ctx);
  if (section.make === 'reaction') return reaction(section, value, locator, ctx);
  if (section.make === 'profile') return profile(section, value, locator, ctx);
  return event(section, value, locator, ctx);
}

const isThread = (start: string): boolean =>
  /^\s*\{\s*"(?:participants|messages|thread_path|is_still_participant)"\s*:/.test(start);
const isFlatThreads = (start: string): boolean => /^\s*\[\s*\{\s*"(?:participants|conversation)"\s*:/.test(start);
/** A list of one is written as the one thing without a list around it. */
const isSingle = (start: string): boolean =>
  /^\s*\{\s*"(?:media|media_list_data|media_map_data|string_map_data|string_list_data|label_values|timestamp|creation_timestamp|title|fbid|uri)"\s*:/.test(start); // prettier-ignore

/** The first characters of a file, whatever its encoding. */
async function startOf(file: ExportFile): Promise<string> {
  let start = '';
  try {
    for await (const chunk of withoutBom(file.open())) {
      start += chunk.toString('utf8');
      if (start.trimStart().length > 256) break;
    }
  } catch {
    // The walk that follows says what is wrong with it.
  }
  return start;
}
