/** What a medium is called, where the export gives it no words of its own. */
import type { MediaSort } from '../../shared/contract/media.ts';
import type { RecordOf } from '../../shared/records.ts';
import type { Say } from '../say.ts';

export type MediumRecord = RecordOf<'media'>;

export function sortOf({ mime }: MediumRecord): MediaSort {
  if (mime?.startsWith('image/') === true) return 'picture';
  if (mime?.startsWith('video/') === true) return 'video';
  return mime?.startsWith('audio/') === true ? 'sound' : 'other';
}

export const isHere = ({ state }: MediumRecord): boolean => state === 'here' || state === 'fetched';

/** "Picture, 4 April 2024". */
export function plainName(say: Say, medium: MediumRecord): string {
  const what = say.t(`media.name.${sortOf(medium)}`);
  const when = say.date(medium.takenAt ?? medium.at);
  return when === null ? what : say.t('media.nameAt', { what, when });
}

/** What is not seen in a tile: what it is, and its description. The rest of its name stands there. */
export function tileWords(say: Say, medium: MediumRecord): string {
  const name = say.t(`media.name.${sortOf(medium)}`);
  return medium.alt === null ? name : say.t('media.nameAlt', { name, alt: medium.alt });
}

/** The description that the export gives, else a name; and whether it is there. */
export function fullName(say: Say, medium: MediumRecord): string {
  const name = plainName(say, medium);
  const described = medium.alt === null ? name : say.t('media.nameAlt', { name, alt: medium.alt });
  const { state } = medium;
  return state === 'missing' || state === 'link'
    ? say.t('media.nameState', { name: described, state: say.t(`media.short.${state}`) })
    : described;
}

/** The last part of its path or address. */
export function fileName({ path, url }: MediumRecord): string | null {
  const whole = path ?? url?.split(/[?#]/, 1)[0] ?? null;
  return whole?.split(/[/\\]/).findLast((part) => part !== '') ?? whole;
}
