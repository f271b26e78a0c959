/** Months with nothing in them are there too: a quiet year is a gap, not nothing. */
import type { ArchiveDetail } from '../../shared/contract/schemas.ts';

type Month = ArchiveDetail['months'][number];

/** No archive is older; a date before it is a mistake in an export and would make the chart unreadable. */
const limit = 12 * 60;

/** `months` in order, with the missing ones between the first and the last filled in. More than sixty years apart: as given. */
export function everyMonth(months: readonly Month[]): readonly Month[] {
  const first = numberOf(months[0]?.month);
  const last = numberOf(months.at(-1)?.month);
  if (first === null || last === null || last < first || last - first > limit) return months;
  const known = new Map(months.map((month) => [month.month, month]));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const month = nameOf(first + index);
    return known.get(month) ?? { month, post: 0, message: 0, comment: 0, reaction: 0 };
  });
}

function numberOf(month: string | undefined): number | null {
  const parts = /^(\d{4})-(\d{2})$/.exec(month ?? '');
  return parts === null ? null : Number(parts[1]) * 12 + Number(parts[2]) - 1;
}

function nameOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
