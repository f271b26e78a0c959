/** Where everything is kept, in the way the person knows the place, and how it comes to be kept elsewhere. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../client.ts';
import { useSay } from '../say.ts';
import { MoveHome } from './move-home.tsx';
import css from './place.module.css';

/** `first`: in the first minutes, as one quiet line; nobody need touch it. */
export function KeptHere({ first = false }: { readonly first?: boolean }) {
  const { t, bytes } = useSay();
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  const jobs = useQuery(api.jobs.list.queryOptions({ staleTime: 0 }));
  const [asked, setAsked] = useState(false);
  if (about.data === undefined) return null;
  const { place, free, by } = about.data.kept;
  const underWay = jobs.data?.find(({ kind }) => kind === 'move')?.job ?? null;
  const open = asked || underWay !== null;
  const where = first
    ? t(by === 'asked' ? 'kept.firstAsked' : 'kept.first', { place })
    : free === null
      ? t('kept.here', { place })
      : t('kept.hereWithRoom', { place, bytes: bytes(free) });
  return (
    <div className={css.stack}>
      <p className={first ? css.quiet : undefined}>
        {where}
        {first && by !== 'asked' && (
          <>
            {' · '}
            <button type="button" className={css.link} aria-expanded={open} onClick={() => setAsked(!asked)}>
              {t('kept.another')}
            </button>
          </>
        )}
      </p>
      {!first && by === 'asked' && <p className="soft">{t('kept.asked')}</p>}
      {!first && by !== 'asked' && !open && (
        <div>
          <Button variant="default" onClick={() => setAsked(true)}>
            {t('kept.move')}
          </Button>
        </div>
      )}
      {open && <MoveHome first={first} underWay={underWay} opened={() => setAsked(true)} close={() => setAsked(false)} />}
    </div>
  );
}
