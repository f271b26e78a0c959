/** No text, name or file name of an archive lies on the disk unencrypted: not after an import, not while it runs, not after a crash. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { accountIn, below, ended, folder, running, start, tinyFile, tinyNetworks, until } from './harness.ts';
import { many } from './tiny.ts';

const words = ['kanarienvogel', 'CanaryHandle', 'Zitronengirlitz', 'serin-cini', 'canario.txt', 'pictures-of-canaries'];
const needles = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word.toLowerCase())]);
const longest = needles.reduce((most, { length }) => Math.max(most, length), 0);

const post = (n: number): object => ({
  kind: 'post',
  form: 'post',
  key: `p${n}`,
  text: `${n} a kanarienvogel sang`,
  raw: { note: 'Zitronengirlitz' },
});
const follower = (n: number): object => ({
  kind: 'relation',
  relation: 'follower',
  key: `f${n}`,
  person: { handle: `CanaryHandle${n}`, name: 'serin-cini' },
});
const files = {
  'account.tiny': [{ handle: 'CanaryHandle', name: 'serin-cini' }],
  'canario.txt': ['Zitronengirlitz'],
  'pictures-of-canaries/a.tiny': [...many(30_000, post), ...many(10_000, follower)],
};

/** Files with a canary in them. What vanishes while it is looked at is passed over. */
async function leaks(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    let held = Buffer.alloc(0);
    try {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
        held = Buffer.concat([held, chunk]);
        const needle = needles.find((one) => held.includes(one));
        if (needle !== undefined) {
          found.push(`${path}: ${needle.toString()}`);
          break;
        }
        held = held.subarray(-longest);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return found;
}

/** Where SQLite or Node could put a temporary file of theirs. */
const temporary = (): string[] =>
  readdirSync(tmpdir(), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(tmpdir(), entry.name));

it('finds a canary where there is one', async () => {
  const place = await folder();
  const path = await tinyFile(place, { 'canario.txt': ['x'] });
  expect(await leaks([path])).toHaveLength(1);
});

it('while an import runs, after it, and after its engine was killed', async () => {
  const place = await folder();
  const before = new Set(temporary());
  const path = await tinyFile(place, files);
  const home = join(place, 'home');
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./import-child.ts', import.meta.url)), home, tinyNetworks.href, 'keep', path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/^reading [1-9]/.test(line)) continue;
    child.kill('SIGKILL');
    break;
  }
  await exit;
  expect((await below(home)).length).toBeGreaterThan(2);
  expect(await leaks(await below(home))).toEqual([]);

  const run = await running({ home, networks: tinyNetworks, commitRecords: 1000 });
  const { token } = await run.engine.receive(
    'kanarienvogel.zip',
    (async function* () {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield chunk;
    })(),
  );
  expect(await leaks(await below(home))).toEqual([]);
  const [left] = await run.client.archives.list();
  const job = left?.resumable == null ? await start(run, [path]) : (await run.client.imports.resume({ archive: left.id })).job;
  await until(run, job, (state) => state.state !== 'running' || state.progress.records > 2000);
  expect(await leaks(await below(home))).toEqual([]);
  const told = accountIn(await ended(run, job));
  expect(told.records.post).toMatchObject({ found: 30_000, kept: 30_000 });
  expect((await run.client.search({ words: 'kanarienvogel' })).total).toBe(30_000);
  await run.client.files.forget({ tokens: [token] });
  await run.engine.close();
  expect(await leaks(await below(home))).toEqual([]);
  expect(await leaks(temporary().filter((file) => !before.has(file)))).toEqual([]);
});
