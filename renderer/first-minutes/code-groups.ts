/** A recovery code is written in groups; to confirm it, the person types two of them back, or the whole. */

export function groupsOf(code: string): string[] {
  return code.split(/[\s-]+/).filter((group) => group !== '');
}

/** What people write for a sign that looks the same, and how they space it, is forgiven. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

export function sameSigns(typed: string, meant: string): boolean {
  return plain(typed) === plain(meant);
}

/** Which two groups to ask for, counted from 0: one of the first half, one of the second. `random` gives numbers from 0 to below 1. */
export function groupsToAsk(count: number, random: () => number): readonly [number, number] {
  const half = Math.floor(count / 2);
  return [Math.floor(random() * half), half + Math.floor(random() * (count - half))];
}
