import type { remindersEn } from './en.ts';

export const remindersFr: Readonly<Record<keyof typeof remindersEn, string>> = {
  'reminders.label': 'Dates arrivées',
  'reminders.dismiss': 'Vu',
  'reminders.of': '{network} · {handle}',
  'settings.reminders': 'Rappels',
  'settings.reminders.system':
    'Les notifications de votre système vous préviennent d’une date tant qu’Adieu tourne, et après une mise en veille. Elles nomment le réseau, jamais le compte.',
  'settings.reminders.page':
    'Adieu vous prévient tant que cette fenêtre est ouverte. Pour un rappel même quand elle est fermée, enregistrez vos dates comme fichier de calendrier : votre propre calendrier s’en charge.',
  'settings.reminders.calendar': 'Aller au calendrier',
  'settings.stay': 'Démarrer avec l’ordinateur et rester dans la barre système',
  'settings.stayText':
    'Adieu démarre alors de lui-même à l’ouverture de votre session, sans fenêtre, et continue quand vous fermez la fenêtre, pour qu’aucun rappel ne manque. Il n’y fait rien d’autre et n’ouvre aucune connexion. Quittez-le depuis son icône dans la barre système.',
  'settings.stayPassphrase':
    'Vos archives sont protégées par une phrase secrète : après chaque démarrage de l’ordinateur, les rappels viennent une fois que vous avez ouvert Adieu et saisi la phrase.',
};
