import { expect, it } from 'vitest';
import type { JobState } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { Jobs, type JobControl } from './jobs.ts';

const stopped = { state: 'stopped', archive: null, import: null } as const;
const at = (records: number) => ({ files: 0, filesOf: 0, records, bytes: records, bytesOf: 1000 });

/** A job that does what the test tells it. */
function told(jobs: Jobs) {
  let control: JobControl | undefined;
  let end: (state: typeof stopped) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const job = jobs.start('import', null, (given) => {
    control = given;
    return new Promise((resolve, reject) => {
      [end, fail] = [resolve, reject];
    });
  });
  if (control === undefined) throw new Error('the work did not begin');
  return { job, control, end: () => end(stopped), fail: (error: unknown) => fail(error) };
}

async function all(states: AsyncIterable<JobState>, each: (state: JobState, n: number) => void = () => undefined) {
  const seen: { state: JobState; when: number }[] = [];
  for await (const state of states) {
    seen.push({ state, when: performance.now() });
    each(state, seen.length);
  }
  return seen;
}

it('gives a late watcher the present state and then the end', async () => {
  const jobs = new Jobs(() => undefined);
  const { job, control, end } = told(jobs);
  control.progress('reading', at(500));
  const seen = await all(jobs.watch(job), (state, n) => {
    if (n === 1) expect(state).toMatchObject({ state: 'running', stage: 'reading', progress: { records: 500 } });
    end();
  });
  expect(seen.at(-1)?.state).toEqual(stopped);
  expect((await all(jobs.watch(job))).map(({ state }) => state)).toEqual([stopped]);
});

it('tells two watchers the same end, and neither more than four times a second', async () => {
  const jobs = new Jobs(() => undefined);
  const { job, control, end } = told(jobs);
  const watching = [all(jobs.watch(job)), all(jobs.watch(job))];
  let n = 0;
  const timer = setInterval(() => {
    control.progress('reading', at(++n));
    if (n < 150) return;
    clearInterval(timer);
    end();
  }, 5);
  for (const seen of await Promise.all(watching)) {
    expect(seen.at(-1)?.state).toEqual(stopped);
    // The first and the last are told at once; between the others lie 250 milliseconds by the same clock (timers may come one early).
    const between = seen.slice(1, -1).map(({ when }, i) => when - (seen.slice(1)[i - 1]?.when ?? -Infinity));
    for (const gap of between) expect(gap).toBeGreaterThanOrEqual(248);
  }
});

it('ends for a watcher who goes, and for nobody else', async () => {
  const jobs = new Jobs(() => undefined);
  const { job, end } = told(jobs);
  const leaving = new AbortController();
  const first = all(jobs.watch(job, leaving.signal), () => leaving.abort());
  const second = all(jobs.watch(job));
  expect((await first).map(({ state }) => state.state)).toEqual(['running']);
  const gone = AbortSignal.abort();
  expect(await all(jobs.watch(job, gone))).toEqual([]);
  end();
  expect((await second).at(-1)?.state).toEqual(stopped);
});

it('has the end as its last word', async () => {
  const jobs = new Jobs(() => undefined);
  const { job, control, end } = told(jobs);
  end();
  await all(jobs.watch(job));
  control.progress('reading', at(1));
  expect((await all(jobs.watch(job))).map(({ state }) => state)).toEqual([stopped]);
  expect(jobs.list()).toEqual([]);
});

it('tells a refusal by its code, and everything else as a bug', async () => {
  const bugs: unknown[] = [];
  const jobs = new Jobs((error) => bugs.push(error));
  const refused = told(jobs);
  refused.fail(new Refusal('no-room', { most: 3 }));
  const broken = told(jobs);
  const bug = new Error('broken');
  broken.fail(bug);
  const atOnce = jobs.start('copy', null, () => {
    throw bug;
  });
  expect((await all(jobs.watch(refused.job))).at(-1)?.state).toEqual({
    state: 'failed',
    code: 'no-room',
    detail: { most: 3 },
    archive: null,
  });
  for (const job of [broken.job, atOnce])
    expect((await all(jobs.watch(job))).at(-1)?.state).toMatchObject({ state: 'failed', code: 'bug' });
  expect(bugs).toEqual([bug, bug]);
});

it('stops what it is told to, and all of it at the end', async () => {
  const jobs = new Jobs(() => undefined);
  const work = (control: JobControl) =>
    new Promise<typeof stopped>((resolve) => control.signal.addEventListener('abort', () => resolve(stopped)));
  const [one, two] = [jobs.start('import', null, work), jobs.start('import', null, work)];
  jobs.cancel(one);
  expect((await all(jobs.watch(one))).at(-1)?.state).toEqual(stopped);
  expect(jobs.list().map(({ job }) => job)).toEqual([two]);
  await jobs.close();
  expect(jobs.list()).toEqual([]);
  expect(() => jobs.cancel('nobody')).toThrow(Refusal);
});

it('refuses to watch what it does not know before the first state is asked for', () => {
  expect(() => new Jobs(() => undefined).watch('nothing')).toThrow(expect.objectContaining({ code: 'no-job' }));
});
