// What of one's wallet something can be paid with, and what stays. Pure.

import type { Wallet } from "../../../shared/schema/order.ts";

/** Those of a payment that is disputed wait, and buy nothing. */
export function spendableOf({
  coinCount,
  freeCoinCount,
  frozenCount,
}: Pick<Wallet, "coinCount" | "freeCoinCount" | "frozenCount">): number {
  return coinCount + freeCoinCount - frozenCount;
}

/** What there is then, or how much is missing. */
export function afterPaying(
  have: number,
  price: number,
): { readonly left: number } | { readonly missing: number } {
  return have >= price ? { left: have - price } : { missing: price - have };
}
