import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { seal } from '../vault/sealed.ts';
import { begun, nobody, pigeonFacts } from './made.ts';
import { largestHanded, offerPassphrase, sealDeparture, unsealDeparture } from './hand-over.ts';
import type { Said } from './said.ts';

vi.setConfig({ testTimeout: 120_000 });

const passphrase = 'k7xw-mmst-4tqa-94ru-pp3z';
const name = (n: number): string => n.toString(16).padStart(32, '0');
const history: Said[] = [
  {
    name: name(1),
    origin: name(9),
    clock: Date.parse(begun),
    after: [],
    event: {
      type: 'begun',
      at: begun,
      network: 'pigeon',
      handle: 'a-canary-named-perlimpinpin',
      answers: nobody,
      zone: 'Europe/Paris',
      facts: pigeonFacts(),
    },
  },
  {
    name: name(2),
    origin: name(9),
    clock: Date.parse(begun) + 1,
    after: [name(1)],
    event: { type: 'taskDone', at: begun, task: 'decide.know' },
  },
];
const handed = { id: '0d3f8a52-3c0c-4c56-9d0f-4d2f30a3b2aa', history };
const refused = (code: string) => expect.objectContaining({ code });
let file: Buffer;
beforeAll(async () => void (file = await sealDeparture(handed, passphrase)));

describe('a sealed departure', () => {
  it('opens with its passphrase, also one that is typed on a system which writes letters otherwise', async () => {
    expect(await unsealDeparture(file, passphrase)).toMatchObject(handed);
    const accents = await sealDeparture(handed, 'é'.normalize('NFC').repeat(12));
    expect(await unsealDeparture(accents, 'é'.normalize('NFD').repeat(12))).toMatchObject(handed);
  });

  it('shows nothing of what is in it, and is another each time', async () => {
    expect(file.includes('perlimpinpin')).toBe(false);
    expect(file.includes('pigeon')).toBe(false);
    const again = await sealDeparture(handed, passphrase);
    expect(again.subarray(300).includes(file.subarray(300, 364))).toBe(false);
  });

  it('does not open with another passphrase, and takes none that is short', async () => {
    await expect(unsealDeparture(file, 'k7xw-mmst-4tqa-94ru-pp3y')).rejects.toEqual(refused('wrong-passphrase'));
    await expect(sealDeparture(handed, 'short')).rejects.toEqual(refused('weak-passphrase'));
  });

  it('is refused wherever it was cut or changed, and whatever else it is', async () => {
    const end = file.indexOf('\n');
    const cut = fc.integer({ min: 0, max: file.length - 1 }).map((at) => file.subarray(0, at));
    const changed = fc.tuple(fc.integer({ min: 0, max: file.length - 1 }), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const other = Buffer.from(file);
      other[at] = (other[at] ?? 0) ^ by;
      return other;
    });
    const header = fc.json().map((line) => Buffer.concat([Buffer.from(`${line}\n`), file.subarray(end + 1)]));
    const anything = fc.uint8Array({ maxLength: 4000 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, changed, header, anything), async (bytes) => {
        await expect(unsealDeparture(bytes, passphrase)).rejects.toEqual(
          expect.objectContaining({ code: expect.stringMatching(/^(?:not-sealed|wrong-passphrase|too-new)$/) as unknown }),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('asks for no more memory or time than Adieu would ever need', async () => {
    const end = file.indexOf('\n');
    const header = JSON.parse(file.toString('utf8', 0, end)) as Record<string, unknown>;
    for (const change of [
      { N: 1 << 20, r: 32 },
      { N: 65_535 },
      { p: 1000 },
      { N: 1e300 },
      { salt: '00' },
      { cipher: 'none' },
      { more: 1 },
    ])
      await expect(
        unsealDeparture(
          Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, ...change })}\n`), file.subarray(end + 1)]),
          passphrase,
        ),
      ).rejects.toEqual(refused('not-sealed'));
    const newer = Buffer.concat([
      Buffer.from(`${JSON.stringify({ ...header, version: 2, kdf: 'other' })}\n`),
      file.subarray(end + 1),
    ]);
    await expect(unsealDeparture(newer, passphrase)).rejects.toEqual(refused('too-new'));
    await expect(unsealDeparture(Buffer.alloc(largestHanded + 1), passphrase)).rejects.toEqual(refused('too-large'));
  });

  it('is refused for what is in it, where somebody who knows the passphrase made it badly', async () => {
    const open = async (content: unknown) =>
      unsealDeparture(await seal(Buffer.from(JSON.stringify(content)), passphrase, 'departure'), passphrase);
    await expect(open({ version: 2, id: handed.id })).rejects.toEqual(refused('too-new'));
    for (const content of [
      null,
      [],
      { version: 1, ...handed, history: [] },
      { version: 1, ...handed, id: '../..' },
      { version: 1, ...handed, history: [{ ...history[1], clock: -1 }] },
    ])
      await expect(open(content)).rejects.toEqual(refused('damaged'));
    await expect(unsealDeparture(await seal(Buffer.from('x'), passphrase, 'other'), passphrase)).rejects.toEqual(
      refused('not-sealed'),
    );
  });

  it('is offered a passphrase of five groups of four, another each time', () => {
    expect(offerPassphrase()).toMatch(/^(?:[a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
    expect(offerPassphrase()).not.toBe(offerPassphrase());
  });
});
