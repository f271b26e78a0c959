/** Every text of a kit, from one form, each within its limit: whole sentences are left out until it fits; the first address never is. */
import type { FarewellForm, FarewellLanguage, FarewellLimit, FarewellText, FarewellTextId } from '../../shared/farewell/index.ts';
import type { LimitId, NetworkFacts } from '../../shared/facts/index.ts';
import { assertNever } from '../../shared/errors.ts';
import { showFact } from '../departures/view.ts';
import { blocks, type About, type Blocks } from './blocks.ts';
import { lengthOf } from './count.ts';
import { fit, type Fitted, type Sentence } from './fit.ts';
import { placeInline, placeLine } from './places.ts';
import { dayInWords } from './day.ts';

/** Where nobody says how long a text may be: short enough nearly everywhere. In UTF-16 units. */
export const safeLength = 150;

/** What a text is for on the network; null where it goes elsewhere. */
const kinds: Readonly<Record<FarewellTextId, LimitId | null>> = {
  'post-long': 'post',
  'post-short': 'post',
  pinned: 'post',
  bio: 'bio',
  message: 'message',
  newsletter: null,
  caption: 'post',
  autoreply: 'message',
};
const textIds = Object.keys(kinds) as FarewellTextId[];

export interface Account {
  readonly handle: string;
  readonly facts: NetworkFacts;
}

export function textsOf(form: FarewellForm, account: Account): FarewellText[] {
  return form.languages.flatMap((language) => textIds.map((id) => textOf(id, language, form, account)));
}

export function aboutOf(form: FarewellForm, { handle, facts }: Account, language: FarewellLanguage): About {
  return { network: facts.name, handle, day: dayInWords(form.closingDay, language) };
}

function textOf(id: FarewellTextId, language: FarewellLanguage, form: FarewellForm, account: Account): FarewellText {
  const limit = limitOf(kinds[id], account.facts);
  const [most, countedAs] = limit.known === 'none' ? ([null, 'units'] as const) : ([limit.value, limit.countedAs] as const);
  const words = blocks(language, form.tone, aboutOf(form, account, language));
  const [first] = form.places;
  const fitted = (sentences: readonly Sentence[]): Fitted =>
    fit(sentences, first?.address ?? '', most, (text) => lengthOf(text, countedAs));
  const whole = sentencesOf(id, words, form, language);
  const made = fitted(whole);
  // Rather the short words for it than none.
  const short = made.tells ? made : fitted(sentencesOf('post-short', words, form, language));
  const { text, length, fits } = short;
  return { id, language, text, length, fits, limit, leftOut: short === made ? made.leftOut : Math.max(1, whole.length - 2) };
}

function limitOf(kind: LimitId | null, facts: NetworkFacts): FarewellLimit {
  if (kind === null) return { known: 'none' };
  const limit = facts.limits.find(({ id }) => id === kind);
  if (limit === undefined) return { known: 'no', value: safeLength, countedAs: 'units' };
  const { value, countedAs } = limit;
  return { known: 'yes', value, countedAs, fact: showFact(facts, `limits.${kind}`) };
}

/** The order in which sentences are left out: the last of these first. */
const rank = { address: 0, leaving: 1, own: 2, places: 3, ask: 4, sign: 5, thanks: 6, after: 7, note: 8, hello: 9 } as const;

function sentencesOf(
  id: FarewellTextId,
  words: Blocks,
  { places, sign, own }: FarewellForm,
  language: FarewellLanguage,
): Sentence[] {
  const [line = '', ...others] = places.map((place) => placeLine(place, language));
  const [address = ''] = places.map(placeInline);
  const ownWords: Sentence = { text: own[language], rank: rank.own };
  const signed: Sentence = { text: sign === '' ? '' : words.sign(sign), rank: rank.sign, joins: '\n\n' };
  // One address stands in its sentence; several stand below each other, and the later ones may go.
  const list: Sentence[] =
    others.length === 0
      ? [{ text: words.where(address), rank: rank.address, joins: '\n\n' }]
      : [
          { text: `${words.whereList}\n${line}`, rank: rank.address, joins: '\n\n' },
          ...others.map((other, index) => ({
            text: other,
            // The last goes first.
            rank: rank.places + (index + 1) / (others.length + 1),
            joins: '\n' as const,
          })),
        ];
  const leaving: Sentence = { text: words.leaving, rank: rank.leaving };
  const short: Sentence = { text: words.leavingShort, rank: rank.leaving };
  const where: Sentence = { text: words.whereShort(address), rank: rank.address };
  const note: Sentence = { text: words.note, rank: rank.note };
  const after: Sentence = { text: words.after, rank: rank.after, joins: '\n\n' };
  const thanks: Sentence = { text: words.thanks, rank: rank.thanks };
  switch (id) {
    case 'post-long':
      return [leaving, ownWords, ...list, { ...note, joins: '\n\n' }, { ...after, joins: ' ' }, thanks, signed];
    case 'post-short':
      return [short, where];
    case 'pinned':
      return [leaving, ...list, after];
    case 'bio':
      return [short, where];
    case 'message':
      return [
        { text: words.hello, rank: rank.hello },
        { text: words.tell, rank: rank.leaving, joins: '\n\n' },
        ownWords,
        ...list,
        { text: words.ask, rank: rank.ask, joins: '\n\n' },
        thanks,
        signed,
      ];
    case 'newsletter':
      return [
        { text: words.news, rank: rank.leaving },
        ownWords,
        { text: words.newsFollowers, rank: rank.note },
        ...list,
        { ...thanks, joins: '\n\n' },
        signed,
      ];
    case 'caption':
      return [short, { text: `${words.scan} ${address}`, rank: rank.address }];
    case 'autoreply':
      return [
        { text: words.got, rank: rank.thanks },
        { text: words.unread, rank: rank.leaving },
        { text: words.writeTo(address), rank: rank.address },
        signed,
      ];
    default:
      return assertNever(id);
  }
}
