/** Who may import whom, and who may open a connection: one file that breaks each rule, and the linter's word for it. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';

vi.setConfig({ hookTimeout: 120_000 });
const root = fileURLToPath(new URL('..', import.meta.url));
const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');
const Report = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), code: z.string(), message: z.string(), help: z.string().nullish() })),
});

const nothingOfOurs = 'shared imports nothing of ours';
const neither = 'shared knows neither Node nor the page';
const handed = 'engine imports shared only';
const noWindows = 'knows nothing of windows';
const toolkit = 'networks import shared and the reader toolkit only';
const page = 'renderer imports shared only';
const noNode = 'The page knows neither Node nor Electron';
const doors = 'The doors do not know each other';
const onlyElectron = 'Only electron/ imports electron';
const offline = 'Nothing in Adieu opens a connection';
const loopback = 'it opens no connection';

const broken: readonly (readonly [folder: string, source: string, because: string])[] = [
  ['shared', "export { a } from '../engine/a.ts';", nothingOfOurs],
  ['shared', "export { a } from '../networks/a.ts';", nothingOfOurs],
  ['shared', "export { readFile as a } from 'node:fs';", neither],
  ['shared', "export { useState as a } from 'react';", neither],
  ['engine/a', "export { a } from '../../networks/tiktok/a.ts';", handed],
  ['engine/a', "export { a } from '../../cli/a.ts';", handed],
  ['engine/outlook', "export { a } from '../../networks/tiktok/a.ts';", handed],
  ['engine/a', "export { app as a } from 'electron';", noWindows],
  ['engine/outlook', "export { app as a } from 'electron';", noWindows],
  ['networks/a', "export { a } from '../../engine/vault/a.ts';", toolkit],
  ['networks/a', "export { app as a } from 'electron';", noWindows],
  ['renderer/a', "export { a } from '../../engine/a.ts';", page],
  ['renderer/a', "export { readFile as a } from 'node:fs';", noNode],
  ['electron', "export { a } from '../browser/a.ts';", doors],
  ['browser', "export { a } from '../electron/a.ts';", doors],
  ['browser', "export { app as a } from 'electron';", onlyElectron],
  ['cli', "export { a } from '../renderer/a.ts';", doors],
  ['cli', "export { app as a } from 'electron';", onlyElectron],
  ...['engine/a', 'engine/vault', 'networks/a', 'cli', 'electron'].flatMap((folder) =>
    ['http', 'https', 'http2', 'net', 'tls', 'dns', 'dns/promises', 'dgram'].flatMap((name) =>
      [`node:${name}`, name].map((from) => [folder, `import * as a from '${from}';\nexport { a };`, offline] as const),
    ),
  ),
  ...['engine/a', 'networks/a', 'cli', 'electron'].flatMap((folder) => [
    [folder, "export { request as a } from 'undici';", offline] as const,
    [folder, "export { WebSocket as a } from 'ws';", offline] as const,
  ]),
  ['electron', "export { net as a } from 'electron';", offline],
  ['browser', "export { request as a } from 'node:http';", loopback],
  ['browser', "export { request as a } from 'node:https';", loopback],
  ['browser', "export { connect as a } from 'node:net';", loopback],
  ['browser', "export { lookup as a } from 'node:dns';", loopback],
  ['browser', "export { WebSocket as a } from 'ws';", loopback],
  ...['shared', 'engine/a', 'engine/outlook', 'networks/a', 'cli', 'electron', 'browser'].flatMap((folder) =>
    ["fetch('https://a.org')", "new WebSocket('wss://a.org')", "new EventSource('https://a.org')", 'new XMLHttpRequest()'].map(
      (call) => [folder, `export const a = ${call};`, offline] as const,
    ),
  ),
];

const allowed: readonly (readonly [folder: string, source: string])[] = [
  ['engine/outlook', "export { request as a } from 'node:https';"],
  ['engine/outlook', "export { BlockList as a } from 'node:net';"],
  ['engine/outlook', "export { lookup as a } from 'node:dns';"],
  ['engine/a', "export { a } from '../../shared/a.ts';"],
  ['networks/a', "export { a } from '../../engine/intake/toolkit/index.ts';"],
  ['browser', "import { createServer, type Server } from 'node:http';\nexport const a: Server = createServer();"],
  ['browser', "export type { Socket as a } from 'node:net';"],
  ['browser', "import { WebSocketServer, type WebSocket } from 'ws';\nexport { WebSocketServer as a, type WebSocket };"],
  ['electron', "export { app as a } from 'electron';"],
];

let folder: string;
let told: Map<string, string>;
const nameOf = (part: string, kind: string, at: number): string => join(part, `${kind}-${at}.ts`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adieu-import-rule-'));
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const write = async (name: string, source: string): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), `${source}\n`);
  };
  for (const [at, [part, source]] of broken.entries()) await write(nameOf(part, 'broken', at), source);
  for (const [at, [part, source]] of allowed.entries()) await write(nameOf(part, 'allowed', at), source);
  const run = promisify(execFile)(process.execPath, [oxlint, '--format', 'json', '.'], { cwd: folder, maxBuffer: 2 ** 26 });
  const { stdout } = await run.catch((error: unknown) => error as { stdout: string });
  told = new Map();
  for (const { filename, code, message, help } of Report.parse(JSON.parse(stdout)).diagnostics)
    if (code.includes('no-restricted')) {
      const name = filename.replaceAll('\\', '/').replace(/^\.\//, '');
      told.set(name, `${told.get(name) ?? ''}${message} ${help ?? ''}`);
    }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(broken.map(([part, source, because], at) => ({ part, source, because, at })))(
  '$part is refused: $source',
  ({ part, because, at }) => expect(told.get(nameOf(part, 'broken', at).replaceAll('\\', '/'))).toContain(because),
);

test.each(allowed.map(([part, source], at) => ({ part, source, at })))('$part may: $source', ({ part, at }) =>
  expect(told.get(nameOf(part, 'allowed', at).replaceAll('\\', '/'))).toBeUndefined(),
);

test('nobody goes around the rule: no module of the network is named anywhere else, nor the rule switched off', async () => {
  const named: string[] = [];
  for (const part of ['shared', 'engine', 'networks', 'cli', 'electron', 'browser'])
    for (const name of await readdir(join(root, part), { recursive: true })) {
      if (!/\.[cm]?[jt]sx?$/.test(name) || /\.test\.tsx?$/.test(name)) continue;
      const text = await readFile(join(root, part, name), 'utf8');
      const modules = /['"](?:node:)?(?:https?|http2|net|tls|dns|dns\/promises|dgram|undici|ws)['"]/;
      if (modules.test(text) || /lint-disable.*no-restricted|\bglobalThis\s*[.[]\s*['"]?fetch/.test(text))
        named.push(join(part, name).replaceAll('\\', '/'));
    }
  expect(named.filter((name) => !name.startsWith('engine/outlook/')).toSorted()).toEqual([
    'browser/door.ts',
    'browser/guard.ts',
    'browser/neighbours.ts',
    'browser/page-sockets.ts',
    'browser/session-route.ts',
    'browser/upload-route.ts',
  ]);
});
