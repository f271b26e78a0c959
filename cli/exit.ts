/** What a script can go by. */
export const exitCodes = {
  done: 0,
  /** Done, with damage to tell of: damaged files, refused records, an open copy that is not intact. */
  damage: 1,
  /** Refused: bad input, with one clear line on stderr. */
  refused: 2,
  /** A bug in Adieu. */
  bug: 70,
  /** Stopped by the person (Ctrl-C). */
  stopped: 130,
} as const;
