/**
 * The HTML export: pages of blocks, each with a heading, a body and a time, read as they stream. Classes say what is what, in every language; the text is right
 * as it stands. Times are those of the person's clock without its zone: they are kept as they are written.
 */
import { Parser } from 'htmlparser2';
import { TextDecoder } from 'node:util';
import { DamagedFile, withoutBom, type ExportFile } from '../../engine/intake/toolkit/index.ts';
import type { Context } from './context.ts';
import { conversationOf, emitConversation } from './conversations.ts';
import { emptyBlock, Page, type Block } from './html-blocks.ts';
import {
  ownerIn,
  pageComment,
  pageContact,
  pageEvent,
  pageMessage,
  pagePeople,
  pagePerson,
  pagePost,
  pageProfile,
  pageReaction,
} from './html-items.ts';
import { threadOf } from './places.ts';
import { sectionOf } from './sections.ts';

export async function readHtml(file: ExportFile, first: boolean, ctx: Context): Promise<void> {
  const section = sectionOf(null, ctx.place);
  const talk = threadOf(ctx.place) === null ? null : conversationOf(ctx);
  let found = 0;
  const page = new Page(section.make === 'relation' && talk === null, {
    title: (title) => {
      if (talk !== null) talk.title = title;
    },
    person: (link) => pagePerson(section, link, `row ${++found}`, ctx),
    unlinked: (block) => pagePeople(section, block, () => `row ${++found}`, ctx),
    block: (block) => {
      const locator = `row ${++found}`;
      if (talk !== null) pageMessage(talk, block, locator, ctx);
      else if (section.make === 'reaction' && block.links.length > 0) pageReaction(section, block, locator, ctx);
      else if (section.make === 'picture' ? block.media.length > 0 : section.make === 'post' && isPost(block))
        pagePost(section, block, locator, ctx);
      else if (section.make === 'contact') pageContact(section, block, locator, ctx);
      else if (section.make === 'comment') pageComment(section, block, locator, ctx);
      else if (section.make === 'profile') pageProfile(section, block, locator, ctx);
      else pageEvent(section, block, locator, ctx);
    },
    tooLarge: () => ctx.out.refuse(talk === null ? section.kind : 'message', `row ${++found}`, 'too-large'),
  });
  // A page says where it ends: one that began and does not was cut off.
  let open = false;
  const { onopentag, onclosetag } = page.handler;
  const parser = new Parser(
    {
      ...page.handler,
      onopentag: (name, ...rest) => {
        if (name === 'html') open = true;
        onopentag?.(name, ...rest);
      },
      onclosetag: (name, implied) => {
        if (name === 'html') open = false;
        onclosetag?.(name, implied);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  const decoder = new TextDecoder();
  let damage: DamagedFile | null = null;
  try {
    for await (const chunk of withoutBom(file.open())) {
      parser.write(decoder.decode(chunk, { stream: true }));
      await ctx.out.breathe();
    }
    parser.write(decoder.decode());
    if (open) damage = new DamagedFile('cut-off', 'the page does not end');
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    damage = error;
  }
  // A block that the damage cut is not delivered as if it were whole.
  if (damage === null) {
    parser.end();
    page.end();
    if (found === 0 && page.stray.length > 0 && talk === null) pageEvent(section, emptyBlock(page.stray), '', ctx);
  }
  if (talk !== null && first) emitConversation(talk, '', ctx);
  if (ctx.missing > 0) ctx.out.warn('media-missing', String(ctx.missing));
  if (damage !== null) throw damage;
}

/** Something published, also where its picture is gone. */
const isPost = ({ media, heading, time }: Block): boolean => media.length > 0 || (heading !== null && time !== null);

/** Whose export it is, by the page of the profile; null where it does not say. */
export function accountInHtml(html: string): { handle: string; name: string | null } | null {
  let found: ReturnType<typeof accountInHtml> = null;
  const page = new Page(false, {
    title: () => undefined,
    person: () => undefined,
    unlinked: () => undefined,
    block: (block) => (found ??= ownerIn(block)),
    tooLarge: () => undefined,
  });
  new Parser(page.handler, { decodeEntities: true, lowerCaseTags: true }).end(html);
  page.end();
  return found;
}
