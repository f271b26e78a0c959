/** The answers of a new departure as people write them into a file: `true` is yes, and a law has more than one name. */
const laws: Readonly<Record<string, string>> = {
  eu: 'gdpr',
  eea: 'gdpr',
  rgpd: 'gdpr',
  'uk-gdpr': 'uk',
  fadp: 'ch',
  ndsg: 'ch',
  switzerland: 'ch',
  california: 'ccpa',
  cpra: 'ccpa',
  brazil: 'lgpd',
  'law-25': 'quebec',
  québec: 'quebec',
};

/** What is no object, and what it does not know, is left as it is, for the schema to say so. */
export function plainAnswers(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(
    Object.entries(given as Record<string, unknown>).map(([name, answer]) => [name, plainAnswer(name, answer)]),
  );
}

/** One answer, also as a word of the command line. */
export function plainAnswer(name: string, answer: unknown): unknown {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (typeof answer !== 'string' || name === 'findMe') return answer;
  const lower = answer.trim().toLowerCase();
  return name === 'law' ? (laws[lower] ?? lower) : lower;
}
