/**
 * What a person types into a search: words, `"phrases"`, `beginnings*`, `-without`, and operators in any order (`from:` `in:` `before:` `after:` `has:`, in
 * French too). Nothing is wrong: an operator that is none, or whose value makes no sense, is a word like any other.
 */

export interface Term {
  readonly text: string;
  /** The last word of it is the beginning of one. */
  readonly prefix: boolean;
}

export interface Named {
  readonly value: string;
  readonly not: boolean;
}

export interface Asked {
  readonly wanted: readonly Term[];
  readonly unwanted: readonly Term[];
  readonly from: readonly Named[];
  readonly in: readonly Named[];
  /** Milliseconds since 1970, UTC: from this on, and before this. */
  readonly since: number | null;
  readonly until: number | null;
  readonly has: readonly { readonly thing: 'media' | 'link'; readonly not: boolean }[];
}

const operators = {
  from: ['from', 'de'],
  in: ['in', 'dans'],
  before: ['before', 'avant'],
  after: ['after', 'après', 'apres'],
  has: ['has', 'avec'],
} as const;
type Operator = keyof typeof operators;
const things: Readonly<Record<string, 'media' | 'link'>> = {
  media: 'media',
  média: 'media',
  médias: 'media',
  medias: 'media',
  photo: 'media',
  picture: 'media',
  image: 'media',
  video: 'media',
  vidéo: 'media',
  link: 'link',
  links: 'link',
  lien: 'link',
  liens: 'link',
};

const quotes = '"“”„«»';
/** A minus, perhaps a name and a colon, and then a phrase in quotes or anything up to a blank or a quote. */
const parts = new RegExp(`(-?)(?:([\\p{L}\\p{M}]+):)?(?:[${quotes}]([^${quotes}]*)[${quotes}]?|([^\\s${quotes}]+))`, 'gu');

const operatorOf = (name: string): Operator | null => {
  const known = name.normalize('NFC').toLowerCase();
  for (const [operator, names] of Object.entries(operators))
    if ((names as readonly string[]).includes(known)) return operator as Operator;
  return null;
};

export function parseQuery(typed: string): Asked {
  const wanted: Term[] = [];
  const unwanted: Term[] = [];
  const from: Named[] = [];
  const within: Named[] = [];
  const has: { thing: 'media' | 'link'; not: boolean }[] = [];
  let since: number | null = null;
  let until: number | null = null;
  for (const [, minus, name, phrase, word] of typed.normalize('NFC').matchAll(parts)) {
    const not = minus === '-';
    const value = (phrase ?? word ?? '').trim();
    const put = (text: string, prefix: boolean): void => void (not ? unwanted : wanted).push({ text, prefix });
    switch (name === undefined || value === '' ? null : operatorOf(name)) {
      case 'from':
      case 'in': {
        const bare = value.replace(/^@/, '');
        if (!/[\p{L}\p{N}]/u.test(bare)) break;
        (operatorOf(name ?? '') === 'from' ? from : within).push({ value: bare, not });
        continue;
      }
      case 'before':
      case 'after': {
        const day = dayOf(value);
        if (day === null) break;
        // Not before a day is from that day on.
        if ((operatorOf(name ?? '') === 'after') !== not) since = Math.max(since ?? -Infinity, day);
        else until = Math.min(until ?? Infinity, day);
        continue;
      }
      case 'has': {
        const thing = things[value.toLowerCase()];
        if (thing === undefined) break;
        has.push({ thing, not });
        continue;
      }
      case null:
        break;
    }
    if (name !== undefined && phrase !== undefined) put(name, false);
    if (phrase !== undefined) put(phrase, false);
    else put(name === undefined ? (word ?? '') : `${name}:${word ?? ''}`, word?.endsWith('*') ?? false);
  }
  return { wanted, unwanted, from, in: within, since, until, has };
}

/** The same, but for its last word, which becomes the beginning of one; null where there is none that could. */
export function withBeginning(asked: Asked): Asked | null {
  const last = asked.wanted.at(-1);
  if (last === undefined || last.prefix || /\s/.test(last.text) || last.text.length < 3) return null;
  return { ...asked, wanted: [...asked.wanted.slice(0, -1), { ...last, prefix: true }] };
}

/** The begin, in UTC, of a day, a month or a year: `2020-03-01`, `2020-03`, `2020`, also with `/` or `.` between. Null where it is none. */
function dayOf(text: string): number | null {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? date.getTime() : null;
}
