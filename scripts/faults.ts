/** `npm run test:faults`: the long form of the tests that damage, kill and fill: a hundred kills, every percent, thousands of seeds. It can take an hour. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'tests/faults', '--reporter=verbose', ...process.argv.slice(2)], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: { ...process.env, ADIEU_FAULTS: 'long' },
});
process.exitCode = status ?? 1;
