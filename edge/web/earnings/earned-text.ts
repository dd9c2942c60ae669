// What was earned, in words: coins, or money of a currency. Pure.

import type { EarnedUnit, Earnings } from "../../../shared/schema/payout.ts";
import type { Messages } from "../i18n/en.ts";
import type { Format } from "../i18n/format.ts";

export function earnedText(amount: number, unit: EarnedUnit, t: Messages, format: Format): string {
  return unit === "coin" ? t.money.coins(amount, format.number(amount)) : format.money(amount, unit);
}

/** What coins are worth when they are paid, in the currency's smallest unit; rounded down, as it is paid. */
export function worthOf(count: number, { amount, coinCount }: Earnings["coinValue"]): number {
  return Math.floor((count * amount) / coinCount);
}
