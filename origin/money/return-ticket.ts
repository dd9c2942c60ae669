// Somebody returns a ticket of an event that was moved, and whoever paid for it has that money back.

import { Problem } from "../../shared/http/problem.ts";
import { newId, type TicketId, type UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { requireEvent } from "../events/get-event.ts";
import { isMoved, lockOwnTicket, requireOwnTicket } from "../tickets/own-tickets.ts";
import { revokeTicket } from "../tickets/revoke-tickets.ts";
import { carryOutPlan } from "./carry-out-plan.ts";
import { shareOf } from "./ledger.ts";
import { planRefund } from "./plan-step.ts";
import { type LockedOrder, lockOrderAtHand } from "./read-order.ts";
import { refundableOf } from "./refund-rule.ts";
import { settleOrder } from "./settle-order.ts";

/** Returned already, it is returned again without harm. Throws TICKET_NOT_FOUND (404), or TICKET_NOT_RETURNABLE (409). */
export async function returnTicket(
  deps: Pick<OriginDeps, "db" | "nowMs" | "stripe">,
  ticketId: TicketId,
  userId: UserId,
): Promise<void> {
  const { orderId } = await requireOwnTicket(deps.db, ticketId, userId);
  await deps.db.transaction(async (tx) => {
    // Whoever settles the order locks it before its tickets, and so do we.
    const order = await lockOrderAtHand(tx, orderId, deps.nowMs());
    const ticket = await lockOwnTicket(tx, ticketId, userId);
    // Whoever was not told that it was done asks again.
    if (ticket.state === "revoked") return;
    const { startsAt } = await requireEvent({ db: tx }, ticket.eventId);
    if (!isMoved(ticket, startsAt) || startsAt.getTime() <= deps.nowMs()) throw notReturnable();
    if (order !== null) await giveBack(tx, order, deps.nowMs());
    await revokeTicket(tx, ticketId);
  });
  // It is decided: what cannot be told to Stripe now, a sweep will.
  if (deps.stripe !== null) await settleOrder(deps, orderId).catch(() => null);
}

async function giveBack(tx: DbOrTx, { record, atHand }: LockedOrder, nowMs: number): Promise<void> {
  if (atHand.paid === null) return;
  const amount = Math.min(shareOf(atHand.paid.total, 1, record.count), refundableOf(atHand.paid));
  if (amount === 0) return;
  const refund = {
    id: newId("refund"),
    amount,
    state: "owed",
    stripeId: null,
    reason: "event-moved",
  } as const;
  await carryOutPlan(tx, atHand, planRefund(atHand, refund), nowMs);
}

function notReturnable(): Problem {
  return new Problem({
    status: 409,
    code: "TICKET_NOT_RETURNABLE",
    title: "This ticket cannot be returned",
    detail:
      "Tickets go back when their event was moved, until it begins; and by themselves when it is called off.",
  });
}
