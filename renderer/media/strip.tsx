/** The media of a post or message, small, in their order; each opens in full. */
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../client.ts';
import { useSay } from '../say.ts';
import { fullName } from './medium-words.ts';
import { Thumb } from './thumb.tsx';
import { Viewer } from './viewer.tsx';
import css from './media.module.css';

/** More than these stand behind a number. */
const most = 12;

export function MediaStrip({ archive, ids }: { readonly archive: string; readonly ids: readonly string[] }) {
  const say = useSay();
  const { t } = say;
  const input = { archive, ids: ids.slice(0, 100) };
  const media = useQuery(api.media.some.queryOptions({ input, staleTime: 60_000 })).data;
  const strip = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState({ index: 0, opened: false });
  return (
    <>
      <div ref={strip} role="group" aria-label={t('post.media', { count: ids.length })} className={css.strip}>
        {(media ?? []).slice(0, most).map((medium, index) => (
          <button
            key={medium.id}
            type="button"
            className={css.small}
            aria-label={t('media.open', { name: fullName(say, medium) })}
            title={fullName(say, medium)}
            onClick={() => setShown({ index, opened: true })}
          >
            <Thumb archive={archive} medium={medium} small />
          </button>
        ))}
        {ids.length > most && (
          <button
            type="button"
            className={css.small}
            aria-label={t('post.media', { count: ids.length })}
            onClick={() => setShown({ index: most, opened: true })}
          >
            +{say.number(ids.length - most)}
          </button>
        )}
      </div>
      {media !== undefined && (
        <Viewer
          archive={archive}
          opened={shown.opened}
          medium={media[shown.index]}
          index={shown.index}
          total={media.length}
          goTo={(index) => setShown({ index, opened: true })}
          close={() => setShown(({ index }) => ({ index, opened: false }))}
          closed={(index) => strip.current?.querySelectorAll('button').item(Math.min(index, most)).focus()}
        />
      )}
    </>
  );
}
