/**
 * `npm run test:faults`: the long form of the tests that damage, kill and fill: a hundred kills, every percent, thousands of seeds. It can take an hour;
 * `npm run test:faults -- tests/faults/kills.test.ts` runs one of them.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const asked = process.argv.slice(2);
const which = asked.some((word) => word.startsWith('tests/')) ? [] : ['tests/faults'];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...which, '--reporter=verbose', ...asked], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: { ...process.env, ADIEU_FAULTS: 'long' },
});
process.exitCode = status ?? 1;
