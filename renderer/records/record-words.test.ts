import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import type { AnyRecord } from '../../shared/records.ts';
import { en } from '../../shared/words/en.ts';
import { makeSay } from '../say.ts';
import { fieldsOf } from './record-fields.ts';
import { subWords, textOf, whatItIs } from './record-words.ts';

const say = makeSay(createIntl({ locale: 'en-GB', messages: en }));
const base = {
  id: '0'.repeat(32),
  network: 'tiktok',
  account: 'solene.valcroix',
  at: null,
  atAsGiven: 1_583_020_800,
  source: { file: 'user_data_tiktok.json', locator: '/Post/0' },
  raw: {},
};
const like = {
  kind: 'reaction',
  ...base,
  reaction: 'like',
  on: { url: null, networkId: null, author: null, text: null },
} satisfies AnyRecord;
const search = { kind: 'event', ...base, topic: 'hashtag-trend', title: null, data: { a: 'x'.repeat(400) } } satisfies AnyRecord;

test('a network’s own word is shown where there is none of ours', () => {
  expect(subWords(say, 'post', 'video')).toBe('video');
  expect(subWords(say, 'event', 'login')).toBe('log-in');
  expect(whatItIs(say, search)).toBe('hashtag-trend');
  expect(subWords(say, 'post', 'toString')).toBe('toString');
});

test('a text is exactly what was given', () => {
  const text = '  two\n lines \u202e<b>\u0000 ';
  const post = {
    kind: 'post',
    ...base,
    form: 'video',
    networkId: null,
    text,
    url: null,
    title: 'else',
    inReplyTo: null,
    tags: [],
    mentions: [],
    links: [],
    media: [],
    visibility: null,
    deleted: false,
    counts: { likes: 0, reposts: null, replies: null, views: null },
  } satisfies AnyRecord;
  expect(textOf(post)).toBe(text);
  expect(textOf({ ...post, text: null })).toBe('else');
});

test('a record that says nothing but what it is has no text; a long content is cut and says so', () => {
  expect(textOf(like)).toBeNull();
  const text = textOf(search);
  expect(text?.length).toBeLessThan(300);
  expect(text?.endsWith('…')).toBe(true);
});

test('fields that hold nothing are left out, and nothing that holds something is', () => {
  const names = fieldsOf(like).map(({ name }) => name);
  expect(names).toEqual(['reaction', 'atAsGiven', 'account', 'id']);
  expect(fieldsOf(search).find(({ name }) => name === 'data')?.value).toEqual(search.data);
});

test('no count of none is lost', () => {
  const counts = { likes: 0, reposts: null, replies: null, views: 3 };
  const post = {
    kind: 'post',
    ...base,
    form: 'post',
    networkId: null,
    text: null,
    url: null,
    title: null,
    inReplyTo: null,
    tags: [],
    mentions: [],
    links: [],
    media: [],
    visibility: null,
    deleted: false,
    counts,
  } satisfies AnyRecord;
  expect(fieldsOf(post).filter(({ name }) => name === 'likes' || name === 'views' || name === 'reposts')).toMatchObject([
    { name: 'likes', value: 0 },
    { name: 'views', value: 3 },
  ]);
});
