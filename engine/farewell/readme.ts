/** What a kit says of itself, in the person's language. */
import type { FarewellLanguage, FarewellText, FarewellTextId } from '../../shared/farewell/index.ts';
import type { Text } from '../../shared/facts/index.ts';
import { confidenceWords, receiptWords } from '../departures/receipt/words.ts';
import { labelled, text } from '../departures/words.ts';
import { dayInWords } from './day.ts';
import type { KitContents } from './write.ts';

export const textNames = {
  'post-long': text('Announcement, long', 'Annonce, longue'),
  'post-short': text('Announcement, short', 'Annonce, courte'),
  pinned: text('Pinned post', 'Publication épinglée'),
  bio: text('Line for the bio', 'Ligne pour la bio'),
  message: text('Message to those who are closest', 'Message aux plus proches'),
  newsletter: text('Paragraph for e-mail or a newsletter', 'Paragraphe pour un e-mail ou une lettre d’information'),
  caption: text('Caption for a story or a video', 'Légende pour une story ou une vidéo'),
  autoreply: text('Automatic answer for the last days', 'Réponse automatique des derniers jours'),
} as const satisfies Record<FarewellTextId, Text>;

const words = {
  title: text('Farewell kit', 'Trousse d’au revoir'),
  posts: text(
    'Nothing is posted by Adieu: copy, paste, and change whatever you like.',
    'Adieu ne publie rien\u202f: copiez, collez, et changez ce que vous voulez.',
  ),
  texts: text('Texts (texts/)', 'Textes (texts/)'),
  pictures: text(
    'Pictures (pictures/): square and tall, light and dark. What to write as their description stands in alt.txt.',
    'Images (pictures/)\u202f: carrées et verticales, claires et sombres. Leur description est dans alt.txt.',
  ),
  schedule: text('Schedule (schedule.ics opens in any calendar)', 'Calendrier (schedule.ics s’ouvre dans tout agenda)'),
  over: text(
    'The closing day is over: nothing is left to plan.',
    'Le jour de la fermeture est passé\u202f: il n’y a plus rien à prévoir.',
  ),
  unknown: text(
    'nobody we can name says how long it may be; kept to 150 characters, which is safe nearly everywhere',
    'aucune source que nous puissions nommer ne dit la longueur permise\u202f; tenu à 150 caractères, ce qui passe presque partout',
  ),
  free: text('as long as you like', 'sans limite'),
  tooLong: text('does not fit: the address alone is longer than that', 'ne rentre pas\u202f: l’adresse seule est plus longue'),
  lacking: text(
    'No font of the computer that made them can draw these; what holds them was left out of the pictures (the code holds the address):',
    'Aucune police de l’ordinateur qui les a faites ne dessine ces caractères\u202f; ce qui les contient a été laissé de côté dans les images (le code contient l’adresse)\u202f:',
  ),
} as const;

export function kitReadme(
  { account, form, kit, lacking }: KitContents & { lacking: readonly string[] },
  language: FarewellLanguage,
): string {
  const say = (of: Text): string => of[language];
  const lines = [
    `${say(words.title)} — ${account.facts.name} @${account.handle}, ${dayInWords(form.closingDay, language)}`,
    '',
    say(words.posts),
    '',
    say(words.texts),
    ...kit.texts.map(
      (one) =>
        `- texts/${one.language}/${one.id}.txt — ${labelled(say(textNames[one.id]), lengthWords(one, language), language)}`,
    ),
    '',
    say(words.pictures),
    ...(lacking.length === 0 ? [] : [`${say(words.lacking)} ${lacking.join(' ')}`]),
    '',
    say(words.schedule),
    ...(kit.schedule.length === 0 ? [say(words.over)] : []),
    ...kit.schedule.flatMap(({ day, title, todo }) => [
      `- ${labelled(dayInWords(day, language), say(title), language)}`,
      `  ${say(todo)}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** `143 / 280 (official, 2026-04-14: title of the source)`. */
export function lengthWords({ length, limit, fits }: FarewellText, language: FarewellLanguage): string {
  if (limit.known === 'none') return `${length}, ${words.free[language]}`;
  const sure = limit.known === 'no' ? words.unknown[language] : sourceWords(limit.fact, language);
  return `${length} / ${limit.value} (${sure})${fits ? '' : ` — ${words.tooLong[language]}`}`;
}

function sourceWords(
  { confidence, date, sources }: Extract<FarewellText['limit'], { known: 'yes' }>['fact'],
  language: FarewellLanguage,
): string {
  const sure = confidence === null ? '' : confidenceWords[confidence][language];
  return labelled(`${sure}, ${date ?? receiptWords.undated[language]}`, sources.map(({ title }) => title).join(' · '), language);
}
