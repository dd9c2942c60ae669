// What creators give back of what they earned when whoever paid gets it back. Pure.

import type { CoinLot, Taken } from "./coin-lots.ts";
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
/** Of an order's paid coins: how many were spent, and of those how many a bank took the money for. */
export type CoinLoss = { readonly lostCount: number; readonly spentCount: number };

/** Paid coins that a bank took the money for, `lostAmount` of `total`, beside those that were still there and went back: `taken`. */
export function countLost(
  lots: readonly CoinLot[],
  taken: readonly Taken[],
  { lostAmount, total }: { readonly lostAmount: number; readonly total: number },
): number {
  const countOf = (parts: readonly Taken[]) =>
    parts.reduce((sum, { lot, count }) => sum + (lot.unit === "coin" ? count : 0), 0);
  const issued = countOf(lots.map((lot) => ({ lot, count: lot.issuedCount })));
  return Math.max(0, shareOf(issued, Math.min(lostAmount, total), total) - countOf(taken));
}

/** What is taken of whom for a dispute that was lost, as far as it is there. `there`: what each of them has in coins. */
export function coinsToTakeBack<E extends CoinEarning>(
  earned: readonly E[],
  { lostCount, spentCount }: CoinLoss,
  there: ReadonlyMap<string, number>,
): { readonly userId: E["userId"]; readonly transactionId: number; readonly count: number }[] {
  const left = new Map(there);
  return earned.flatMap(({ transactionId, userId, sharePercent, amount, takenBackAmount, count }) => {
    const due = shareOf(shareOf(count, sharePercent, 100), Math.min(lostCount, spentCount), spentCount);
    const has = left.get(userId) ?? 0;
    const taken = Math.min(due, amount - takenBackAmount, has);
    left.set(userId, has - taken);
    return taken === 0 ? [] : [{ userId, transactionId, count: taken }];
  });
}
