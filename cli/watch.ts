/** Follows a job to its end: a bar on a terminal, a line a stage elsewhere, all on stderr; Ctrl-C stops the job, not the program. */
import { SingleBar } from 'cli-progress';
import type { JobResult, JobState } from '../shared/contract/index.ts';
import { Refusal, refusalCodeList } from '../shared/errors.ts';
import { exitCodes } from './exit.ts';
import { say } from './say.ts';
import type { Session } from './session.ts';
import { tell } from './tell.ts';

type Running = Extract<JobState, { state: 'running' }>;
type Result<J extends JobResult['job']> = Extract<JobResult, { job: J }>;

/** A terminal and `npm run` may both pass one Ctrl-C on; a second one of the person's comes later than that. */
const sameKey = 1000;

/** Throws `Refusal`: what the job failed with, or `cancelled` when it was stopped, which has been told then. */
export async function follow<J extends JobResult['job']>({ client, engine }: Session, job: string, kind: J): Promise<Result<J>> {
  const show = process.stderr.isTTY ? bar() : lines();
  let stopped: number | null = null;
  const stop = (): void => {
    // Whoever presses it again does not want to wait. Nothing breaks by it.
    if (stopped !== null && performance.now() - stopped > sameKey) process.exit(exitCodes.stopped);
    stopped ??= performance.now();
    void client.jobs.cancel({ job });
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    for await (const state of await client.jobs.watch({ job })) {
      switch (state.state) {
        case 'running':
          show.running(state);
          break;
        case 'done':
          return resultOf(state.result, kind);
        case 'stopped':
          show.end();
          // Only an import is gone on with.
          tell(
            state.archive === null || state.import === null ? say('stopped') : say('stopped.archive', { archive: state.archive }),
          );
          throw new Refusal('cancelled');
        case 'failed': {
          const code = refusalCodeList.find((known) => known === state.code);
          if (code !== undefined) throw new Refusal(code, state.detail);
          throw engine.bugs().at(-1) ?? new Error('the job failed');
        }
      }
    }
    throw new Error('the job ended without a word');
  } finally {
    show.end();
    for (const signal of signals) process.off(signal, stop);
  }
}

function resultOf<J extends JobResult['job']>(result: JobResult, kind: J): Result<J> {
  const isIt = (one: JobResult): one is Result<J> => one.job === kind;
  if (!isIt(result)) throw new Error(`${kind} was expected, and ${result.job} came`);
  return result;
}

interface Shown {
  running(state: Running): void;
  end(): void;
}

function bar(): Shown {
  const drawn = new SingleBar({
    format: '{stage} {bar} {percentage} % · {records} · {files}{left}',
    stream: process.stderr,
    clearOnComplete: true,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
  });
  drawn.start(1, 0, { stage: '', records: '', files: '', left: '' });
  return {
    running({ stage, progress: { records, files, filesOf, bytes, bytesOf, secondsLeft } }) {
      drawn.setTotal(Math.max(1, bytesOf));
      drawn.update(Math.min(bytes, bytesOf), {
        stage: say(`stage.${stage}`),
        records: say('bar.records', { records }),
        files: say('bar.files', { files, filesOf }),
        left: secondsLeft === null ? '' : ` · ${say('bar.left', { seconds: Math.ceil(secondsLeft) })}`,
      });
    },
    end: () => drawn.stop(),
  };
}

function lines(): Shown {
  let last: Running['stage'] | null = null;
  return {
    running({ stage }) {
      if (stage !== last) tell(`${say(`stage.${stage}`)}…`);
      last = stage;
    },
    end: () => undefined,
  };
}
