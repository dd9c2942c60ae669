// Pays one creator what has matured: decided in the books, and sent to Stripe then. Done twice, or by two at once, it pays once: what is
// decided is not there to be decided again.

import { newId, type PayoutId, type UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { postTransaction } from "../money/post-transaction.ts";
import { payoutDecided } from "../money/postings/payouts.ts";
import { lockEarned, readEarned } from "../money/read-earned.ts";
import { coinValueAt } from "./coin-value.ts";
import { duePayouts } from "./due-payouts.ts";
import { askAccount } from "./payout-account.ts";
import { settlePayout } from "./settle-payout.ts";
import { findAccount, insertPayout, listCoinValues, lockAccount } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** How many payouts of one creator were decided; they are sent, too. */
export async function payCreator(deps: Deps, userId: UserId): Promise<number> {
  const decided = await decidePayouts(deps, userId);
  for (const payoutId of decided) await settlePayout(deps, payoutId);
  return decided.length;
}

/** Decides the payouts of one creator. Stripe is asked first whether they can be paid now, where there is anything to pay. */
export async function decidePayouts(deps: Deps, userId: UserId): Promise<PayoutId[]> {
  const nowMs = deps.nowMs();
  const known = await findAccount(deps.db, userId);
  if (known === null || (await readEarned(deps.db, userId, nowMs)).every((of) => of.matureAmount === 0))
    return [];
  if ((await askAccount(deps, known)).state !== "ready") return [];
  const at = new Date(nowMs);
  return deps.db.transaction(async (tx) => {
    const account = await lockAccount(tx, userId);
    if (account?.state !== "ready") return [];
    const earned = await lockEarned(tx, userId, nowMs);
    const mature = new Map(earned.map(({ unit, matureAmount }) => [unit, matureAmount]));
    const value = coinValueAt(await listCoinValues(tx), nowMs);
    const decided: PayoutId[] = [];
    for (const due of duePayouts(mature, value, { isLast: account.closingAt !== null })) {
      const id = newId("payout");
      await postTransaction(tx, payoutDecided({ payoutId: id, userId, ...due }), { at, orderId: null });
      await insertPayout(tx, {
        id,
        userId,
        ...due,
        stripeAccountId: account.stripeId,
        state: "owed",
        decidedAt: at,
      });
      decided.push(id);
    }
    return decided;
  });
}
