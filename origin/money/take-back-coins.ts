// A bank decided for whoever paid for coins, and the coins are spent: those who earned by them give back what they earned, as far as
// they have it. Without that a stolen card would pay whoever is given its coins. A refund that the house gives takes nothing of theirs.

import type { OrderId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { accountId, holdingOf } from "./accounts.ts";
import { countSpent } from "./coin-store.ts";
import { coinsToTakeBack } from "./earned-back.ts";
import { addTakenBack, listCoinEarnings } from "./earning-store.ts";
import { lockBalances } from "./ledger-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { coinsTakenBack } from "./postings/earnings.ts";
import { creatorEarnings } from "./postings/entry.ts";

/** Each creator is an entry, and a transaction has few. */
const EARNINGS_PER_TRANSACTION = 50;

/** In the transaction that notes the decision. */
export async function takeBackCoins(
  tx: DbOrTx,
  orderId: OrderId,
  { disputeId, lostCount }: { readonly disputeId: string; readonly lostCount: number },
  nowMs: number,
): Promise<void> {
  const earned = lostCount === 0 ? [] : await listCoinEarnings(tx, orderId);
  if (earned.length === 0) return;
  const loss = { lostCount, spentCount: await countSpent(tx, orderId) };
  for (let at = 0; at < earned.length; at += EARNINGS_PER_TRANSACTION) {
    const some = earned.slice(at, at + EARNINGS_PER_TRANSACTION);
    const there = await lockCoins(tx, [...new Set(some.map(({ userId }) => userId))]);
    const parts = coinsToTakeBack(some, loss, there);
    if (parts.length === 0) continue;
    const taken = coinsTakenBack(`earnings.taken-back:${disputeId}:${at}`, parts);
    if ((await postTransaction(tx, taken, { at: new Date(nowMs), orderId })) === null) continue;
    for (const { transactionId, count } of parts) await addTakenBack(tx, transactionId, count);
  }
}

/** What each of them earned in coins and has, locked until the transaction ends. */
async function lockCoins(tx: DbOrTx, userIds: readonly UserId[]): Promise<Map<string, number>> {
  const idOf = (userId: UserId) => accountId(creatorEarnings(userId, "coin"));
  const balances = await lockBalances(tx, userIds.map(idOf));
  return new Map(
    userIds.map((userId) => [userId, holdingOf("creator-earnings", balances.get(idOf(userId)) ?? 0)]),
  );
}
