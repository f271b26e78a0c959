/** Saying things in the person's language: words by id, numbers, sizes, dates. */
import { useMemo } from 'react';
import { useIntl, type IntlShape } from 'react-intl';
import type { Language, Text } from '../shared/facts/text.ts';
import type { WordId } from '../shared/words/en.ts';

declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: WordId;
    }
  }
}

type Values = Readonly<Record<string, string | number | Date | null | undefined>>;

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in the largest unit that leaves at least 1; a thousand to the next. */
export function sizeIn(bytes: number): { readonly value: number; readonly unit: (typeof units)[number] } {
  let value = bytes;
  let step = 0;
  // 999.95 would be shown as 1,000.0 of the smaller unit.
  while (value >= 999.95 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value, unit: units[step] ?? 'byte' };
}

/** Seconds as something a person would say: a round number of seconds, minutes or hours. */
export function roundTime(seconds: number): { readonly value: number; readonly unit: 'second' | 'minute' | 'hour' } {
  if (seconds < 50)
    return { value: Math.max(1, seconds < 10 ? Math.round(seconds) : Math.round(seconds / 5) * 5), unit: 'second' };
  if (seconds < 50 * 60) return { value: Math.round(seconds / 60) || 1, unit: 'minute' };
  return { value: Math.max(1, Math.round(seconds / 3600)), unit: 'hour' };
}

/** `@name` for what can only be a handle; everything else as it is. */
export function atHandle(text: string): string {
  return /^(?!\d+$)[\p{L}\p{N}_.]{1,64}$/u.test(text) ? `@${text}` : text;
}

/** All ways of saying, in the language of `intl`. */
export function makeSay(intl: IntlShape) {
  const valid = (iso: string | null): Date | null => {
    const date = iso === null ? null : new Date(iso);
    return date === null || Number.isNaN(date.getTime()) ? null : date;
  };
  const t = (id: WordId, values?: Values): string => intl.formatMessage({ id }, values);
  const unit = (value: number, of: string, display: 'short' | 'long'): string =>
    intl.formatNumber(value, {
      style: 'unit',
      unit: of,
      unitDisplay: display,
      maximumFractionDigits: of === 'byte' || value >= 100 ? 0 : 1,
    });
  const language: Language = intl.locale.startsWith('fr') ? 'fr' : 'en';
  return {
    t,
    language,
    /** What the engine says in both languages. */
    text: (text: Text): string => text[language],
    /** The words for an id made of parts, or `otherwise` where there are none: networks bring words of their own. */
    named: (id: string, otherwise: string, values?: Values): string =>
      Object.hasOwn(intl.messages, id) ? intl.formatMessage({ id: id as WordId }, values) : otherwise,
    number: (value: number): string => intl.formatNumber(value),
    percent: (share: number): string => intl.formatNumber(share, { style: 'percent' }),
    bytes: (bytes: number): string => {
      const { value, unit: of } = sizeIn(bytes);
      return unit(value, of, 'short');
    },
    time: (seconds: number): string => {
      const { value, unit: of } = roundTime(seconds);
      return unit(value, of, 'long');
    },
    date: (iso: string | null): string | null => {
      const date = valid(iso);
      return date && intl.formatDate(date, { day: 'numeric', month: 'long', year: 'numeric' });
    },
    dateTime: (iso: string | null): string | null => {
      const date = valid(iso);
      return (
        date && intl.formatDate(date, { day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' })
      );
    },
    hour: (iso: string | null): string | null => {
      const date = valid(iso);
      return date && intl.formatTime(date, { hour: 'numeric', minute: '2-digit' });
    },
    /** An instant in a time zone, to the minute; to the day. */
    dateTimeIn: (iso: string, zone: string): string =>
      intl.formatDate(iso, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        timeZone: zone,
      }),
    dateIn: (iso: string, zone: string): string =>
      intl.formatDate(iso, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }),
    /** The hour of an instant in a time zone. */
    hourIn: (iso: string, zone: string): string => intl.formatTime(iso, { hour: 'numeric', minute: '2-digit', timeZone: zone }),
    /** The short name of a day, `2026-08-20`. */
    /** A day with its weekday, for what is near: `Thursday 9 April`. */
    dayNamed: (day: string, weekday: 'long' | 'short' = 'long'): string =>
      intl.formatDate(`${day}T12:00:00Z`, { weekday, day: 'numeric', month: 'long', timeZone: 'UTC' }),
    /** With its year: `Wednesday 25 November 2026`. */
    dayWhole: (day: string): string =>
      intl.formatDate(`${day}T12:00:00Z`, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    weekday: (day: string): string => intl.formatDate(`${day}T12:00:00Z`, { weekday: 'short', timeZone: 'UTC' }),
    year: (iso: string | null): string | null => {
      const date = valid(iso);
      return date && intl.formatDate(date, { year: 'numeric' });
    },
    /** A month as `2024-03`. */
    month: (month: string): string => {
      const date = valid(`${month}-15T12:00:00Z`);
      return date === null ? month : intl.formatDate(date, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    },
    /** A date as precise as its source gives it: `2026`, `2026-08`, `2026-08-20`; also a day on the person's calendar. */
    partialDate: (date: string): string => {
      const [, month, day] = date.split('-');
      const at = valid(`${date}${month === undefined ? '-01' : ''}${day === undefined ? '-01' : ''}T12:00:00Z`);
      if (at === null) return date;
      return intl.formatDate(at, {
        ...(day === undefined ? {} : { day: 'numeric' }),
        ...(month === undefined ? {} : { month: 'long' }),
        year: 'numeric',
        timeZone: 'UTC',
      });
    },
    list: (parts: readonly string[]): string => intl.formatList(parts),
  };
}

export type Say = ReturnType<typeof makeSay>;

export function useSay(): Say {
  const intl = useIntl();
  return useMemo(() => makeSay(intl), [intl]);
}
