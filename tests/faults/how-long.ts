/** The tests in this folder have two lengths: the short one is part of `npm test`, `npm run test:faults` runs the long one. */
export const long = process.env['ADIEU_FAULTS'] === 'long';

/** Said while it runs long, for it can take an hour. */
export function told(what: string): void {
  if (long) process.stderr.write(`${what}\n`);
}

/** Where a random run began; the same seed runs the same again. */
export const seed = Number(process.env['ADIEU_SEED'] ?? (long ? Date.now() % 1_000_000 : 1));
