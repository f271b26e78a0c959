import { expect, test } from 'vitest';
import { isHttps } from './web-address.tsx';

test('only a whole https address is taken for one', () => {
  expect(isHttps('https://example.org/a?b#c')).toBe(true);
  for (const text of [
    'http://example.org',
    'javascript:alert(1)',
    'example.org',
    ' ',
    'https:',
    'HTTPS',
    'data:text/html,x',
    'see https://a.example',
  ])
    expect(isHttps(text), text).toBe(false);
});
