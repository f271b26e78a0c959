/**
 * `npm test`: finds or installs what the tests need, builds, runs every suite, and ends with one line over all of them.
 * Words after `--` go to vitest alone, and then the end-to-end tests are left out: `npm test -- engine/vault`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
  /** What failed, a line or more each, to be said again at the end. */
  failures: readonly string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const only = process.argv.slice(2);

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) })),
    }),
  ),
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

const tailCharacters = 4_000;
const failureCharacters = 4_000;

/** As `run`, and the end of what it printed. */
async function runAndTail(command: readonly string[]): Promise<{ code: number; tail: string }> {
  let tail = '';
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'] });
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    from.setEncoding('utf8').on('data', (part: string) => {
      to.write(part);
      tail = `${tail}${part}`.slice(-tailCharacters);
    });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code: code ?? 1, tail: signal === null ? tail : `${tail}\nended by ${signal}` };
}

const program = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);

/** A suite that ends badly without one failed test (a file that cannot be loaded, no report at all) counts as one failure; `why` is what it printed last. */
function counted(code: number, counts: Counts, why: string): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1, failures: [...counts.failures, why] } : counts;
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
  const { code, tail } = await runAndTail([
    program('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...only,
  ]);
  const { data } = VitestReport.safeParse(await report(file));
  const failures = (data?.testResults ?? []).flatMap(({ name, status, message = '', assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const tests = failed.map(({ fullName, failureMessages }) => `${name} › ${fullName}\n${failureMessages.join('\n')}`);
    return status === 'failed' && failed.length === 0 ? [`${name}\n${message}`] : tests;
  });
  const counts = {
    passed: data?.numPassedTests ?? 0,
    failed: data?.numFailedTests ?? 0,
    skipped: (data?.numPendingTests ?? 0) + (data?.numTodoTests ?? 0),
    failures,
  };
  return counted(code, counts, tail);
}

async function playwright(folder: string): Promise<Counts> {
  const file = join(folder, 'playwright.json');
  const code = await run([program('@playwright/test', 'cli.js'), 'test', '--reporter=list,json'], {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const { data } = PlaywrightReport.safeParse(await report(file));
  // A test that passed only when tried again is no passed test. What failed stands at the end of what it prints.
  const counts = {
    passed: data?.stats.expected ?? 0,
    failed: (data?.stats.unexpected ?? 0) + (data?.stats.flaky ?? 0),
    skipped: data?.stats.skipped ?? 0,
    failures: [],
  };
  return counted(code, counts, `the end-to-end tests ended with ${code}`);
}

const folder = await mkdtemp(join(tmpdir(), 'adieu-test-'));
try {
  // Hundreds of processes and threads load the same sources: what one has compiled, the others need not.
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'adieu', 'tests');
  process.env['ADIEU_CHROMIUM'] = await findOrInstallChromium();
  await ensureSecretService();
  await ensureCalendarReader();
  if ((await run(['scripts/build.ts'])) !== 0) {
    console.log('0 passed, 1 failed, 0 skipped');
    process.exit(1);
  }
  const suites = [await vitest(folder)];
  if (only.length === 0) suites.push(await playwright(folder));
  for (const { failures } of suites)
    for (const failure of failures) console.log(`\nfailed: ${failure.slice(0, failureCharacters)}`);
  const sum = (name: Exclude<keyof Counts, 'failures'>): number => suites.reduce((total, suite) => total + suite[name], 0);
  process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
