/** Names compared as people compare them: without case, spaces and signs. `Profile And Settings`, `profile and settings` and `ProfileAndSettings` are one. */
const known = new Map<string, string>();

/** Letters and digits of a name, in lower case; British `favourite` as TikTok's own `favorite`. */
export function fold(name: string): string {
  let folded = known.get(name);
  if (folded === undefined) {
    folded = name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace('favourite', 'favorite');
    // Names of sections and fields are few; keys of maps (people, ids) would fill the memory.
    if (known.size < 4096 && name.length < 100) known.set(name, folded);
  }
  return folded;
}
