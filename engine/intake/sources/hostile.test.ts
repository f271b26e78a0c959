import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileInputs, story } from '../../../tests/hostile/make.ts';
import { inMemory, readBack } from '../../../tests/hostile/read-back.ts';
import { Refusal } from '../../../shared/errors.ts';
import { openInputs } from './index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adieu-hostile-'));
  for (const { name, bytes } of hostileInputs) await writeFile(join(folder, name), bytes);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a damaged or hostile input', () => {
  it.each(hostileInputs.map((input) => [input.name, input.about, input] as const))(
    '%s (%s) is told as what it is',
    async (name, _about, expected) => {
      const opening = openInputs([{ kind: 'path', path: join(folder, name) }]);
      if (expected.refusal !== undefined) {
        const refusal = await opening.then(
          () => null,
          (error: unknown) => error,
        );
        expect(refusal).toBeInstanceOf(Refusal);
        expect(refusal).toMatchObject({ code: expected.refusal });
        // The limit, and what was found beyond it.
        if (expected.refusal === 'bomb')
          expect(refusal).toMatchObject({
            detail: { limit: expect.any(String), most: expect.any(Number), found: expect.any(Number) },
          });
        return;
      }
      const opened = await opening;
      const intact: string[] = [];
      const damaged: Record<string, string> = {};
      for (const file of opened.files) {
        const { bytes, damage } = await readBack(file);
        if (damage !== null) damaged[file.path] = damage.reason;
        else {
          expect(bytes.length).toBe(file.bytes);
          intact.push(file.path);
        }
      }
      await opened.close();
      expect({ intact, damaged }).toEqual({ intact: expected.intact ?? [], damaged: expected.damaged ?? {} });
      const entries = opened.problems.filter((problem) => problem.of === 'entry').map(({ file, reason }) => [file, reason]);
      expect(entries).toEqual(expected.unreadable ?? []);
      const containers = opened.problems.filter((problem) => problem.of === 'input').map(({ reason }) => reason);
      expect(containers).toEqual(expected.container === undefined ? [] : [expected.container]);
    },
  );

  it('gives every byte before the damage', async () => {
    const text = story(3000);
    for (const [name, path, atLeast] of [
      ['wrong-checksum.zip', 'data/tweets.js', text.length],
      ['wrong-checksum.json.gz', 'wrong-checksum.json', text.length],
      ['bad-deflate.zip', 'data/tweets.js', 50_000],
      ['cut-in-data.zip', 'data/tweets.js', 20_000],
      ['cut.tar.gz', 'data/tweets.js', 20_000],
      ['cut.tar', 'data/tweets.js', 9000 - 512],
    ] as const) {
      const opened = await openInputs([{ kind: 'path', path: join(folder, name) }]);
      const file = opened.files.find((one) => one.path === path);
      const { bytes } = file ? await readBack(file) : { bytes: Buffer.alloc(0) };
      await opened.close();
      expect(bytes.length, name).toBeGreaterThanOrEqual(atLeast);
      expect(text.startsWith(bytes.toString().slice(0, atLeast)), name).toBe(true);
    }
  });

  it('is not changed, and nothing is written beside it', async () => {
    const digest = async (): Promise<string[]> =>
      Promise.all(
        (await readdir(folder)).toSorted().map(
          async (name) =>
            `${name} ${createHash('sha256')
              .update(await readFile(join(folder, name)))
              .digest('hex')}`,
        ),
      );
    const before = await digest();
    for (const { name } of hostileInputs) {
      const opened = await openInputs([{ kind: 'path', path: join(folder, name) }]).catch(() => null);
      for (const file of opened?.files ?? []) await readBack(file);
      await opened?.close();
    }
    expect(await digest()).toEqual(before);
    expect(before).toHaveLength(hostileInputs.length);
  });

  it('is the same from a folder of inputs, where one that is damaged does not take the others with it', async () => {
    const cut = hostileInputs.find((input) => input.name === 'cut-in-directory.zip');
    const none = Buffer.from('PK\x03\x04');
    const opened = await openInputs([
      { kind: 'bytes', bytes: inMemory('cut.zip', cut?.bytes ?? Buffer.alloc(0)) },
      { kind: 'bytes', bytes: inMemory('none.zip', none) },
    ]);
    expect(opened.files.map((file) => file.path)).toEqual(['data/tweets.js', 'data/account.js']);
    expect(opened.problems.map(({ input, file, of }) => [input, file, of])).toEqual([
      [0, 'cut.zip', 'input'],
      [1, 'none.zip', 'input'],
    ]);
    await opened.close();
  });
});
