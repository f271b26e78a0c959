/** Live broadcasts: a map by the id of the broadcast, with what the person wrote there. */
import { saidText } from './dates.ts';
import { isEmpty, isItem, sort, when, type Context, type Item } from './items.ts';
import { authorIn } from './links.ts';

/** One live broadcast that was watched, with the comments and questions the person wrote there. */
export function live(id: string, value: unknown, locator: string, ctx: Context): void {
  if (isEmpty(value)) return ctx.out.refuse('event', locator, 'empty-item');
  if (!isItem(value)) return ctx.out.refuse('event', locator, 'wrong-shape');
  const sorted = sort('event', value);
  const url = saidText(sorted.by.link);
  ctx.out.record({
    kind: 'event',
    topic: 'view',
    title: url,
    data: value,
    key: `live\0${id}\0${when(sorted)}`,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw: { liveId: id },
  });
  for (const name of Object.keys(value)) {
    const list = value[name];
    if (!/^(?:comments|questions)$/i.test(name) || !Array.isArray(list)) continue;
    for (const [index, said] of list.entries()) {
      const where = `${locator}/${name}/${index}`;
      if (isEmpty(said)) ctx.out.refuse('comment', where, 'empty-item');
      else if (!isItem(said)) ctx.out.refuse('comment', where, 'wrong-shape');
      else liveComment(id, url, said, where, ctx);
    }
  }
}

function liveComment(id: string, url: string | null, item: Item, locator: string, ctx: Context): void {
  const sorted = sort('comment', item);
  const text = typeof sorted.by.text === 'string' ? sorted.by.text : null;
  if (text === null) return ctx.out.refuse('comment', locator, 'no-identity');
  ctx.out.record({
    kind: 'comment',
    text,
    on: { url, networkId: id === '-1' ? null : id, author: authorIn(url), title: null },
    key: `live\0${id}\0${when(sorted)}\0${text}`,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw: sorted.raw,
  });
}
