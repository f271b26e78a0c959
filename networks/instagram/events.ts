/** Anything with a life of its own that is none of the other kinds: `data` is what stood there, as it came. */
import { put, warnOnce, type Context } from './context.ts';
import { fromIso, given } from './dates.ts';
import { gist } from './gist.ts';
import { addMedia, mediaIn, type FoundMedium } from './media.ts';
import type { Section } from './sections.ts';
import { isEmpty, isFields } from './shape.ts';
import { said } from './text.ts';

export function event(
  section: Section,
  data: unknown,
  locator: string,
  ctx: Context,
  media: readonly FoundMedium[] = mediaIn(data, locator),
): void {
  if (isEmpty(data)) return ctx.out.refuse('event', locator, 'empty-item');
  if (section.unknown === true) warnOnce(ctx, 'section-unknown', section.id);
  const { at, atAsGiven, title } = about(data, section.id === 'saved_saved_collections');
  const key = `${section.topic ?? ''}\0${section.id}\0${JSON.stringify(data)}`;
  put(ctx, section.network, {
    kind: 'event',
    topic: section.topic ?? section.id,
    title,
    data,
    key,
    at,
    atAsGiven,
    locator,
  });
  if (media.length > 0) addMedia(ctx, { network: section.network, kind: 'event', key }, media);
}

interface About {
  readonly at: string | null;
  readonly atAsGiven: string | number | null;
  readonly title: string | null;
}

/** `generic`: the title says what sort of thing it is, and a value what it is called. */
function about(data: unknown, generic: boolean): About {
  // The layout of 2020 writes `[time, …]`.
  if (Array.isArray(data)) {
    const when = data.find((one) => fromIso(one) !== null);
    const title = data.map(said).find((one) => one !== null && one !== when) ?? null;
    return { at: fromIso(when), atAsGiven: given(when), title };
  }
  if (!isFields(data)) return { at: null, atAsGiven: null, title: said(data) };
  const { title, entries, at, atAsGiven } = gist(data);
  const own = said(data['name']) ?? said(data['search_click']) ?? said(data['item']) ?? said(data['advertiser_name']);
  const named = title !== null && fromIso(title) === null ? title : null;
  const value = entries.find((one) => one.value !== null)?.value ?? null;
  return { at, atAsGiven, title: (generic ? value : null) ?? named ?? own ?? value };
}
