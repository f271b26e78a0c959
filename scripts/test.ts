/**
 * `npm test`: finds or installs what the tests need, builds, runs every suite, and ends with one line over all of them.
 * Words after `--` go to vitest alone, and then the end-to-end tests are left out: `npm test -- engine/vault`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { ensureCalendarReader, ensureSecretService, findOrInstallChromium } from './chromium.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const only = process.argv.slice(2);

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function run(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit', env });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const program = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);

/** A suite that ends badly without one failed test (a file that cannot be loaded, no report at all) counts as one failure. */
function counted(code: number, counts: Counts): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function report(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}

async function vitest(folder: string): Promise<Counts> {
  const file = join(folder, 'vitest.json');
  const code = await run([
    program('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...only,
  ]);
  const { data } = VitestReport.safeParse(await report(file));
  return counted(code, {
    passed: data?.numPassedTests ?? 0,
    failed: data?.numFailedTests ?? 0,
    skipped: (data?.numPendingTests ?? 0) + (data?.numTodoTests ?? 0),
  });
}

async function playwright(folder: string): Promise<Counts> {
  const file = join(folder, 'playwright.json');
  const code = await run([program('@playwright/test', 'cli.js'), 'test', '--reporter=list,json'], {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const { data } = PlaywrightReport.safeParse(await report(file));
  // A test that passed only when tried again is no passed test.
  return counted(code, {
    passed: data?.stats.expected ?? 0,
    failed: (data?.stats.unexpected ?? 0) + (data?.stats.flaky ?? 0),
    skipped: data?.stats.skipped ?? 0,
  });
}

const folder = await mkdtemp(join(tmpdir(), 'adieu-test-'));
try {
  process.env['ADIEU_CHROMIUM'] = await findOrInstallChromium();
  await ensureSecretService();
  await ensureCalendarReader();
  if ((await run(['scripts/build.ts'])) !== 0) {
    console.log('0 passed, 1 failed, 0 skipped');
    process.exit(1);
  }
  const suites = [await vitest(folder)];
  if (only.length === 0) suites.push(await playwright(folder));
  const sum = (name: keyof Counts): number => suites.reduce((total, suite) => total + suite[name], 0);
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
