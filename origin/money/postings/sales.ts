// What is sold for money: coins and tickets.

import { assert } from "../../../shared/assert.ts";
import { joinEntries, type LedgerTransaction } from "../ledger.ts";
import { issued } from "./coins.ts";
import { by, eventHeld, house, refundsOwed } from "./entry.ts";
import { type Payment, paymentEntries } from "./stripe-balance.ts";

type Sale = { readonly orderId: string; readonly payment: Payment };

export function coinsSold({
  orderId,
  payment,
  userId,
  coins,
  freeCoins,
}: Sale & {
  readonly userId: string;
  readonly coins: number;
  readonly freeCoins: number;
}): LedgerTransaction {
  const entries = [
    ...paymentEntries(payment, house("coin-float", payment.currency)),
    ...issued(userId, "coin", coins),
    ...issued(userId, "free-coin", freeCoins),
  ];
  return { key: `order.paid:${orderId}`, kind: "coins.sold", entries: joinEntries(entries), ...by(payment) };
}

export function ticketsSold({
  orderId,
  payment,
  eventId,
}: Sale & { readonly eventId: string }): LedgerTransaction {
  const entries = paymentEntries(payment, eventHeld(eventId, payment.currency));
  return {
    key: `order.paid:${orderId}`,
    kind: "tickets.sold",
    entries: joinEntries(entries),
    ...by(payment),
  };
}

/** Paid when there was nobody or nothing to give it to any more: all of it is owed back. */
export function paidInVain({ orderId, payment }: Sale): LedgerTransaction {
  const { currency, total } = payment;
  const entries = paymentEntries({ ...payment, tax: 0 }, refundsOwed(orderId, currency));
  assert(total > 0, "a payment is more than nothing");
  return {
    key: `order.paid:${orderId}`,
    kind: "refund.decided",
    entries: joinEntries(entries),
    ...by(payment),
  };
}
