// The house gives coins away: free ones, which earn nobody anything.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { expiryOf } from "./coin-lots.ts";
import { insertLots } from "./coin-store.ts";
import { postTransaction } from "./post-transaction.ts";
import { coinsGranted } from "./postings/coins.ts";

/** Once for each `key`: false when it was done before. */
export async function grantCoins(
  deps: { readonly db: DbOrTx } & Pick<OriginDeps, "nowMs">,
  { key, userId, count }: { readonly key: string; readonly userId: UserId; readonly count: number },
): Promise<boolean> {
  const nowMs = deps.nowMs();
  const at = new Date(nowMs);
  return deps.db.transaction(async (tx) => {
    const transactionId = await postTransaction(tx, coinsGranted(key, userId, count), { at, orderId: null });
    if (transactionId === null) return false;
    const lot = {
      unit: "free-coin",
      issuedCount: count,
      expiresAt: new Date(expiryOf(nowMs)),
      paid: null,
    } as const;
    await insertLots(tx, [lot], { userId, orderId: null, transactionId, at });
    return true;
  });
}
