// Carries a plan out: the books, the lots, the tickets and the order, in one transaction of the caller's.

import type { OrderId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { moveTicketsOfOrder } from "../tickets/move-tickets.ts";
import { expiryOf } from "./coin-lots.ts";
import { freezeLots, insertLots, insertTakings } from "./coin-store.ts";
import { addTakenBack, findEarningOfOrder } from "./earning-store.ts";
import { updateOrder, upsertDispute, upsertRefund } from "./order-store.ts";
import type { OrderAtHand, Plan } from "./plan-step.ts";
import { postTransaction } from "./post-transaction.ts";

/** Throws Overdrawn. What is in the books already is carried out already, and is left alone. */
export async function carryOutPlan(tx: DbOrTx, order: OrderAtHand, plan: Plan, nowMs: number): Promise<void> {
  const at = new Date(nowMs);
  const orderId = order.id as OrderId;
  if (plan.transaction !== null) {
    const transactionId = await postTransaction(tx, plan.transaction, { at, orderId });
    if (transactionId === null) return;
    await changeLots(tx, order, plan, { transactionId, nowMs });
  }
  if (plan.lots?.isFrozen !== undefined)
    await freezeLots(
      tx,
      order.lots.map(({ id }) => id),
      plan.lots.isFrozen,
    );
  if (plan.takenBackAmount !== undefined && plan.takenBackAmount > 0) {
    const earning = await findEarningOfOrder(tx, orderId);
    if (earning !== null) await addTakenBack(tx, earning.transactionId, plan.takenBackAmount);
  }
  for (const refund of plan.refunds ?? []) await upsertRefund(tx, orderId, refund, at);
  if (plan.dispute !== undefined) await upsertDispute(tx, orderId, plan.dispute, at);
  if (plan.tickets !== undefined) await moveTicketsOfOrder(tx, orderId, plan.tickets);
  const changed = {
    ...(plan.state === undefined ? {} : { state: plan.state }),
    ...(plan.state === "paid" ? { paidAt: at } : {}),
    ...(plan.paid === undefined
      ? {}
      : { paidTotal: plan.paid.total, paidTax: plan.paid.tax, refundedTotal: plan.paid.refunded }),
  };
  if (Object.keys(changed).length > 0) await updateOrder(tx, orderId, changed);
}

async function changeLots(
  tx: DbOrTx,
  { id, userId, currency }: OrderAtHand,
  { lots }: Plan,
  { transactionId, nowMs }: { readonly transactionId: number; readonly nowMs: number },
): Promise<void> {
  const at = new Date(nowMs);
  const expiresAt = new Date(expiryOf(nowMs));
  if (lots?.issued !== undefined)
    await insertLots(
      tx,
      lots.issued.map(({ unit, count, paidAmount }) => ({
        unit,
        issuedCount: count,
        expiresAt,
        paid: paidAmount === null ? null : { amount: paidAmount, currency },
      })),
      { userId: userId as UserId, orderId: id as OrderId, transactionId, at },
    );
  await insertTakings(tx, transactionId, lots?.taken ?? []);
}
