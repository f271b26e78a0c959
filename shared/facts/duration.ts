/** ISO 8601 durations in words. */
import type { Language } from './text.ts';

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;
const iso = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** `P4D` is `4 days`, `4 jours`; nothing at all is `0 seconds`. Null for what is no duration. */
export function durationWords(duration: string, language: Language): string | null {
  const found = iso.exec(duration);
  if (found === null || duration === 'P') return null;
  const parts = units.map((unit, index) => [unit, Number(found[index + 1] ?? 0)] as const);
  const some = parts.filter(([, count]) => count > 0);
  const zero = some.length === 0;
  const format = new Intl.DurationFormat(language, { style: 'long', ...(zero ? { secondsDisplay: 'always' } : {}) });
  return format.format(zero ? { seconds: 0 } : Object.fromEntries(some));
}
