/** A medium in small: its picture, or what it is in a sign and a word. */
import { IconFile, IconLink, IconMovie, IconMusic, IconPhoto, IconPhotoOff, IconPhotoX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSay } from '../say.ts';
import { thumbOf } from './bytes.ts';
import { fileName, isHere, sortOf, type MediumRecord } from './medium-words.ts';
import { useSource } from './use-source.ts';
import css from './media.module.css';

/** Larger ones are shown when somebody asks for them. */
const largest = 24 << 20;
const kept = 120_000;

interface ThumbProps {
  readonly archive: string;
  readonly medium: MediumRecord;
  /** With no words in it: there is no room. */
  readonly small?: boolean;
}

/** The name is said by what it stands in. */
export function Thumb({ archive, medium, small = false }: ThumbProps) {
  const { t } = useSay();
  const sort = sortOf(medium);
  const drawn = isHere(medium) && (sort === 'picture' || sort === 'other') && (medium.bytes ?? 0) <= largest;
  const thumb = useQuery({
    queryKey: ['media-thumb', archive, medium.id],
    queryFn: ({ signal }) => thumbOf(archive, medium.id, signal),
    enabled: drawn,
    staleTime: Infinity,
    gcTime: kept,
  });
  if (drawn && thumb.isPending) return <span className={css.waiting} />;
  if (thumb.data?.is === 'picture')
    return (
      <>
        <Picture blob={thumb.data.blob} />
        {thumb.data.damaged && (
          <span className={css.flag} aria-hidden={small}>
            {!small && t('media.short.damaged')}
          </span>
        )}
      </>
    );
  const damaged = thumb.data?.is === 'damaged' || (thumb.data?.is === 'nothing' && thumb.data.why === 'damaged') || thumb.isError;
  const state = damaged ? 'damaged' : medium.state === 'missing' || medium.state === 'link' ? medium.state : null;
  const Sign =
    state === 'damaged'
      ? IconPhotoX
      : state === 'missing'
        ? IconPhotoOff
        : state === 'link'
          ? IconLink
          : { picture: IconPhoto, video: IconMovie, sound: IconMusic, other: IconFile }[sort];
  const words = state === null ? fileName(medium) : t(`media.short.${state}`);
  return (
    <span className={css.sign} data-state={state ?? 'here'}>
      <Sign size={small ? 22 : 30} stroke={1.4} aria-hidden />
      {!small && words !== null && (
        <span className={css.signWords}>
          <bdi>{words}</bdi>
        </span>
      )}
    </span>
  );
}

function Picture({ blob }: { readonly blob: Blob }) {
  return <img ref={useSource(blob)} alt="" className={css.picture} draggable={false} />;
}
