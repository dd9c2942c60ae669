// What somebody earned and nobody can be paid any more is the house's.

import { assert } from "../../shared/assert.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { postTransaction } from "./post-transaction.ts";
import { earningsForfeited } from "./postings/earnings.ts";
import { lockEarned } from "./read-earned.ts";

/** All of it, whatever it waits for. */
export async function forfeitEarnings(tx: DbOrTx, userId: UserId, at: Date): Promise<void> {
  for (const { unit, amount } of await lockEarned(tx, userId, at.getTime())) {
    if (amount === 0) continue;
    const key = `earnings.forfeited:${userId}:${unit}:${at.getTime()}`;
    const forfeited = earningsForfeited(key, userId, { unit, amount });
    const transactionId = await postTransaction(tx, forfeited, { at, orderId: null });
    // Else it would be left to nobody: whoever sees this tries again, a moment later.
    assert(transactionId !== null, `${key} was forfeited before`);
  }
}
