import type { calendarEn } from './en.ts';

export const calendarFr: Readonly<Record<keyof typeof calendarEn, string>> = {
  'nav.calendar': 'Calendrier',
  'calendar.title': 'Calendrier',
  'calendar.lead': 'Toutes les dates de vos départs : ce qui est passé, ce qui vient, et ce que cela veut dire.',
  'calendar.none': 'Aucune date pour l’instant',
  'calendar.noneText':
    'Les dates viennent avec un départ : quand un export devrait arriver, quand son lien expire, le dernier jour pour changer d’avis. Elles seront ici, dans l’ordre.',
  'calendar.noneGo': 'Aller au premier écran',
  'calendar.which': 'Afficher',
  'calendar.all': 'Tous les départs',
  'calendar.one': '{network} · {handle}',
  'calendar.save': 'Enregistrer comme fichier de calendrier',
  'calendar.saved': 'Le fichier de calendrier est enregistré.',
  'calendar.saveHint':
    'Pour tout logiciel de calendrier (.ics). Il vous prévient aussi quand Adieu est fermé. Ce qui est déjà arrivé n’y figure pas.',
  'calendar.past': '{count, plural, one {Ce qui est passé : # date} other {Ce qui est passé : # dates}}',
  'calendar.today': 'Aujourd’hui, {date}',
  'calendar.nothingAhead': 'Rien n’est à venir.',
  'calendar.in': '{days, plural, =0 {aujourd’hui} =1 {demain} other {dans # jours}}',
  'calendar.ago': '{days, plural, =0 {aujourd’hui} =1 {hier} other {il y a # jours}}',
  'calendar.happened': 'fait',
  'calendar.at': 'à {hour}',
  'calendar.unknown': 'Inconnu',
  'calendar.unknownText':
    'Aucune source qu’Adieu puisse citer ne dit quand. Cherchez une date dans les messages du réseau, et notez-la dans le départ.',
  'calendar.source.task': 'Rappel',
  'calendar.source.letter': 'Lettre',
  'calendar.source.farewell': 'Au revoir',
};
