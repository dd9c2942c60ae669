// What coins are worth to those who earned them. Rules are added and never changed, so that what was paid when can be explained later.
// Pure.

import type { Currency } from "../../shared/schema/money.ts";

/** `amount` of a currency's smallest unit for so many coins. */
export type CoinValue = {
  readonly currency: Currency;
  readonly amount: number;
  readonly coinCount: number;
};
export type CoinValueRule = CoinValue & {
  /** Later rules have larger ones. */
  readonly id: number;
  /** Inclusive. */
  readonly fromMs: number;
};

/** Until an operator decides otherwise. */
export const COIN_VALUE_DEFAULT: CoinValue = { currency: "jpy", amount: 1, coinCount: 1 };

/** Of the rules that hold, the one that began last, and of those that began together the one that was added last. */
export function coinValueAt(rules: readonly CoinValueRule[], atMs: number): CoinValue {
  const [newest] = rules
    .filter(({ fromMs }) => fromMs <= atMs)
    .toSorted((a, b) => b.fromMs - a.fromMs || b.id - a.id);
  return newest ?? COIN_VALUE_DEFAULT;
}

/** Rounded down. */
export function worthOfCoins(count: number, { amount, coinCount }: CoinValue): number {
  return Number((BigInt(count) * BigInt(amount)) / BigInt(coinCount));
}

/** The most coins that are worth no more than `worth`. */
export function coinsWorth(worth: number, { amount, coinCount }: CoinValue): number {
  // The first count that is worth more, less one.
  return Number((BigInt(worth + 1) * BigInt(coinCount) - 1n) / BigInt(amount));
}
