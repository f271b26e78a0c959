/** What a medium is, by its bytes: real pictures, things that only look like one, and whatever else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isShownType, MediaType } from '../../shared/contract/index.ts';
import { dot, html, picture, svg, tone, videoHead } from '../../tests/media/files.ts';
import { whatIs } from './what.ts';

test.each(['jpeg', 'png', 'webp', 'avif'] as const)('a real %s is that, with its size', (type) => {
  expect(whatIs(picture(1, type, 321, 123))).toEqual({ type: `image/${type}`, size: { width: 321, height: 123 } });
});

test('a GIF, a WAVE and a video are what they are', () => {
  expect(whatIs(dot)).toEqual({ type: 'image/gif', size: { width: 1, height: 1 } });
  expect(whatIs(tone(440))).toEqual({ type: 'audio/wav', size: null });
  expect(whatIs(videoHead('isom'))?.type).toBe('video/mp4');
  expect(whatIs(videoHead('qt  '))?.type).toBe('video/quicktime');
  expect(whatIs(videoHead('M4A '))?.type).toBe('audio/mp4');
  expect(whatIs(videoHead('heic'))?.type).toBe('image/heic');
});

test('the size of a picture is found behind a camera’s notes', () => {
  const plain = picture(2);
  const notes = Buffer.concat([Buffer.from([0xff, 0xe1, 0xff, 0xfd]), Buffer.alloc(0xfffb, 0xff)]);
  const noted = Buffer.concat([plain.subarray(0, 2), notes, notes, plain.subarray(2)]);
  expect(whatIs(noted)).toEqual(whatIs(plain));
});

describe('never a picture, whatever it is called or begins with', () => {
  test.each([
    ['SVG', svg],
    ['HTML', html],
    ['HTML behind blanks', Buffer.concat([Buffer.from('\r\n\r\n   '), html])],
    ['XML with a byte order mark', Buffer.concat([Buffer.from('\ufeff<?xml version="1.0"?>'), svg])],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<< /OpenAction 2 0 R >>')],
    ['a script', Buffer.from('globalThis.hurt = 1; // GIF89a')],
    ['a zip', Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaa')],
    ['an ISO file of another kind', videoHead('jp2 ')],
    ['Matroska that is no WebM', Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.from('matroska'.repeat(4))])],
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
  ])('%s', (_, bytes) => {
    expect(whatIs(bytes)).toBeNull();
  });
});

test('of any bytes it says one of its types or nothing, and no type that a browser could run', () => {
  const beginnings = [
    Buffer.from('RIFF\0\0\0\0WEBPVP8X'),
    Buffer.from([0xff, 0xd8, 0xff]),
    Buffer.from('\0\0\0\x18ftypavif'),
    Buffer.from('GIF89a'),
  ];
  fc.assert(
    fc.property(fc.constantFrom(Buffer.alloc(0), ...beginnings), fc.uint8Array({ maxLength: 300 }), (begin, rest) => {
      const what = whatIs(Buffer.concat([begin, rest]));
      if (what === null) return;
      expect(MediaType.safeParse(what.type).success).toBe(true);
      expect(what.type).not.toMatch(/svg|html|xml|text|script|pdf/);
      if (what.size !== null) expect(what.size.width >= 0 && what.size.height >= 0).toBe(true);
    }),
  );
  for (const type of ['image/svg+xml', 'text/html', 'image/heic', 'application/pdf']) expect(isShownType(type)).toBe(false);
});
