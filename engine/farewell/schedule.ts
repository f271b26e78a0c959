/** What to post when, counted back from the closing day on the person's calendar. */
import { Temporal } from 'temporal-polyfill';
import type { FarewellForm, FarewellStep } from '../../shared/farewell/index.ts';
import { text } from '../departures/words.ts';

type Planned = Pick<FarewellStep, 'id' | 'before' | 'title' | 'todo' | 'uses'>;

const planned: readonly Planned[] = [
  {
    id: 'announce',
    before: 30,
    title: text('Announce it, pin it, change the bio', 'Annoncez-le, épinglez-le, changez la bio'),
    todo: text(
      'Post the long text with the square picture, pin it where that is possible, and put the line into your bio.',
      'Publiez le texte long avec l’image carrée, épinglez-le si c’est possible, et mettez la ligne dans votre bio.',
    ),
    uses: ['post-long', 'pinned', 'bio'],
  },
  {
    id: 'write',
    before: 14,
    title: text('Write to those who are closest', 'Écrivez aux plus proches'),
    todo: text(
      'Send the direct message one by one, and put the paragraph into your newsletter.',
      'Envoyez le message un par un, et mettez le paragraphe dans votre lettre d’information.',
    ),
    uses: ['message', 'newsletter'],
  },
  {
    id: 'week',
    before: 7,
    title: text('Say it again', 'Redites-le'),
    todo: text(
      'Post the short text: most people have not seen the first one.',
      'Publiez le texte court\u202f: la plupart n’ont pas vu le premier.',
    ),
    uses: ['post-short'],
  },
  {
    id: 'story',
    before: 3,
    title: text('Show the code, switch on the autoreply', 'Montrez le code, activez la réponse automatique'),
    todo: text(
      'Share the tall picture as a story or at the end of a video, and set the automatic answer where there is one.',
      'Partagez l’image verticale en story ou à la fin d’une vidéo, et réglez la réponse automatique s’il y en a une.',
    ),
    uses: ['caption', 'autoreply'],
  },
  {
    id: 'last',
    before: 1,
    title: text('Say it one last time', 'Une dernière fois'),
    todo: text(
      'Post the short text once more, and answer what is still open.',
      'Publiez encore le texte court, et répondez à ce qui attend encore.',
    ),
    uses: ['post-short'],
  },
  {
    id: 'close',
    before: 0,
    title: text('Close the account', 'Fermez le compte'),
    todo: text(
      'Adieu says whether everything is safe, and shows the way. The last button is yours.',
      'Adieu dit si tout est en sûreté, et montre le chemin. Le dernier bouton est à vous.',
    ),
    uses: [],
  },
];

/** In order. What should have been done already stands on today: there is still time. Empty where the closing day is over. */
export function scheduleOf({ closingDay }: Pick<FarewellForm, 'closingDay'>, today: string): FarewellStep[] {
  const closing = Temporal.PlainDate.from(closingDay);
  const now = Temporal.PlainDate.from(today);
  if (Temporal.PlainDate.compare(closing, now) < 0) return [];
  return planned.map((step) => {
    const wanted = closing.subtract({ days: step.before });
    const day = Temporal.PlainDate.compare(wanted, now) < 0 ? now : wanted;
    return {
      ...step,
      uses: [...step.uses],
      day: day.toString(),
      before: day.until(closing, { largestUnit: 'day' }).days,
      inDays: now.until(day, { largestUnit: 'day' }).days,
    };
  });
}
