// Somebody spends coins, in the transaction of what they get for them.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { CoinUnit } from "../../shared/schema/money.ts";
import type { DbOrTx } from "../db/client.ts";
import { takeCoins } from "./coin-lots.ts";
import { insertTakings, lockLotsOf } from "./coin-store.ts";
import { insertEarning } from "./earning-store.ts";
import { shareOf } from "./ledger.ts";
import { postTransaction } from "./post-transaction.ts";
import { coinsSpent } from "./postings/coins.ts";
import { MATURES_AFTER_MS, type SharedSale } from "./revenue-share.ts";

export type Spending = {
  /** What they are spent on: once. */
  readonly key: string;
  readonly userId: UserId;
  readonly count: number;
  /** Which coins may be spent on it. */
  readonly units: readonly CoinUnit[];
  /** Who earns so many percent of the paid coins; null: nobody but the house. */
  readonly earner: {
    readonly userId: UserId;
    readonly sale: Exclude<SharedSale, "ticket">;
    readonly sharePercent: number;
  } | null;
};

/** What spending came to. */
export type Spent = {
  /** What the earner earns of it, in coins. */
  readonly earnedCount: number;
};

/** Null when it was done before. Throws COINS_MISSING (409). */
export async function spendCoins(tx: DbOrTx, spending: Spending, nowMs: number): Promise<Spent | null> {
  const { key, userId, count, units, earner } = spending;
  const taken = takeCoins(await lockLotsOf(tx, userId), count, units, nowMs);
  if (taken === null) throw coinsMissing(count);
  const paidCount = taken.reduce((sum, part) => sum + (part.lot.unit === "coin" ? part.count : 0), 0);
  const earnedCount = earner === null ? 0 : shareOf(paidCount, earner.sharePercent, 100);
  const earned = earner === null || earnedCount === 0 ? null : { userId: earner.userId, count: earnedCount };
  const at = new Date(nowMs);
  const transactionId = await postTransaction(tx, coinsSpent({ key, userId, taken, earned }), {
    at,
    orderId: null,
  });
  if (transactionId === null) return null;
  await insertTakings(tx, transactionId, taken);
  if (earner !== null)
    await insertEarning(tx, {
      transactionId,
      userId: earner.userId,
      sale: earner.sale,
      unit: "coin",
      grossAmount: paidCount,
      freeCount: count - paidCount,
      sharePercent: earner.sharePercent,
      amount: earnedCount,
      earnedAt: at,
      maturesAt: new Date(nowMs + MATURES_AFTER_MS[earner.sale]),
    });
  return { earnedCount };
}

function coinsMissing(count: number): Problem {
  return new Problem({
    status: 409,
    code: "COINS_MISSING",
    title: "There are not so many coins",
    detail: `This takes ${count}. Coins of a payment that is disputed wait until that is decided.`,
  });
}
