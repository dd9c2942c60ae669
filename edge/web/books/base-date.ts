// Base dates are days in Japan, and end there. Pure.

import * as z from "zod";

const DAY_MS = 24 * 60 * 60_000;
const JAPAN_OFFSET_MS = 9 * 60 * 60_000;

/** When a day such as "2026-09-30" is over in Japan; null: it is none. */
export function endOfDayInJapan(day: string): string | null {
  if (!z.iso.date().safeParse(day).success) return null;
  return new Date(Date.parse(`${day}T00:00:00+09:00`) + DAY_MS).toISOString();
}

/** The day that had just ended in Japan. */
export function dayOfBaseDate(at: string): string {
  return new Date(Date.parse(at) + JAPAN_OFFSET_MS - 1).toISOString().slice(0, 10);
}
