// Months of the calendar, in UTC: those one can have a statement of, and when payouts are made. Pure.

import { PAYOUT_HOUR } from "../../../shared/schema/payout.ts";

const MONTHS_SHOWN_MAX = 36;

/** `2026-11`, the newest first, from the one in which one earned something first. */
export function monthsSince(sinceIso: string, nowMs: number): readonly string[] {
  const since = monthOf(Date.parse(sinceIso));
  const now = new Date(nowMs);
  const months = Array.from({ length: MONTHS_SHOWN_MAX }, (_, ago) =>
    monthOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago)),
  );
  return months.filter((month) => month >= since);
}

function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, "2026-11".length);
}

/** When the next payouts are made. */
export function nextPayoutAt(nowMs: number): string {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const ofThisMonth = Date.UTC(year, month, 1, PAYOUT_HOUR);
  return new Date(
    nowMs < ofThisMonth ? ofThisMonth : Date.UTC(year, month + 1, 1, PAYOUT_HOUR),
  ).toISOString();
}
