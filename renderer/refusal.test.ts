import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { RefusedHere, refusalOf } from './refusal.ts';

const refused = (data: unknown) => new ORPCError('REFUSED', { data });

test('a refusal of the engine or of the page is told by its code', () => {
  expect(refusalOf(refused({ code: 'no-room', detail: { needed: 12, file: 'a.zip' } }))).toEqual({
    code: 'no-room',
    detail: { needed: 12, file: 'a.zip' },
  });
  expect(refusalOf(new RefusedHere('not-readable', { file: 'a.zip' }))).toMatchObject({ code: 'not-readable' });
});

test('details that are neither text nor number are left out', () => {
  expect(refusalOf(refused({ code: 'busy', detail: { since: null, by: { name: 'x' } } }))).toEqual({ code: 'busy', detail: {} });
});

test.for([
  new Error('anything'),
  new ORPCError('INTERNAL_SERVER_ERROR'),
  refused(null),
  refused('no-room'),
  refused({ code: 'nobody-knows-this', detail: {} }),
  refused({ code: 'toString', detail: {} }),
  'no-room',
  undefined,
])('%s is a bug, not a refusal', (error) => {
  expect(refusalOf(error)).toBeNull();
});
