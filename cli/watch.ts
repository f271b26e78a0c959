/** Follows a job to its end: a bar on a terminal, a line a stage elsewhere, all on stderr; Ctrl-C stops the job, not the program. */
import { SingleBar } from 'cli-progress';
import type { JobResult, JobState } from '../shared/contract/index.ts';
import { Refusal, refusalCodeList } from '../shared/errors.ts';
import type { Session } from './session.ts';
import { tell } from './tell.ts';

type Running = Extract<JobState, { state: 'running' }>;
const stages: Record<Running['stage'], string> = {
  looking: 'Looking',
  keeping: 'Keeping the original',
  reading: 'Reading',
  finishing: 'Finishing',
  writing: 'Writing',
  checking: 'Checking',
};

/** Throws `Refusal`: what the job failed with, or `cancelled` with the archive in which it can be gone on with. */
export async function follow({ client, engine }: Session, job: string): Promise<JobResult> {
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: '{stage} {bar} {percentage} % · {records} records · {files}/{filesOf} files · {left}',
        stream: process.stderr,
        clearOnComplete: true,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        hideCursor: true,
      })
    : null;
  let stage: Running['stage'] | null = null;
  const stop = (): void => void client.jobs.cancel({ job });
  process.on('SIGINT', stop);
  bar?.start(1, 0, { stage: '', records: 0, files: 0, filesOf: 0, left: '' });
  try {
    for await (const state of await client.jobs.watch({ job })) {
      if (state.state === 'running') {
        const { progress } = state;
        if (bar === null) {
          if (state.stage !== stage) tell(`${stages[state.stage]}…`);
        } else {
          bar.setTotal(Math.max(1, progress.bytesOf));
          const left = progress.secondsLeft === null ? '' : `${Math.ceil(progress.secondsLeft)} s left`;
          bar.update(Math.min(progress.bytes, progress.bytesOf), { ...progress, stage: stages[state.stage], left });
        }
        stage = state.stage;
        continue;
      }
      if (state.state === 'done') return state.result;
      if (state.state === 'stopped') {
        bar?.stop();
        tell(state.archive === null ? 'Stopped.' : `Stopped. What was read is kept; adieu resume ${state.archive} goes on.`);
        throw new Refusal('cancelled');
      }
      const code = refusalCodeList.find((known) => known === state.code);
      if (code !== undefined) throw new Refusal(code, state.detail);
      throw engine.bugs().at(-1) ?? new Error('the job failed');
    }
    throw new Error('the job ended without a word');
  } finally {
    bar?.stop();
    process.off('SIGINT', stop);
  }
}
