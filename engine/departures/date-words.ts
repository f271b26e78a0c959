/** What each date of a departure is called, and what it means for the person. */
import type { ClockId } from '../../shared/departures/view.ts';
import type { Text } from '../../shared/facts/index.ts';
import { text } from './words.ts';

export const dateWords: Readonly<Record<ClockId, { readonly title: Text; readonly means: Text }>> = {
  asked: {
    title: text('You asked for your data', 'Vous avez demandé vos données'),
    means: text('What the network needs is counted from here.', 'Le délai du réseau se compte à partir de là.'),
  },
  'expected-by': {
    title: text('The export should be ready', 'L’export devrait être prêt'),
    means: text(
      'Look at your mail and at the page where you asked. It can take longer; that is no refusal.',
      'Regardez vos e-mails et la page de la demande. Cela peut durer plus longtemps ; ce n’est pas un refus.',
    ),
  },
  ready: {
    title: text('The export was ready', 'L’export était prêt'),
    means: text('The life of its link is counted from here.', 'La durée de vie du lien se compte à partir de là.'),
  },
  'link-dies': {
    title: text('The link to the export dies', 'Le lien de l’export expire'),
    means: text(
      'Download every part before. Afterwards you would have to ask again.',
      'Téléchargez toutes les parties avant. Ensuite, il faudrait redemander.',
    ),
  },
  'ask-again': {
    title: text('You can ask again', 'Vous pouvez redemander'),
    means: text('Before this the network takes no other request.', 'Avant cela, le réseau n’accepte pas d’autre demande.'),
  },
  closed: {
    title: text('You closed the account', 'Vous avez fermé le compte'),
    means: text('All that follows is counted from here.', 'Toute la suite se compte à partir de là.'),
  },
  'last-day-back': {
    title: text('Last day to change your mind', 'Dernier jour pour changer d’avis'),
    means: text(
      'A careful day before the end: the network may count from another hour. To stay gone, do nothing, and do not log in.',
      'Un jour de prudence avant la fin : le réseau peut compter d’une autre heure. Pour que le départ tienne, ne faites rien, et ne vous connectez pas.',
    ),
  },
  'grace-ends': {
    title: text('Gone for good', 'Disparu pour de bon'),
    means: text(
      'From here on the account cannot come back. Look from outside whether it is gone.',
      'À partir de là, le compte ne peut plus revenir. Vérifiez de l’extérieur qu’il a disparu.',
    ),
  },
  erased: {
    title: text('The data should be erased', 'Les données devraient être effacées'),
    means: text(
      'So the rules say; nobody can see it from outside. If you want it in writing, ask.',
      'C’est ce que disent les règles ; personne ne peut le voir de l’extérieur. Pour l’avoir par écrit, demandez-le.',
    ),
  },
  'backups-erased': {
    title: text('The backups should be erased', 'Les sauvegardes devraient être effacées'),
    means: text(
      'The last copies of which the network says that it keeps them.',
      'Les dernières copies que le réseau dit conserver.',
    ),
  },
};
