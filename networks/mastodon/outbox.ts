/** `outbox.json`: everything the account did in public and to its followers, direct messages among it; one activity, one record. */
import { hash } from 'node:crypto';
import type { ExportFile, Out } from '../../engine/intake/toolkit/index.ts';
import { eachItem } from './collection.ts';
import { instant } from './dates.ts';
import { addEvent } from './events.ts';
import { warnOf, type MediaFiles, type Tally } from './media.ts';
import type { Owner } from './owner.ts';
import { addPost, postTypes, written, type PostContext } from './posts.ts';
import { addReaction } from './references.ts';
import { addressOf, firstAddress, isEmpty, isFields, rest, textOf, uriOf, type Fields } from './shape.ts';
import { visibilityOf } from './visibility.ts';

export async function readOutbox(file: ExportFile, out: Out, { server, followers }: Owner, media: MediaFiles): Promise<void> {
  const tally: Tally = { here: 0, links: 0, missing: 0 };
  const context: PostContext = { file, out, media, tally, server, followers };
  try {
    await eachItem(
      file,
      out,
      'post',
      (item, locator) => addItem(context, item, locator),
      (value, locator) => addEvent(out, 'outbox', value, locator),
    );
  } finally {
    warnOf(out, tally);
  }
}

function addItem(context: PostContext, item: unknown, locator: string): void {
  const { out } = context;
  if (isEmpty(item)) return out.refuse('post', locator, 'empty-item');
  if (typeof item === 'string') return addEvent(out, 'outbox', item, locator);
  if (!isFields(item)) return out.refuse('post', locator, 'wrong-shape');
  const { type, object } = item;
  if (type === 'Create' && isPost(object)) return addPost(context, object, item, `${locator}/object`);
  if (type === 'Announce' && uriOf(object) !== null) return addRepost(context, item, locator);
  if (isPost(item)) return addPost(context, item, null, locator);
  const on = uriOf(object);
  if (type === 'Like' && on !== null && textOf(item['content']) === null) {
    const given = textOf(item['published']);
    return addReaction(out, 'like', on, locator, rest(item, new Set(['object', 'published'])), {
      at: instant(given),
      atAsGiven: given,
    });
  }
  addEvent(out, typeof type === 'string' ? type.toLowerCase() : 'outbox', item, locator);
}

function isPost(value: unknown): value is Fields {
  return isFields(value) && typeof value['type'] === 'string' && postTypes.has(value['type']);
}

const consumed = new Set(['@context', 'id', 'published']);

/** A boost has no text: it says whose post was passed on. Only the person's own private ones bring the post along. */
function addRepost({ out, server, followers }: PostContext, activity: Fields, locator: string): void {
  const { object } = activity;
  const uri = uriOf(object) ?? '';
  const id = textOf(activity['id']);
  const given = textOf(activity['published']);
  const whole = isFields(object) ? written(object, { server }) : { text: null, title: null, tags: [], mentions: [], links: [] };
  const url = addressOf(uri);
  out.record({
    kind: 'post',
    key: id ?? `unnamed:${hash('sha256', JSON.stringify(activity), 'base64url')}`,
    locator,
    at: instant(given),
    atAsGiven: given,
    form: 'repost',
    networkId: id,
    ...whole,
    url: (isFields(object) ? firstAddress(object['url']) : null) ?? url,
    links: url === null || whole.links.includes(url) ? whole.links : [...whole.links, url],
    visibility: visibilityOf(activity, followers),
    raw: rest(activity, consumed),
  });
}
