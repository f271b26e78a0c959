import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecoveryCode, writeRecoveryCode } from './recovery-code.ts';

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const typo = expect.objectContaining({ code: 'wrong-key', detail: { reason: 'typo' } }) as unknown;

function reading(code: string): unknown {
  try {
    return readRecoveryCode(code);
  } catch (error) {
    return error;
  }
}

test('a code is fourteen groups of four signs that are hard to mistake', () => {
  fc.assert(
    fc.property(keys, (key) => {
      expect(writeRecoveryCode(key)).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
    }),
  );
});

test('a code gives back its key, however it was written down', () => {
  const habit = fc.record({
    small: fc.boolean(),
    zero: fc.constantFrom('0', 'O', 'o'),
    one: fc.constantFrom('1', 'I', 'i', 'l', 'L'),
    between: fc.constantFrom('-', ' ', '', ' - ', '\u2013', '\u00a0', '\n'),
  });
  fc.assert(
    fc.property(keys, habit, (key, { small, zero, one, between }) => {
      const code = writeRecoveryCode(key);
      const written = (small ? code.toLowerCase() : code).replaceAll('0', zero).replaceAll('1', one).replaceAll('-', between);
      expect(readRecoveryCode(` ${written}\n`)).toEqual(key);
    }),
  );
});

test('one wrong sign is noticed', () => {
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZU*é';
  fc.assert(
    fc.property(keys, fc.nat(55), fc.constantFrom(...signs), (key, at, sign) => {
      const code = writeRecoveryCode(key).replaceAll('-', '');
      fc.pre(code.charAt(at) !== sign);
      expect(reading(code.slice(0, at) + sign + code.slice(at + 1))).toEqual(typo);
    }),
  );
});

test('two neighbours that changed places are noticed', () => {
  fc.assert(
    fc.property(keys, fc.nat(54), (key, at) => {
      const code = writeRecoveryCode(key).replaceAll('-', '');
      const [a, b] = [code.charAt(at), code.charAt(at + 1)];
      fc.pre(a !== b);
      expect(reading(code.slice(0, at) + b + a + code.slice(at + 2))).toEqual(typo);
    }),
  );
});

test('whatever else is typed is a typo and never a crash', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(reading(text)).toEqual(typo);
    }),
  );
});

test('the code of a key stays what it is', () => {
  const code = writeRecoveryCode(Buffer.from(Array.from({ length: 32 }, (_, i) => i)));
  expect(code).toMatchInlineSnapshot(`"000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFQ-GZPR"`);
});
