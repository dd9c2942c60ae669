// How much of an order is given back, and what that takes with it. Pure.

import { assert } from "../../shared/assert.ts";
import type { CoinLot, Taken } from "./coin-lots.ts";
import { shareOf } from "./ledger.ts";

/** What was paid and what went back of it by now; all with tax. */
export type Paid = { readonly total: number; readonly tax: number; readonly refunded: number };

export function refundableOf({ total, refunded }: Paid): number {
  return total - refunded;
}

/** The tax in the next `amount` that goes back. However an order is given back, all its tax goes back with it. */
export function taxIn({ total, tax, refunded }: Paid, amount: number): number {
  assert(amount > 0 && amount <= total - refunded, `${amount} is not left of ${total}`);
  return shareOf(tax, refunded + amount, total) - shareOf(tax, refunded, total);
}

/**
 * The coins of an order's lots that go back with the next `amount`: as large a part of each lot as of the money, as far as they
 * are not spent.
 */
export function coinsIn({ total, refunded }: Paid, lots: readonly CoinLot[], amount: number): Taken[] {
  assert(amount > 0 && amount <= total - refunded, `${amount} is not left of ${total}`);
  return lots.flatMap((lot) => {
    const due =
      shareOf(lot.issuedCount, refunded + amount, total) - shareOf(lot.issuedCount, refunded, total);
    const count = Math.min(due, lot.leftCount);
    return count === 0 ? [] : [{ lot, count }];
  });
}

/** What is left of an order's money, without tax. */
export function netLeftOf({ total, tax, refunded }: Paid): number {
  if (total === 0) return 0;
  return total - refunded - (tax - shareOf(tax, refunded, total));
}
