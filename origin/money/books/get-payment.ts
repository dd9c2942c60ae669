// All of one payment: what was ordered, what went back, what a bank holds, tickets and coins, the books, and what Stripe told.

import { PAYMENT_ROWS_MAX, type PaymentDetail } from "../../../shared/schema/books.ts";
import type { OrderId } from "../../../shared/schema/ids.ts";
import { listActsOn } from "../../audit/read-audit.ts";
import type { DbOrTx } from "../../db/client.ts";
import { notFound } from "../../route-params.ts";
import { listTicketsOfOrder } from "../../tickets/tickets-of-order.ts";
import { ENTRIES_MAX } from "../ledger.ts";
import { listDisputesOf, listRefundsOf } from "../order-store.ts";
import { toPayment } from "./find-payments.ts";
import {
  findPayment,
  listBookedOf,
  listEventsAbout,
  listLotsOfOrder,
  listTroubles,
} from "./payment-store.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

/** Throws PLATFORM_ROLE_REQUIRED (403) or ORDER_NOT_FOUND (404). */
export async function getPayment(
  { db }: { readonly db: DbOrTx },
  by: Operator,
  orderId: OrderId,
): Promise<PaymentDetail> {
  await requireOperator(db, by);
  const found = await findPayment(db, orderId);
  if (found === null) throw notFound("order");
  const { order } = found;
  const trouble = (await listTroubles(db, [orderId])).get(orderId) ?? null;
  return {
    ...toPayment(found, trouble),
    event: order.eventId === null ? null : { id: order.eventId, name: found.eventName },
    paidTax: order.paidTax,
    paidAt: textOf(order.paidAt),
    askedAt: order.askedAt.toISOString(),
    stripeSessionId: order.stripeSessionId,
    stripePaymentIntentId: order.stripePaymentIntentId,
    refunds: (await listRefundsOf(db, orderId)).map(
      ({ id, amount, state, reason, stripeId, createdAt, triedAt }) => ({
        id,
        amount,
        state,
        reason,
        stripeId,
        createdAt: createdAt.toISOString(),
        triedAt: textOf(triedAt),
      }),
    ),
    disputes: (await listDisputesOf(db, orderId)).map(({ stripeId, amount, state, openedAt }) => ({
      stripeId,
      amount,
      state,
      openedAt: openedAt.toISOString(),
    })),
    tickets: (await listTicketsOfOrder(db, orderId, PAYMENT_ROWS_MAX)).map(
      ({ id, typeName, state, ownerId, ownerName }) => ({
        id,
        typeName,
        state,
        owner: { id: ownerId, displayName: ownerName },
      }),
    ),
    lots: (await listLotsOfOrder(db, orderId, PAYMENT_ROWS_MAX)).map(
      ({ unit, issuedCount, leftCount, isFrozen, expiresAt }) => ({
        unit,
        issuedCount,
        leftCount,
        isFrozen,
        expiresAt: textOf(expiresAt),
      }),
    ),
    booked: await bookedOf(db, orderId),
    webhooks: (await listEventsAbout(db, order, PAYMENT_ROWS_MAX)).map(
      ({ id, type, createdAt, receivedAt }) => ({
        id,
        type,
        createdAt: createdAt.toISOString(),
        receivedAt: receivedAt.toISOString(),
      }),
    ),
    acts: (await listActsOn(db, orderId, PAYMENT_ROWS_MAX)).map(({ at, actor, act, facts }) => ({
      at,
      by: actor,
      act,
      reason: typeof facts["reason"] === "string" ? facts["reason"] : "",
    })),
  };
}

async function bookedOf(db: DbOrTx, orderId: OrderId): Promise<PaymentDetail["booked"]> {
  const rows = await listBookedOf(db, orderId, PAYMENT_ROWS_MAX * ENTRIES_MAX);
  return [...Map.groupBy(rows, ({ transaction }) => transaction.id).values()].flatMap((entries) => {
    const transaction = entries[0]?.transaction;
    if (transaction === undefined) return [];
    const { key, kind, at, balanceTransactionId } = transaction;
    return {
      key,
      kind,
      at: at.toISOString(),
      balanceTransactionId,
      entries: entries.map(({ account, owner, unit, amount }) => ({ account, owner, unit, amount })),
    };
  });
}

function textOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
