/** Structure-aware mutation of JSON: one place of a valid document becomes something that does not belong there. */

/** A generator of numbers in [0, 1) that a seed repeats (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Place = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string | number };

function placesOf(value: unknown, into: Place[] = [], depth = 0): Place[] {
  // What was made deep before is left as it is.
  if (depth > 200) return into;
  if (typeof value !== 'object' || value === null) return into;
  if (Array.isArray(value))
    value.forEach((inner, key) => {
      into.push({ holder: value, key });
      placesOf(inner, into, depth + 1);
    });
  else
    for (const [key, inner] of Object.entries(value)) {
      into.push({ holder: value as Record<string, unknown>, key });
      placesOf(inner, into, depth + 1);
    }
  return into;
}

/** What no export has there. Text, for some of it is no value JavaScript could hold. */
const strangers = [
  'null',
  'true',
  '0',
  '-1',
  '1e999',
  '9007199254740993',
  '123456789012345678901234567890',
  '""',
  '"N/A"',
  '"\\u0000"',
  '"\\ud800"',
  '"__proto__"',
  '"2024-02-30 25:61:61"',
  '[]',
  '{}',
  '[[[]]]',
  '[null, 1, "x", {}]',
  '{"": {"": null}}',
  '{"__proto__": {"a": 1}, "constructor": null}',
  JSON.stringify('x'.repeat(300_000)),
  '['.repeat(3000) + ']'.repeat(3000),
];

/** `text` (JSON, or a script that assigns JSON) with up to four places changed; null where it holds no JSON. */
export function mutated(text: string, random: () => number): string | null {
  const begin = /^\s*[\w.]+\s*=\s*/.exec(text)?.[0] ?? '';
  let document: unknown;
  try {
    document = JSON.parse(text.slice(begin.length).replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
  const some = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const put: string[] = [];
  const changes = 1 + Math.floor(random() * 4);
  for (let n = 0; n < changes; n++) {
    const place = some(placesOf(document));
    if (place === undefined) break;
    const holder = place.holder as Record<string | number, unknown>;
    const what = random();
    if (what < 0.15 && !Array.isArray(holder)) delete holder[place.key];
    else if (what < 0.25) holder[place.key] = [holder[place.key]];
    else if (what < 0.35) holder[place.key] = { value: holder[place.key] };
    else if (what < 0.42 && !Array.isArray(holder)) {
      holder[`${place.key}*`] = holder[place.key];
      delete holder[place.key];
    } else {
      // A mark, for the stranger may be nothing JSON.stringify could write.
      put.push(some(strangers) ?? 'null');
      holder[place.key] = `\u0001${put.length - 1}\u0001`;
    }
  }
  const written = JSON.stringify(document).replaceAll(/"\\u0001(\d+)\\u0001"/g, (_, n: string) => put[Number(n)] ?? 'null');
  return begin + written;
}
