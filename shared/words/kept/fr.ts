import type { keptEn } from './en.ts';

export const keptFr: Readonly<Record<keyof typeof keptEn, string>> = {
  'kept.title': 'Où tout est conservé',
  'kept.here': 'Vos archives et vos départs sont conservés dans {place}.',
  'kept.hereWithRoom': 'Vos archives et vos départs sont conservés dans {place} ; il y reste {bytes} libres.',
  'kept.elsewhere':
    'Pour les garder ailleurs, sur un autre disque par exemple : fermez Adieu, déplacez ce dossier tel quel, et démarrez Adieu avec ADIEU_HOME réglé sur le nouvel endroit.',
};
