// Money goes back: of one order, or of all that were paid for an event that will not be. Deciding is one transaction for each order;
// whoever goes on after a crash finds those that are left.

import { type EventId, newId, type OrderId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { moveTicketsOfOrder } from "../tickets/move-tickets.ts";
import { revokeTickets } from "../tickets/revoke-tickets.ts";
import { carryOutPlan } from "./carry-out-plan.ts";
import { listOrdersToReturn } from "./order-store.ts";
import { planRefund, type RefundReason } from "./plan-step.ts";
import { lockOrderAtHand } from "./read-order.ts";
import { refundableOf } from "./refund-rule.ts";
import { settleOrder } from "./settle-order.ts";

const ORDERS_PER_PAGE = 200;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;
export type Returning = {
  /** At most so much, with tax; null: all that is left of it. */
  readonly amount: number | null;
  readonly reason: RefundReason;
};

/** How much is to go back: 0 where nothing is left, or it was not paid. Stripe is told afterwards (settleOrder). */
export function decideRefund(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  orderId: OrderId,
  { amount, reason }: Returning,
): Promise<number> {
  return db.transaction(async (tx) => {
    const order = await lockOrderAtHand(tx, orderId, nowMs());
    if (order === null || order.atHand.paid === null) return 0;
    const due = Math.min(amount ?? Number.POSITIVE_INFINITY, refundableOf(order.atHand.paid));
    if (due === 0) return 0;
    const refund = { id: newId("refund"), amount: due, state: "owed", stripeId: null, reason } as const;
    await carryOutPlan(tx, order.atHand, planRefund(order.atHand, refund), nowMs());
    return due;
  });
}

/**
 * Gives everybody their money back for an event that was called off, and takes all its tickets. Goes on when one fails, and throws
 * AggregateError at the end: then it is done again, for those that are left.
 */
export async function returnAllOfEvent(deps: Deps, eventId: EventId): Promise<void> {
  const failures: unknown[] = [];
  let afterId = "";
  for (;;) {
    const orderIds = await listOrdersToReturn(deps.db, eventId, afterId, ORDERS_PER_PAGE);
    for (const orderId of orderIds)
      await returnOrder(deps, orderId).catch((error: unknown) => failures.push(error));
    afterId = orderIds.at(-1) ?? afterId;
    if (orderIds.length < ORDERS_PER_PAGE) break;
  }
  await revokeTickets(deps.db, eventId);
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} orders of ${eventId} are left`);
}

async function returnOrder(deps: Deps, orderId: OrderId): Promise<void> {
  // What is being paid just now finds its tickets gone, and is given back when it comes.
  await deps.db.transaction((tx) => moveTicketsOfOrder(tx, orderId, "revoke"));
  await decideRefund(deps, orderId, { amount: null, reason: "event-cancelled" });
  if (deps.stripe !== null) await settleOrder(deps, orderId);
}
