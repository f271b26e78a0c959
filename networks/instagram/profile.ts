/** The account itself. */
import type { AccountName } from '../../engine/intake/toolkit/index.ts';
import { put, warnOnce, type Context } from './context.ts';
import { fromIso } from './dates.ts';
import { gist, labelValue } from './gist.ts';
import * as labels from './labels.ts';
import { addMedium } from './media.ts';
import type { Section } from './sections.ts';
import { fieldsOf, isEmpty, isFields, odd, without, type Fields } from './shape.ts';
import { said } from './text.ts';

export function profile(section: Section, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('profile', locator, 'empty-item');
  if (!isFields(item)) return ctx.out.refuse('profile', locator, 'wrong-shape');
  const { entries } = gist(item);
  const value = (labelled: labels.Labels): string | null => labelValue(entries, labelled);
  const handle = value(labels.username);
  if (handle === null && entries.length > 0) warnOnce(ctx, 'labels-unknown', section.id);
  const key = (handle ?? ctx.account.handle ?? '').toLowerCase();
  put(ctx, section.network, {
    kind: 'profile',
    handle,
    name: value(labels.shownName),
    networkId: null,
    bio: value(labels.bio),
    url: value(labels.website),
    email: value(labels.email),
    phone: value(labels.phone),
    key,
    locator,
    // Labels in any language, gender, birthday, what is private: all of it, as it came.
    raw: {
      ...without(item, ['media_map_data']),
      ...(isMap(item['media_map_data']) ? {} : { media_map_data: item['media_map_data'] }),
    },
  });
  for (const [label, medium] of Object.entries(fieldsOf(item['media_map_data'])))
    addMedium(
      ctx,
      { network: section.network, kind: 'profile', key },
      medium,
      `${locator}/media_map_data/${label.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    );
}

/** Pictures by their labels: each becomes a record. */
const isMap = (value: unknown): boolean =>
  isEmpty(value) ||
  (isFields(value) && Object.values(value).every((one) => isEmpty(one) || typeof fieldsOf(one)['uri'] === 'string'));

const plain = ['username', 'name', 'biography', 'website', 'email', 'phone_number', 'date_joined'];

/** `profile.json` of 2020: plain names and values. */
export function flatProfile(fields: Fields, locator: string, ctx: Context): void {
  const handle = said(fields['username']);
  put(ctx, 'instagram', {
    kind: 'profile',
    handle,
    name: said(fields['name']),
    networkId: null,
    bio: said(fields['biography']),
    url: said(fields['website']),
    email: said(fields['email']),
    phone: said(fields['phone_number']),
    createdAt: fromIso(fields['date_joined']),
    key: (handle ?? '').toLowerCase(),
    locator,
    raw: { ...without(fields, plain.slice(0, -1)), ...odd(fields, plain) },
  });
}

/** Whose export it is, from the text of a small file; null where it does not say. */
export function accountIn(text: string): AccountName | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const root = fieldsOf(json);
  const flat = said(root['username']);
  if (flat !== null) return { handle: flat, networkId: null, name: said(root['name']) };
  const listed = root['profile_user'] ?? json;
  const item = Array.isArray(listed) ? (listed[0] as unknown) : listed;
  if (!isFields(item)) return null;
  const { entries } = gist(item);
  const handle = labelValue(entries, labels.username);
  const name = labelValue(entries, labels.shownName);
  return handle === null && name === null ? null : { handle, networkId: null, name };
}
