/** What an answer says, by the signals of a probe: nothing, where none fits, or where two that fit contradict each other. */
import type { Condition, Probe } from '../../shared/facts/index.ts';
import type { Body } from './body.ts';
import { isWall, refusesStrangers } from './walls.ts';

/** An answer that leads on has no body to us; `led` then holds the one address it names, and otherwise all that led here. */
export interface Answer {
  readonly status: number;
  readonly url: URL;
  readonly led: readonly URL[];
  readonly body: Body | null;
}

export type Said = { says: 'present' | 'gone'; signal: string } | 'blocked' | null;

export function whatItSays({ signals }: Pick<Probe, 'signals'>, answer: Answer): Said {
  if (refusesStrangers(answer.status)) return 'blocked';
  const fits = signals.filter(({ when }) => holds(when, answer));
  const [first] = fits;
  if (first === undefined) return isWall(answer) ? 'blocked' : null;
  if (fits.some(({ says }) => says !== first.says)) return null;
  // What rests on something being absent would be said of any other page too; the wall is such a page.
  if (fits.every(({ when }) => restsOnAbsence(when)) && isWall(answer)) return 'blocked';
  const told = fits.find(({ when }) => !restsOnAbsence(when)) ?? first;
  return { says: first.says, signal: inShort(told.when, answer) };
}

function holds({ status, includes, lacks, redirectsTo }: Condition, { status: given, led, body }: Answer): boolean {
  if (status && !status.includes(given)) return false;
  if (redirectsTo !== undefined && !led.some((url) => leadsTo(url, redirectsTo))) return false;
  if (includes && !(body !== null && includes.every((text) => body.text.includes(text)))) return false;
  // Of a body that was cut nobody can say what it lacks.
  if (lacks && !(body !== null && !body.cut && lacks.every((text) => !body.text.includes(text)))) return false;
  return true;
}

/** A path fits from its beginning up to the end of a word: `/login` fits `/login.php?next=`, and not a person called `/loginha`. */
function leadsTo(url: URL, wanted: string): boolean {
  if (!wanted.startsWith('/')) return URL.canParse(wanted) && new URL(wanted).href === url.href;
  const rest = `${url.pathname}${url.search}`;
  return rest.startsWith(wanted) && (!/\w$/.test(wanted) || !/^[\w-]/.test(rest.slice(wanted.length)));
}

function restsOnAbsence({ status, includes, redirectsTo }: Condition): boolean {
  return includes === undefined && redirectsTo === undefined && (status === undefined || status.some((code) => code < 300));
}

function inShort({ includes, lacks, redirectsTo }: Condition, { status }: Answer): string {
  const texts = [
    ...(includes ?? []).map((text) => `“${text}”`),
    ...(lacks ?? []).map((text) => `no “${text}”`),
    ...(redirectsTo === undefined ? [] : [`→ ${redirectsTo}`]),
  ];
  return [status, ...texts].join(', ').slice(0, 500);
}
