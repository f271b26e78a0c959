/** A job under way, in numbers, and as a sentence now and then for those who listen. */
import { Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { JobState } from '../../shared/contract/schemas.ts';
import { useSay } from '../say.ts';
import css from './importing.module.css';

type Running = Extract<JobState, { state: 'running' }>;

/** How often a listener is told, in milliseconds. */
const pause = 5000;

interface JobProgressProps {
  readonly state: Running | null;
  readonly label: string;
  /** False for a job that is about files alone. */
  readonly records?: boolean;
}

export function JobProgress({ state, label, records = true }: JobProgressProps) {
  const say = useSay();
  const { t } = say;
  const progress = state?.progress;
  const share = progress === undefined || progress.bytesOf === 0 ? null : Math.min(1, progress.bytes / progress.bytesOf);
  const left = progress?.secondsLeft == null ? null : t('progress.left', { time: say.time(progress.secondsLeft) });
  const stage = state === null ? t('progress.waiting') : t(`stage.${state.stage}`);
  const sentence = [stage, share === null ? null : say.percent(share), left].filter((part) => part !== null).join(', ');
  return (
    <>
      <p>{stage}</p>
      <Progress.Root size="lg" transitionDuration={200}>
        <Progress.Section
          value={share === null ? 100 : share * 100}
          animated={share === null}
          striped={share === null}
          aria-label={label}
          aria-valuetext={sentence}
        />
      </Progress.Root>
      {progress !== undefined && (
        <p className={css.numbers}>
          {records && (
            <span>
              <b>{say.number(progress.records)}</b> {t('progress.records', { count: progress.records })}
            </span>
          )}
          {progress.filesOf > 0 && <span>{t('progress.files', { files: progress.files, of: progress.filesOf })}</span>}
          {progress.bytesOf > 0 && (
            <span>{t('progress.bytes', { bytes: say.bytes(progress.bytes), of: say.bytes(progress.bytesOf) })}</span>
          )}
          {left !== null && <span>{left}</span>}
        </p>
      )}
      <Told sentence={sentence} />
    </>
  );
}

function Told({ sentence }: { readonly sentence: string }) {
  const newest = useRef(sentence);
  useEffect(() => {
    newest.current = sentence;
  }, [sentence]);
  const [told, setTold] = useState(sentence);
  useEffect(() => {
    const timer = setInterval(() => setTold(newest.current), pause);
    return () => clearInterval(timer);
  }, []);
  return (
    <p role="status" aria-live="polite" className="unseen">
      {told}
    </p>
  );
}
