// Base dates are days in Japan, and end there. Pure.

const DAY_MS = 24 * 60 * 60_000;
const JAPAN_OFFSET_MS = 9 * 60 * 60_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** When a day such as "2026-09-30" is over in Japan; null: it is none. */
export function endOfDayInJapan(day: string): string | null {
  const beginsMs = DAY.test(day) ? Date.parse(`${day}T00:00:00+09:00`) : Number.NaN;
  return Number.isNaN(beginsMs) ? null : new Date(beginsMs + DAY_MS).toISOString();
}

/** The day that had just ended in Japan. */
export function dayOfBaseDate(at: string): string {
  return new Date(Date.parse(at) + JAPAN_OFFSET_MS - 1).toISOString().slice(0, 10);
}
