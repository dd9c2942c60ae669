// An account is erased that has earned something. Whoever had an account at Stripe that can be paid is paid there what they have, when it
// matures and however little it is, and only then is forgotten there, too. Whoever had none cannot be paid: what they earned is the house's.
// Both are told before, with what they have earned (getEarnings).

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { forfeitEarnings } from "../money/forfeit-earnings.ts";
import { type AccountRecord, deleteAccount, findAccount, lockAccount, updateAccount } from "./store.ts";

/** In the transaction that erases the account. */
export async function closeEarnings(tx: DbOrTx, userId: UserId, at: Date): Promise<void> {
  const account = await lockAccount(tx, userId);
  if (account !== null && isPaidAfterwards(account)) {
    await updateAccount(tx, account, { closingAt: at });
    return;
  }
  await forfeitEarnings(tx, userId, at);
  await deleteAccount(tx, userId);
}

/** Whether what its owner earned would still be paid. */
export function isPaidAfterwards(account: AccountRecord | null): boolean {
  return account?.state === "ready";
}

/** Whether somebody was erased and is still to be paid. */
export async function isClosing(db: DbOrTx, userId: UserId): Promise<boolean> {
  return (await findAccount(db, userId))?.closingAt != null;
}
