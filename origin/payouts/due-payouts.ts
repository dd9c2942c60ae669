// What is to be paid to a creator now: one payout for each currency, of what matured there and of coins for what they are worth. Pure.

import { AMOUNT_MAX, CURRENCY_DIGITS, type Currency } from "../../shared/schema/money.ts";
import type { Unit } from "../money/accounts.ts";
import { type CoinValue, coinsWorth, worthOfCoins } from "./coin-value.ts";

/** Below this nothing is sent: it waits for the next run. In the currency's smallest unit. */
export const PAYOUT_MIN: Readonly<Record<Currency, number>> = {
  jpy: 1_000,
  usd: 1_000,
  eur: 1_000,
  gbp: 1_000,
  krw: 10_000,
};
/** Of one payout; what is more waits for the next run. */
export const PAYOUT_MAX = AMOUNT_MAX;

export type DuePayout = {
  readonly currency: Currency;
  readonly moneyAmount: number;
  readonly coinCount: number;
  readonly coinAmount: number;
};

/** `isLast`: their account is erased, and what is there is paid however little it is. */
export function duePayouts(
  mature: ReadonlyMap<Unit, number>,
  value: CoinValue,
  { isLast }: { readonly isLast: boolean },
): DuePayout[] {
  return (Object.keys(CURRENCY_DIGITS) as Currency[]).flatMap((currency) => {
    const moneyAmount = Math.min(mature.get(currency) ?? 0, PAYOUT_MAX);
    const coins = currency === value.currency ? (mature.get("coin") ?? 0) : 0;
    const coinCount = Math.min(coins, coinsWorth(PAYOUT_MAX - moneyAmount, value));
    const coinAmount = worthOfCoins(coinCount, value);
    const least = isLast ? 1 : PAYOUT_MIN[currency];
    if (moneyAmount + coinAmount < least) return [];
    // Coins that are worth nothing yet stay.
    return [{ currency, moneyAmount, coinCount: coinAmount === 0 ? 0 : coinCount, coinAmount }];
  });
}
