/** Days as `2026-11-25`, counted without any clock. */
const day = 86_400_000;

/** Whole days from one day to another; negative where the other is earlier. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / day);
}

export function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(`${from}T12:00:00Z`) + days * day).toISOString().slice(0, 10);
}
