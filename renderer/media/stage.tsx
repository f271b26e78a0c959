/** A medium in full: drawn or played, or why it cannot be. */
import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WhyNothing } from '../../shared/contract/media.ts';
import { WebAddress } from '../parts/web-address.tsx';
import { useSay, type Say } from '../say.ts';
import { bytesOf, isWhole, type MediumBytes } from './bytes.ts';
import { fileName, fullName, isHere, sortOf, type MediumRecord } from './medium-words.ts';
import { useSource } from './use-source.ts';
import css from './media.module.css';

/** A video or sound up to this is read at once; a larger one when somebody wants it. */
const atOnce = 24 << 20;

interface StageProps {
  readonly archive: string;
  readonly medium: MediumRecord;
}

export function Stage({ archive, medium }: StageProps) {
  const say = useSay();
  const [wanted, setWanted] = useState(false);
  if (!isHere(medium)) return <Nothing medium={medium} why={medium.state === 'link' ? 'link' : 'missing'} />;
  const sort = sortOf(medium);
  if (!wanted && (sort === 'video' || sort === 'sound') && (medium.bytes ?? 0) > atOnce)
    return (
      <div className={css.nothing}>
        <Button onClick={() => setWanted(true)}>{say.t('media.play', { size: say.bytes(medium.bytes ?? 0) })}</Button>
      </div>
    );
  return <Loaded archive={archive} medium={medium} />;
}

function Loaded({ archive, medium }: StageProps) {
  const say = useSay();
  const { t } = say;
  const [share, setShare] = useState<number | null>(null);
  const bytes = useQuery({
    queryKey: ['media-bytes', archive, medium.id],
    queryFn: async ({ signal }): Promise<MediumBytes> => {
      const read = await bytesOf({ archive, id: medium.id, purpose: 'show', signal, onPart: (now) => setShare(now) });
      if (read.is === 'nothing' || read.damaged || !read.type.startsWith('image/')) return read;
      return { ...read, damaged: !(await isWhole(read.blob)) };
    },
    staleTime: Infinity,
    // A video is much to hold: it goes with the one who looked at it.
    gcTime: 0,
  });
  const got = bytes.data;
  const [broken, setBroken] = useState(false);
  if (bytes.isError) return <p className={css.nothing}>{t('media.why.failed')}</p>;
  if (got?.is === 'nothing') return <Nothing medium={medium} why={got.why} />;
  if (broken && got?.is === 'bytes')
    return <Nothing medium={medium} why={got.type.startsWith('image/') ? 'damaged' : 'unplayable'} />;
  if (got === undefined)
    return (
      <div className={css.nothing}>
        {share !== null && share < 1 && (
          <>
            <p className="small soft">{t('media.loading', { share: say.percent(share) })}</p>
            <Progress
              value={share * 100}
              w={180}
              aria-label={t('media.loading', { share: say.percent(share) })}
              transitionDuration={0}
            />
          </>
        )}
      </div>
    );
  return (
    <>
      <Shown got={got} name={fullName(say, medium)} broken={() => setBroken(true)} />
      {got.damaged && <p className={css.damagedPart}>{t('media.damagedPart')}</p>}
    </>
  );
}

interface ShownProps {
  readonly got: Extract<MediumBytes, { is: 'bytes' }>;
  readonly name: string;
  readonly broken: () => void;
}

function Shown({ got, name, broken }: ShownProps) {
  const source = useSource(got.blob);
  if (got.type.startsWith('image/')) return <img ref={source} alt={name} className={css.full} onError={broken} />;
  if (got.type.startsWith('video/'))
    // oxlint-disable-next-line jsx_a11y/media-has-caption -- An export holds no captions.
    return <video ref={source} controls aria-label={name} className={css.full} onError={broken} />;
  // oxlint-disable-next-line jsx_a11y/media-has-caption -- An export holds no captions.
  return <audio ref={source} controls aria-label={name} className={css.sound} onError={broken} />;
}

type Why = WhyNothing | 'unplayable';

function Nothing({ medium, why }: { readonly medium: MediumRecord; readonly why: Why }) {
  const say = useSay();
  return (
    <div className={css.nothing}>
      <p>{wordsFor(say, medium, why)}</p>
      {medium.url !== null && (why === 'link' || why === 'missing') && <WebAddress address={medium.url} />}
    </div>
  );
}

function wordsFor(say: Say, medium: MediumRecord, why: Why): string {
  const until = say.dateTime(medium.expiresAt);
  if (why === 'link' && until !== null) return say.t('media.why.linkUntil', { until });
  return say.t(`media.why.${why}`, { file: fileName(medium) ?? '' });
}
