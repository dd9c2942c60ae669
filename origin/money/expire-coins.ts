// Coins whose time is over go, and so do those of an account that is erased: what was paid for them is earned.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { isExpired, type Taken } from "./coin-lots.ts";
import { insertTakings, listOwnersOfExpired, lockLotsOf } from "./coin-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { coinsLost } from "./postings/coins.ts";

const OWNERS_PER_SWEEP_MAX = 500;

/** Takes what has expired, of at most OWNERS_PER_SWEEP_MAX people; the next sweep goes on. */
export async function expireCoins(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<void> {
  const nowMs = deps.nowMs();
  for (const userId of await listOwnersOfExpired(deps.db, new Date(nowMs), OWNERS_PER_SWEEP_MAX))
    await deps.db.transaction(async (tx) => {
      for (const lot of await lockLotsOf(tx, userId))
        if (isExpired(lot, nowMs))
          await lose(tx, "coins.expired", userId, { lot, count: lot.leftCount }, new Date(nowMs));
    });
}

/** Takes all that somebody has left: their account goes. */
export async function forfeitCoins(tx: DbOrTx, userId: UserId, at: Date): Promise<void> {
  for (const lot of await lockLotsOf(tx, userId))
    await lose(tx, "coins.forfeited", userId, { lot, count: lot.leftCount }, at);
}

async function lose(
  tx: DbOrTx,
  kind: "coins.expired" | "coins.forfeited",
  userId: UserId,
  part: Taken,
  at: Date,
): Promise<void> {
  const lost = coinsLost(`${kind}:${part.lot.id}`, kind, userId, [part]);
  const transactionId = await postTransaction(tx, lost, { at, orderId: null });
  if (transactionId !== null) await insertTakings(tx, transactionId, [part]);
}
