/** The name of a medium that is saved: its own, with an ending that fits what it is. A name says nothing that the bytes do not. */
import type { MediaType } from '../../shared/contract/media.ts';

/** The first is the one that is given where the name has none of them. */
const endings: Readonly<Record<MediaType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/heic': ['heic'],
  'image/bmp': ['bmp'],
  'image/tiff': ['tiff'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'video/quicktime': ['mov'],
  'video/x-msvideo': ['avi'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/aac': ['aac'],
  'audio/ogg': ['ogg', 'opus'],
  'audio/flac': ['flac'],
  'audio/wav': ['wav'],
};

export function savedName(name: string | null, type: MediaType): string {
  const own = name ?? 'adieu';
  const dot = own.lastIndexOf('.');
  const ending = dot < 0 ? '' : own.slice(dot + 1).toLowerCase();
  const stem = dot > 0 ? own.slice(0, dot) : own;
  const fitting = endings[type];
  return `${stem}.${fitting.includes(ending) ? ending : fitting[0]}`;
}
