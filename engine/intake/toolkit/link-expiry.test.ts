import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkExpiry } from './link-expiry.ts';

test.each([
  ['https://v16.example/storage/1/?mime_type=video_mp4&x-expires=1794139200&x-signature=ab', '2026-11-08T12:00:00Z'],
  ['https://cdn.example/a.jpg?Expires=1700000000&Signature=x&Key-Pair-Id=K', '2023-11-14T22:13:20Z'],
  ['https://scontent.example/v/t51/1_n.jpg?_nc_ht=x&oh=00_AB&oe=65A1B2C3', '2024-01-12T21:44:35Z'],
  [
    'https://s3.example/b/a.png?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20240229T235959Z&X-Amz-Expires=604800&X-Amz-Signature=0',
    '2024-03-07T23:59:59Z',
  ],
])('%s works until %s', (url, until) => {
  expect(linkExpiry(url)).toBe(until);
});

test.each([
  'https://cdn.example/a.jpg',
  'https://cdn.example/a.jpg?expires=never',
  'https://cdn.example/a.jpg?expires=12',
  'https://cdn.example/a.jpg?oe=65A1B2C3',
  'https://cdn.example/a.jpg?X-Amz-Date=20240229T235959Z',
  'https://cdn.example/a.jpg?expires=9999999999',
  '?',
])('%s says nothing of it', (url) => {
  expect(linkExpiry(url)).toBeNull();
});

test('whatever an address is, it gives a date of this century or nothing', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, more) => {
      const until = linkExpiry(`${url}${url.includes('?') ? '&' : '?'}expires=${more}`);
      expect(until === null || /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(until)).toBe(true);
    }),
  );
});
