/** Which of the CSV lists ("Preferences, Import and export") a file is: by its header, or by its name and its first rows together where it has none. */
import { handleOf } from './people.ts';
import { addressOf } from './shape.ts';

export type ListName = 'following' | 'follower' | 'blocked' | 'muted' | 'list' | 'bookmarks' | 'domains' | 'filters';

const names: readonly [RegExp, ListName][] = [
  [/(?:^|_)(?:following(?:_accounts)?|follows?)$/, 'following'],
  [/(?:^|_)followers?(?:_accounts)?$/, 'follower'],
  [/(?:^|_)(?:blocked_accounts|blocks|blocking)$/, 'blocked'],
  [/(?:^|_)(?:muted_accounts|mutes|muting)$/, 'muted'],
  [/(?:^|_)lists$/, 'list'],
  [/(?:^|_)bookmarks$/, 'bookmarks'],
  [/(?:^|_)(?:blocked_domains|domain_blocks|domain_blocking)$/, 'domains'],
  [/(?:^|_)filters$/, 'filters'],
];

/** What a file of this name is said to be: dates, copies (` (1)`) and anything before the name do not count. */
function nameIn(path: string): ListName | null {
  const base = (path.split(/[/\\]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .replace(/ \(\d+\)$/, '')
    .replace(/(?:[-_ ]\d+)+$/, '')
    .replaceAll(/[-\s.]+/g, '_');
  return names.find(([pattern]) => pattern.test(base))?.[1] ?? null;
}

export async function listIn(
  path: string,
  head: () => Promise<string>,
  alsoUnnamed: boolean,
): Promise<{ name: ListName; sure: boolean } | null> {
  const named = nameIn(path);
  if (named === null && !alsoUnnamed) return null;
  const rows = (await head())
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const header = rows[0] ?? '';
  const told = toldBy(header, named);
  if (told !== null) return { name: told, sure: true };
  // The last of them may have been cut.
  const whole = rows.length > 1 ? rows.slice(0, -1) : rows;
  if (named === null || whole.length === 0 || !whole.every((row) => fits(row, named))) return null;
  // Words alone are people only where the name leaves no doubt: until version 3, those of the person's own server had no other name.
  if (!/[@.]/.test(whole.join('')) && !/_accounts/i.test(path)) return null;
  return { name: named, sure: false };
}

/** What a header says; one that says only "Account address" leaves it to the name of the file. */
function toldBy(header: string, named: ListName | null): ListName | null {
  if (/^"?title"?,"?context"?,"?keywords"?/i.test(header)) return 'filters';
  if (/^"?#domain"?(?:,|$)/i.test(header)) return 'domains';
  if (!/^"?account address"?(?:,|$)/i.test(header)) return null;
  if (/hide notifications/i.test(header)) return 'muted';
  if (/show boosts/i.test(header)) return 'following';
  return named;
}

const domain = /^[^\s@/,:]+\.[^\s@/,:]+$/u;

function fits(row: string, name: ListName): boolean {
  const first = /^"?([^",]*)/.exec(row)?.[1]?.trim() ?? '';
  const last = /([^",]*)"?$/.exec(row.trimEnd())?.[1]?.trim() ?? '';
  switch (name) {
    case 'bookmarks':
      return addressOf(first) !== null;
    case 'domains':
      return domain.test(first.replace(/^\*\./, ''));
    case 'list':
      return row.includes(',') && last.includes('@') && handleOf(last, null) !== null;
    case 'filters':
      return false;
    default:
      return handleOf(first, null) !== null;
  }
}
