/** The fixtures of a walk: a large export, made once for all tests of a worker, and a world outside that stands on this machine. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setStage, type Stage } from '../../outside/stage.ts';
import { test as base } from '../adieu.ts';
import { writeSample } from '../exports.ts';

export const followers = 80_000;

interface Export {
  readonly file: string;
  readonly sha256: string;
}

interface Outside {
  readonly stage: Stage;
  /** What leads a door there. */
  readonly env: NodeJS.ProcessEnv;
}

export const test = base.extend<{ outside: Outside }, { given: Export }>({
  given: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'adieu-export-'));
      const file = await writeSample(folder, { followers, posts: 40, messages: 120 });
      const hash = createHash('sha256');
      await pipeline(createReadStream(file), hash);
      await use({ file, sha256: hash.digest('hex') });
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  outside: async ({ folder }, use) => {
    const stage = await setStage();
    const authority = join(folder, 'authority.pem');
    await writeFile(authority, stage.authority.certificate);
    const { port } = await stage.proxy();
    await use({ stage, env: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: authority } });
    await stage.close();
  },
});
