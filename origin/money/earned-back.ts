// What creators give back of what they earned when whoever paid gets it back. Pure.

import { shareOf } from "./ledger.ts";
import { netLeftOf, type Paid } from "./refund-rule.ts";

/** What became of an order's money when its event was over. */
export type Earning = {
  /** Null: nobody but the house earned of it. */
  readonly userId: string | null;
  /** What was split, without tax. */
  readonly netAmount: number;
  /** The creator's part of that. */
  readonly amount: number;
};

/**
 * The creator's part of the next `amount`, with tax, that goes back. However it goes back, all that they earned goes back with all
 * of it.
 */
export function earnedIn(earning: Earning, paid: Paid, amount: number): number {
  const partOf = (refunded: number) =>
    shareOf(earning.amount, earning.netAmount - netLeftOf({ ...paid, refunded }), earning.netAmount);
  return partOf(paid.refunded + amount) - partOf(paid.refunded);
}

/** What was earned where coins of one order were spent. */
export type CoinEarning = {
  readonly transactionId: number;
  readonly userId: string;
  readonly sharePercent: number;
  readonly amount: number;
  readonly takenBackAmount: number;
  /** Paid coins of the order. */
  readonly count: number;
};
export type Loss = {
  readonly disputeId: string;
  /** With tax: how much of how much. */
  readonly lostAmount: number;
  readonly total: number;
};

/** What is taken of whom for a dispute that was lost, as far as it is there. `there`: what each of them has in coins. */
export function coinsToTakeBack<E extends CoinEarning>(
  earned: readonly E[],
  { lostAmount, total }: Loss,
  there: ReadonlyMap<string, number>,
): { readonly userId: E["userId"]; readonly transactionId: number; readonly count: number }[] {
  const left = new Map(there);
  return earned.flatMap(({ transactionId, userId, sharePercent, amount, takenBackAmount, count }) => {
    const due = shareOf(shareOf(count, sharePercent, 100), Math.min(lostAmount, total), total);
    const has = left.get(userId) ?? 0;
    const taken = Math.min(due, amount - takenBackAmount, has);
    left.set(userId, has - taken);
    return taken === 0 ? [] : [{ userId, transactionId, count: taken }];
  });
}
