/** The names under which preload and main talk. The preload cannot import a value (it is sandboxed): it spells them again, checked by this type. */
export const channels = {
  connect: 'adieu:connect',
  take: 'adieu:take',
  choose: 'adieu:choose',
  place: 'adieu:place',
  stays: 'adieu:stays',
  stay: 'adieu:stay',
  /** From main: a departure to be shown. */
  departure: 'adieu:departure',
  save: 'adieu:save',
  /** From main: a port to the engine. */
  port: 'adieu:port',
} as const;
