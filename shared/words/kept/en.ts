/** Where everything is kept. */
export const keptEn = {
  'kept.title': 'Where things are kept',
  'kept.here': 'Your archives and departures are kept in {place}.',
  'kept.hereWithRoom': 'Your archives and departures are kept in {place}; {bytes} are free there.',
  'kept.elsewhere':
    'To keep them elsewhere, on another disk say: close Adieu, move that folder as it is, and start Adieu with ADIEU_HOME set to its new place.',
} as const;
